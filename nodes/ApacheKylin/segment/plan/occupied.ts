import type { JobRecord } from '../../../shared/kylin/job';
import { segmentIds } from '../../models/heldSegments';
import type { RangedSegment } from '../../models/segment';
import type { Range } from '../../kylinTime/range';

/** A range that Kylin would refuse to build, because of segments or of a job. */
export type Occupied = {
	range: Range;
	/** the segments with data in it; none while a first build runs */
	segments: RangedSegment[];
	/** the segment that a job fills */
	filling?: RangedSegment;
	/** the unfinished job that works on it */
	job?: JobRecord;
};

/**
 * What occupies the time of an incremental model, in order of time. A segment under refresh or merge
 * and the new one that will replace it are one.
 *
 * @param segments in order of time, see `inOrder`
 * @param jobs the unfinished jobs of the model
 */
export function occupiedRanges(
	segments: readonly RangedSegment[],
	jobs: readonly JobRecord[],
): Occupied[] {
	const jobOfSegment = new Map<string, JobRecord>();
	for (const job of jobs) for (const id of segmentIds(job)) jobOfSegment.set(id, job);

	const occupied: Occupied[] = [];
	const seen = new Set<string>();
	let filled: Occupied | undefined;
	for (const segment of segments) {
		seen.add(segment.id);
		const job = jobOfSegment.get(segment.id);
		if (segment.isNew) {
			filled = { range: segment.range, segments: [], filling: segment, job };
			occupied.push(filled);
		} else if (filled !== undefined && segment.range.start < filled.range.end) {
			filled.segments.push(segment);
		} else {
			occupied.push({ range: segment.range, segments: [segment], job });
		}
	}
	const startedSince = jobs.filter(
		(job) => job.job_name === 'INC_BUILD' && !segmentIds(job).some((id) => seen.has(id)),
	);
	if (startedSince.length === 0) return occupied;
	const added = startedSince.flatMap((job) => {
		const range = rangeOfJob(job);
		return range === undefined ? [] : [{ range, segments: [], job }];
	});
	return [...occupied, ...added].sort((one, other) => one.range.start - other.range.start);
}

/** @returns undefined for a job of a full load, or of tables */
export function rangeOfJob(job: JobRecord): Range | undefined {
	const { data_range_start: start, data_range_end: end } = job;
	return typeof start === 'number' && typeof end === 'number' && start < end
		? { start, end }
		: undefined;
}
