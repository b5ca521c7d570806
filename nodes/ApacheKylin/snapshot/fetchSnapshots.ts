import type { IDataObject } from 'n8n-workflow';
import type { Send } from '../../shared/api/kylinRequest';
import { parsePage } from '../../shared/api/page';
import { needsRead } from '../models/needsRead';
import { isSnapshotRecord, parseSnapshot, type Snapshot } from './snapshot';

export const SNAPSHOTS_URL = '/snapshots';

/** Kylin's paging of snapshots repeats and drops some (contract 9.1): one page holds them all. */
const MAX_SNAPSHOTS = 10_000;

/** All snapshots of a project, the last changed first. @param query parameters besides project */
export async function fetchSnapshots(
	send: Send,
	project: string,
	query: IDataObject = {},
): Promise<Snapshot[]> {
	const qs = { project, ...query, page_size: MAX_SNAPSHOTS, page_offset: 0 };
	const data = await send({ method: 'GET', url: SNAPSHOTS_URL, qs }).catch(needsRead);
	return parsePage(data, isSnapshotRecord, 'snapshots').rows.map(parseSnapshot);
}
