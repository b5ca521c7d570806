import { findJobs, type FoundJobs } from '../../../shared/jobs/findJobs';
import { KylinFailure } from '../../../shared/kylin/failures';
import { fetchFailures } from '../../../shared/jobs/fetchFailure';
import type { JobFailure } from '../../../shared/jobs/jobFailure';
import { hasChanged, type JobRecord } from '../../../shared/kylin/job';
import { JOB_STATUSES } from '../../../shared/kylin/jobStatus';
import { isTransient } from '../../../shared/kylin/failureMeaning';
import { toFailure } from '../../../shared/kylin/networkFailure';
import { clock, within } from '../../../shared/time/clock';
import type { InputItem } from '../../item/inputItem';
import { fetchUnfinishedJobs } from './unfinishedJobs';
import { jobsFailed, jobsGone, jobsNotFound, notDoneInTime } from './waitFailures';
import type { WaitOptions } from './waitOptions';

const LONGEST_INTERVAL_MS = 120_000;

/** What the last look may take when the wait is over. */
const LEAST_REQUEST_MS = 5_000;

const INTERVAL_GROWTH = 1.5;

/** A server that asks for more is asked again all the same: it may come back long before. */
const LONGEST_RETRY_AFTER_MS = 300_000;

/** Why jobs failed may be read after the wait is over, but not for ever. */
const MAX_EXPLAINING_MS = 60_000;

const FINAL: readonly string[] = ['FINISHED', 'DISCARDED'];

/** From ERROR a job goes on only if a user resumes it, so the wait ends there as well. */
const ENDED: readonly string[] = [...FINAL, 'ERROR'];

type WaitRequest = WaitOptions & {
	jobIds: readonly string[];
	project?: string;
	/**
	 * records from before an action: as long as Kylin shows a job unchanged, its record is older than
	 * the action and says nothing of what came after it
	 */
	before?: FoundJobs;
};

export type WaitResult = {
	jobs: FoundJobs;
	isDone: (jobId: string) => boolean;
	/** why jobs failed, by their IDs: the first 20 of those that did */
	failures: ReadonlyMap<string, JobFailure>;
};

/**
 * Fetches jobs, at growing intervals, until each of them has reached an end.
 *
 * @throws KylinFailure when a job is unknown or gone, ends in a failure status, or is not done in
 * time, unless a time-out returns the jobs
 */
export async function waitForJobs(
	{ sendWithin, pause }: Pick<InputItem, 'sendWithin' | 'pause'>,
	request: WaitRequest,
): Promise<WaitResult> {
	const { jobIds, project, before, failureStatuses } = request;
	const endStatuses = [...ENDED, ...failureStatuses];
	const unfinishedStatuses = JOB_STATUSES.filter((status) => !endStatuses.includes(status));
	const deadline = clock.elapsed() + request.maxDurationMs;
	const send = sendWithin(() => Math.max(LEAST_REQUEST_MS, deadline - clock.elapsed()));
	const last = new Map<string, JobRecord>();

	const isDone = (id: string) => {
		const job = last.get(id);
		if (job === undefined || !endStatuses.includes(job.job_status)) return false;
		const old = before?.get(id);
		return old === undefined || hasChanged(old, job);
	};
	const keep = (found: FoundJobs) => {
		for (const [id, job] of found) last.set(id, job);
	};
	const fetchLatest = async () => {
		const isFirst = last.size === 0;
		const unfinished = jobIds.filter((id) => !isDone(id));
		const resumable = jobIds.filter((id) => isDone(id) && !isFinal(last.get(id)));
		const found = isFirst
			? await findJobs(send, unfinished, project)
			: await fetchUnfinishedJobs(send, { unfinished, resumable }, project, unfinishedStatuses);
		const missing = unfinished.filter((id) => !found.has(id));
		if (missing.length > 0) throw isFirst ? jobsNotFound(missing, project) : jobsGone(missing);
		keep(found);
		if (!jobIds.every(isDone) && clock.elapsed() < deadline) return;
		// Since the last request a user may have set a resumable job going, and it may have ended.
		const notFetched = resumable.filter((id) => !found.has(id));
		keep(await findJobs(send, notFetched, project));
	};

	const explain = async (jobs: readonly JobRecord[]) =>
		(await within(fetchFailures(send, jobs), MAX_EXPLAINING_MS)) ?? new Map<string, JobFailure>();

	// An action is sent only to a Kylin that is there, so what fails after it is transient.
	const hasAnswered = () => last.size > 0 || before !== undefined;
	let intervalMs = request.intervalMs;
	for (;;) {
		const failure = await fetchLatest().then(() => undefined, toFailure);
		if (failure !== undefined && !mayPass(failure, hasAnswered())) throw failure;
		const isOver = failure === undefined && jobIds.every(isDone);
		const restMs = deadline - clock.elapsed();
		if (isOver || restMs <= 0) {
			const mayReturn = isOver || (request.onTimeout === 'returnJobs' && last.size > 0);
			if (!mayReturn) throw notDoneInTime(request, last, isDone, failure);
			const done = jobIds.filter(isDone).flatMap((id) => last.get(id) ?? []);
			const failures = await explain(done);
			assertNoneFailed(done, failures, request);
			return { jobs: last, isDone, failures };
		}
		const pauseMs = Math.max(intervalMs, retryAfterMs(failure));
		await pause(Math.min(pauseMs, restMs));
		intervalMs = Math.min(
			intervalMs * INTERVAL_GROWTH,
			Math.max(LONGEST_INTERVAL_MS, request.intervalMs),
		);
	}
}

function assertNoneFailed(
	done: readonly JobRecord[],
	failures: ReadonlyMap<string, JobFailure>,
	{ jobIds, failureStatuses }: WaitRequest,
): void {
	const failed = done.filter(({ job_status }) =>
		failureStatuses.some((status) => status === job_status),
	);
	if (failed.length > 0) throw jobsFailed(failed, failures, jobIds.length);
}

function isFinal(job: JobRecord | undefined): boolean {
	return job !== undefined && FINAL.includes(job.job_status);
}

function mayPass(failure: Error, hasAnswered: boolean): boolean {
	return failure instanceof KylinFailure && isTransient(failure, hasAnswered);
}

function retryAfterMs(failure: Error | undefined): number {
	const askedForMs = failure instanceof KylinFailure ? (failure.facts.retryAfterMs ?? 0) : 0;
	return Math.min(askedForMs, LONGEST_RETRY_AFTER_MS);
}
