import type { JobRecord } from '../../../../nodes/shared/kylin/job';
import { segmentName, type Range } from '../../../../nodes/ApacheKylin/kylinTime/range';
import { kylinZone, type KylinZone } from '../../../../nodes/ApacheKylin/kylinTime/zone';
import type { Model } from '../../../../nodes/ApacheKylin/models/model';
import type { BuildRequest } from '../../../../nodes/ApacheKylin/segment/plan/request';
import type { Segment } from '../../../../nodes/ApacheKylin/models/segment';

export const SHANGHAI = kylinZone('Asia/Shanghai');

export const DAY_MS = 86_400_000;

/** 1 February 2024 in Shanghai. */
const FEBRUARY = Date.UTC(2024, 0, 31, 16);

/** @param day 1 = 1 February 2024, midnight in Shanghai */
export function on(day: number): number {
	return FEBRUARY + (day - 1) * DAY_MS;
}

export function days(first: number, end: number): Range {
	return { start: on(first), end: on(end) };
}

export function segment(
	range: Range | undefined,
	more: Partial<Segment> = {},
	zone: KylinZone = SHANGHAI,
): Segment {
	const name = range === undefined ? 'FULL_BUILD' : segmentName(range, zone);
	return {
		id: `id of ${name}${more.isNew === true ? ' (new)' : ''}`,
		name,
		range,
		isNew: false,
		status: more.isNew === true ? 'LOADING' : 'ONLINE',
		indexCount: more.isNew === true ? 0 : 2,
		indexTotal: 2,
		record: {},
		...more,
	};
}

export function modelOf(segments: Segment[], more: Partial<Model> = {}): Model {
	return {
		id: 'uuid-of-m',
		name: 'm',
		project: 'learn',
		status: 'ONLINE',
		isBroken: false,
		partition: { column: 'T.D', format: 'yyyy-MM-dd' },
		isMultiPartition: false,
		isAutoMerged: false,
		segments,
		record: {},
		...more,
	};
}

export function job(status: string, works: Segment[], more: Partial<JobRecord> = {}): JobRecord {
	const ranges = works.flatMap(({ range }) => range ?? []);
	return {
		id: `job of ${works.map(({ name }) => name).join()}`,
		job_name: 'INC_BUILD',
		job_status: status,
		project: 'learn',
		create_time: on(20),
		last_modified: on(20),
		data_range_start: Math.min(...ranges.map(({ start }) => start)),
		data_range_end: Math.max(...ranges.map(({ end }) => end)),
		target_segments: works.map(({ id }) => id),
		...more,
	};
}

export function request(more: Partial<BuildRequest> = {}): BuildRequest {
	return {
		range: { kind: 'sinceLastSegment' },
		refreshLastDays: 0,
		ifBuilt: 'fail',
		ifRunning: 'fail',
		ifFailed: 'fail',
		ifGap: 'fail',
		...more,
	};
}
