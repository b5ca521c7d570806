import type { IDataObject } from 'n8n-workflow';
import { missing } from '../../models/readModelReference';
import type { InputItem } from '../../item/inputItem';
import { fetchZone } from '../../kylinTime/fetchZone';
import { LIMIT, RETURN_ALL, SHAPE } from '../../fields/list';
import { fetchSnapshots } from '../fetchSnapshots';
import { snapshotRecord } from '../snapshot';
import { FILTERS, OF_PROJECT } from './list.fields';

/** List Snapshots for one item: an output item per snapshot, the last changed first. */
export async function listSnapshots({
	fields,
	parameter,
	isExpression,
	send,
}: InputItem): Promise<IDataObject[]> {
	const { project } = OF_PROJECT.read(fields.query);
	if (project === undefined) throw missing('Project', 'choose a project, or give its name');
	const isAll = RETURN_ALL.read(parameter('returnAll', false)) ?? false;
	const limit = isAll ? Infinity : (LIMIT.read(parameter('limit', 50)) ?? 50);
	const { statuses, table } = FILTERS.read(parameter('snapshotFilters', {}), isExpression);
	const isRaw = SHAPE.read(parameter('output', null)) === 'raw';
	const found = await fetchSnapshots(send, project, {
		...(table === undefined ? {} : { table }),
		...(statuses.length === 0 ? {} : { status: statuses.join(',') }),
	});
	const snapshots = found.slice(0, limit);
	if (isRaw) return snapshots.map(({ record }) => record);
	if (snapshots.length === 0) return [];
	const zone = await fetchZone(send);
	return snapshots.map((snapshot) => ({ project, ...snapshotRecord(snapshot, zone) }));
}
