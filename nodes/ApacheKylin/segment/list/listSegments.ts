import type { IDataObject } from 'n8n-workflow';
import { readParameter } from '../../../shared/fields/field';
import { readModelReference } from '../../models/readModelReference';
import type { InputItem } from '../../item/inputItem';
import { fetchZone } from '../../kylinTime/fetchZone';
import { readKylinDate } from '../../kylinTime/readDate';
import { kylinZone, type KylinZone } from '../../kylinTime/zone';
import { fetchModel, fetchReadableJobs } from '../../models/fetchModels';
import { heldSegments } from '../../models/heldSegments';
import type { Segment } from '../../models/segment';
import { segmentRecord } from '../../models/segmentRecord';
import { FILTERS, OF_MODEL } from './list.fields';
import { LIMIT, RETURN_ALL, SHAPE } from '../../fields/list';

/** List Segments for one item: an output item per segment, the newest data first. */
export async function listSegments(item: InputItem): Promise<IDataObject[]> {
	const { fields, parameter, isExpression, send } = item;
	const reference = readModelReference(OF_MODEL.read(fields.query));
	const limit = readParameter(RETURN_ALL, item) ? Infinity : readParameter(LIMIT, item);
	const { statuses, from, until } = FILTERS.read(parameter('segmentFilters', {}), isExpression);
	const isRaw = readParameter(SHAPE, item) === 'raw';
	const within = readTimes(from, until);
	// Whether the dates are dates can be told without Kylin.
	within(kylinZone('UTC'));

	const zone = await fetchZone(send);
	const model = await fetchModel(send, reference);
	const isWithin = within(zone);
	const isWanted = (segment: Segment) =>
		isWithin(segment) && (statuses.length === 0 || statuses.some((one) => one === segment.status));
	const segments = newestFirst(model.segments.filter(isWanted)).slice(0, limit);
	if (isRaw) return segments.map(({ record }) => record);
	const jobs = (await fetchReadableJobs(send, model.project, model.id)) ?? [];
	const held = heldSegments(model.segments, jobs);
	return segments.map((segment) => ({
		project: model.project,
		model: model.name,
		...segmentRecord(segment, held.get(segment.id), zone),
	}));
}

/** A full load has data of any time. */
function readTimes(
	from: unknown,
	until: unknown,
): (zone: KylinZone) => (segment: Segment) => boolean {
	return (zone) => {
		const start = readKylinDate(from, 'From', zone, 'day') ?? -Infinity;
		const end = readKylinDate(until, 'Until', zone, 'day') ?? Infinity;
		return ({ range }) => range === undefined || (range.end > start && range.start < end);
	};
}

function newestFirst(segments: Segment[]): Segment[] {
	return [...segments].sort(
		({ range: one }, { range: other }) => (other?.start ?? 0) - (one?.start ?? 0),
	);
}
