import { cannotHaveChanged, isHeld } from '../../shared/kylin/failureMeaning';
import type { KylinFailure } from '../../shared/kylin/failures';
import { KYLIN_FAULTS } from '../../shared/kylin/faults';
import { isSameRange, type Range } from '../kylinTime/range';
import type { JobRecord } from '../../shared/kylin/job';
import { rangeOfJob } from '../segment/plan/occupied';
import { bearsTag, type Tag } from './tag';

/** Which job a request was to start. */
export type WantedJob = {
	/** Kylin's names of the types it may be of: a full load is a refresh from the second time on */
	types: readonly string[];
	/** absent for a full load, and where a job works on more than one segment */
	range?: Range;
	tag: Tag;
	/** another's job of these types says nothing, because it may work on something else */
	isOnlyOwn?: true;
};

/**
 * The job that a request has started although its answer is missing, or that another has started for
 * the same range at the same time: by range and type first, by tag second. A discarded one has let go
 * of its range and counts for nothing.
 *
 * @param jobs the newest jobs of the model, finished ones among them
 * @param isRefused Kylin has refused the range: of another's jobs a finished build counts as well then
 */
export function findStarted(
	jobs: readonly JobRecord[],
	{ types, range, tag, isOnlyOwn }: WantedJob,
	isRefused: boolean,
): { job: JobRecord; isOwn: boolean } | undefined {
	const fitting = jobs.filter(
		(job) =>
			types.includes(String(job.job_name)) &&
			job.job_status !== 'DISCARDED' &&
			(range === undefined || isSameRangeAs(job, range)),
	);
	const own = fitting.find((job) => bearsTag(job, tag));
	if (own !== undefined) return { job: own, isOwn: true };
	if (isOnlyOwn) return undefined;
	const other = fitting.find(
		({ job_status, job_name }) =>
			job_status !== 'FINISHED' || (isRefused && job_name === 'INC_BUILD'),
	);
	return other && { job: other, isOwn: false };
}

/** The job that an earlier try of the same run has started, unless it was discarded. */
export function findOwn(jobs: readonly JobRecord[], wanted: WantedJob): JobRecord | undefined {
	const found = findStarted(jobs, wanted, false);
	return found?.isOwn ? found.job : undefined;
}

function isSameRangeAs(job: JobRecord, range: Range): boolean {
	const jobRange = rangeOfJob(job);
	return jobRange !== undefined && isSameRange(jobRange, range);
}

/** Kylin's codes that do not say whether the request was carried out: its start is one transaction else. */
const UNDECIDED: ReadonlySet<string> = new Set([
	KYLIN_FAULTS.UNKNOWN_ERROR_CODE.code,
	KYLIN_FAULTS.FAILED_FORWARD_METADATA_ACTION.code,
]);

/**
 * What a failed request to start a job means: nothing was started for sure, another job or segment is
 * in the way (which may come from this very request, if something on the way has sent it twice), or
 * nobody knows.
 */
export function meaningOf(failure: KylinFailure): 'notStarted' | 'held' | 'unknown' {
	if (isHeld(failure)) return 'held';
	if (cannotHaveChanged(failure)) return 'notStarted';
	const { code } = failure.facts;
	return code === undefined || UNDECIDED.has(code) ? 'unknown' : 'notStarted';
}
