import type { JobRecord } from '../../shared/kylin/job';
import { overlap } from '../kylinTime/range';
import type { Segment } from './segment';

/**
 * The segments that can't be refreshed or merged, by ID, with the unfinished job that works on them:
 * itself, or on the new segment that will replace them. The job is absent where none is to be found,
 * because it has only just begun or ended, or left its segment behind.
 */
export function heldSegments(
	segments: readonly Segment[],
	jobs: readonly JobRecord[],
): Map<string, JobRecord | undefined> {
	const held = new Map<string, JobRecord | undefined>();
	for (const job of jobs) for (const id of segmentIds(job)) held.set(id, job);
	for (const filling of segments.filter(({ isNew }) => isNew)) {
		const job = held.get(filling.id);
		held.set(filling.id, job);
		for (const segment of segments) if (willReplace(filling, segment)) held.set(segment.id, job);
	}
	return held;
}

export function segmentIds({ target_segments: ids }: JobRecord): string[] {
	return Array.isArray(ids) ? (ids as string[]) : [];
}

function willReplace(filling: Segment, { range, isNew }: Segment): boolean {
	if (isNew) return false;
	return filling.range === undefined || range === undefined || overlap(filling.range, range);
}
