import type { IDataObject } from 'n8n-workflow';
import type { JobRecord } from '../../shared/kylin/job';
import { zonedIso, zonedIsoOrNull, type Range } from '../kylinTime/range';
import type { KylinZone } from '../kylinTime/zone';
import { isHalted } from '../start/blockingJob';
import { gapsBetween, lastEnd } from '../segment/plan/requestedRange';
import { holdsData, inOrder, type RangedSegment, type Segment } from './segment';
import type { Model } from './model';

/**
 * A model as a person or an agent needs it to choose one and to judge how fresh its data are. Times are
 * ISO 8601 in Kylin's zone; null = there is none.
 *
 * @param jobs the unfinished jobs of the model; undefined when the user may not read them
 */
export function summarizeModel(
	model: Model,
	jobs: readonly JobRecord[] | undefined,
	zone: KylinZone,
): IDataObject {
	const { id, name, project, status, partition, segments, record } = model;
	const time = (epochMs: number | undefined) =>
		epochMs === undefined ? null : zonedIso(epochMs, zone);
	const ranged = inOrder(segments);
	const withData = ranged.filter(holdsData);
	return {
		name,
		id,
		project,
		status,
		load_type: partition === undefined ? 'full' : 'incremental',
		partition_column: partition?.column ?? null,
		partition_format: partition?.format ?? null,
		data_until: time(lastEnd(withData)),
		complete_until: time(completeUntil(withData)),
		building_until: time(lastEnd(ranged.filter(({ isNew }) => isNew))),
		last_build_time: zonedIsoOrNull(record.last_build_time, zone),
		segments: segments.length,
		gaps: gapsBetween(ranged.map(({ range }) => range)).map((gap) => shownRange(gap, zone)),
		unfinished_segments: segments.filter(({ isNew }) => isNew).map(({ name: segment }) => segment),
		failed_jobs:
			jobs?.filter(isHalted).map((job) => ({
				job_id: job.id,
				status: job.job_status,
				segments: segmentsOf(job, segments).map(({ name: segment }) => segment),
			})) ?? null,
		segments_without_all_indexes: segments.filter(lacksIndexes).map(({ name: segment }) => segment),
		indexes: Number(record.total_indexes ?? 0),
		storage_bytes: record.storage ?? null,
		source_bytes: record.source ?? null,
		owner: record.owner ?? null,
		description: record.description ?? null,
	};
}

/** The end of the data before the first gap: until there, queries find all. */
function completeUntil(segments: readonly RangedSegment[]): number | undefined {
	let end = segments[0]?.range.end;
	for (const { range } of segments) {
		if (range.start > end) return end;
		end = Math.max(end, range.end);
	}
	return end;
}

/** Whether an index of the model has no data in a segment that no job fills. */
export function lacksIndexes({ isNew, indexCount, indexTotal }: Segment): boolean {
	return !isNew && indexCount < indexTotal;
}

/** The segments that a job works on. */
function segmentsOf(job: JobRecord, segments: readonly Segment[]): Segment[] {
	const ids = new Set(Array.isArray(job.target_segments) ? (job.target_segments as string[]) : []);
	return segments.filter(({ id }) => ids.has(id));
}

function shownRange({ start, end }: Range, zone: KylinZone): IDataObject {
	return { range_start: zonedIso(start, zone), range_end: zonedIso(end, zone) };
}
