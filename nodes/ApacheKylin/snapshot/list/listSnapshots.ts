import type { IDataObject } from 'n8n-workflow';
import { readParameter } from '../../../shared/fields/field';
import { missing } from '../../models/readModelReference';
import type { InputItem } from '../../item/inputItem';
import { fetchZone } from '../../kylinTime/fetchZone';
import { LIMIT, RETURN_ALL, SHAPE } from '../../fields/list';
import { fetchSnapshots } from '../fetchSnapshots';
import { snapshotRecord } from '../snapshot';
import { FILTERS, OF_PROJECT } from './list.fields';

/** List Snapshots for one item: an output item per snapshot, the last changed first. */
export async function listSnapshots(item: InputItem): Promise<IDataObject[]> {
	const { fields, parameter, isExpression, send } = item;
	const { project } = OF_PROJECT.read(fields.query);
	if (project === undefined) throw missing('Project', 'choose a project, or give its name');
	const limit = readParameter(RETURN_ALL, item) ? Infinity : readParameter(LIMIT, item);
	const { statuses, table } = FILTERS.read(parameter('snapshotFilters', {}), isExpression);
	const isRaw = readParameter(SHAPE, item) === 'raw';
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
