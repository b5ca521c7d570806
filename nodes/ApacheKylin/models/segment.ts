import type { IDataObject } from 'n8n-workflow';
import { isIsoTime } from '../../shared/time/zonedTime';
import { unexpectedAnswer } from '../../shared/kylin/unexpectedAnswer';
import type { Range } from '../kylinTime/range';

/** A segment of a model, as the lists of models and of segments tell it (contract 4.2). */
export type Segment = {
	/** changes with every refresh and merge; the name stays */
	id: string;
	name: string;
	/** absent for the one segment of a full-load model */
	range?: Range;
	/** a job fills it: a build, or the twin of segments that are refreshed or merged */
	isNew: boolean;
	/** as Kylin's page shows it, e.g. ONLINE, LOADING or LOCKED (contract 4.3) */
	status: string;
	/** indexes with data here */
	indexCount: number;
	/** indexes that ought to have: those marked for deletion are left out */
	indexTotal: number;
	/** Kylin's record as it is */
	record: IDataObject;
};

type SegmentRecord = IDataObject & {
	id: string;
	name: string;
	segRange: { date_range_start: unknown; date_range_end: unknown };
};

/** @throws KylinFailure when it is something else than a segment */
export function parseSegment(value: unknown): Segment {
	const record = value as SegmentRecord | null;
	if (
		typeof record?.id !== 'string' ||
		typeof record.segRange !== 'object' ||
		record.segRange === null
	) {
		throw unexpectedAnswer("Kylin's answer holds something other than segments");
	}
	const locked = count(record.locked_index_count);
	return {
		id: record.id,
		name: String(record.name),
		range: parseRange(record.segRange),
		isNew: record.status === 'NEW',
		status: String(record.status_to_display ?? record.status),
		indexCount: count(record.index_count) - locked,
		indexTotal: count(record.index_count_total) - locked,
		record,
	};
}

/** A full load ends at Java's greatest number, which arrives as text (see exactJson.ts). */
function parseRange(segRange: SegmentRecord['segRange']): Range | undefined {
	const { date_range_start: start, date_range_end: end } = segRange;
	return isTime(start) && isTime(end) ? { start, end } : undefined;
}

function isTime(value: unknown): value is number {
	return typeof value === 'number' && isIsoTime(value);
}

function count(value: unknown): number {
	return Number(value ?? 0);
}

/** Whether it can serve queries from an index. */
export function holdsData({ isNew, indexCount }: Segment): boolean {
	return !isNew && indexCount > 0;
}

export type RangedSegment = Segment & { range: Range };

/**
 * The segments of an incremental model in order of time. A segment that a job fills comes before those
 * it will replace, which begin with it or within it.
 */
export function inOrder(segments: readonly Segment[]): RangedSegment[] {
	return segments
		.filter((segment): segment is RangedSegment => segment.range !== undefined)
		.sort(
			(one, other) =>
				one.range.start - other.range.start ||
				other.range.end - one.range.end ||
				Number(other.isNew) - Number(one.isNew),
		);
}
