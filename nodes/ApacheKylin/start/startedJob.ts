import { isLoginRefusal, type KylinFailure } from '../../shared/kylin/failures';
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
 * @param isHeld Kylin has refused the range: of another's jobs a finished build counts as well then
 */
export function findStarted(
	jobs: readonly JobRecord[],
	{ types, range, tag, isOnlyOwn }: WantedJob,
	isHeld: boolean,
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
		({ job_status, job_name }) => job_status !== 'FINISHED' || (isHeld && job_name === 'INC_BUILD'),
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

/** The range, or what it works on, is held by another job or segment (contract 1.4, 5.2, 6.2). */
const HELD = new Set(['KE-010022202', 'KE-010032206', 'KE-010022216', 'KE-010022217']);

/** Kylin has this code for everything it did not foresee, at any point of a request. */
const UNFORESEEN = 'KE-000000001';

/** There was no connection on which a request could have been sent. */
const UNCONNECTED = new Set([
	'EAI_AGAIN',
	'ECONNREFUSED',
	'ENOTFOUND',
	'EPROTO',
	'ERR_INVALID_URL',
]);

/** What a proxy answers, or Kylin's web server, to a request it does not pass on. */
const NOT_PASSED_ON = new Set([401, 403, 404, 405, 406, 429]);

/**
 * What a failed request to start a job means: nothing was started for sure, another job or segment is
 * in the way (which may come from this very request, if something on the way has sent it twice), or
 * nobody knows.
 */
export function meaningOf(failure: KylinFailure): 'notStarted' | 'held' | 'unknown' {
	const { code, httpStatus = 0, networkCode, isUnsent } = failure.facts;
	if (isUnsent || isLoginRefusal(failure)) return 'notStarted';
	if (code !== undefined) {
		if (HELD.has(code)) return 'held';
		return code === UNFORESEEN ? 'unknown' : 'notStarted';
	}
	if (networkCode !== undefined) return UNCONNECTED.has(networkCode) ? 'notStarted' : 'unknown';
	const isRefused = NOT_PASSED_ON.has(httpStatus) || (httpStatus >= 300 && httpStatus < 400);
	return isRefused ? 'notStarted' : 'unknown';
}
