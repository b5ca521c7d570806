import { toFailure } from '../http/nodeError';
import type { OperationItem } from '../http/operationItem';
import { KylinFailure } from '../kylin/failures';
import { hasChanged, type JobRecord } from '../kylin/job';
import { JOB_STATUSES } from '../kylin/jobStatus';
import { isPassing } from '../kylin/passing';
import { clock, pause } from '../time/clock';
import { findJobs, type FoundJobs } from './findJobs';
import { readOpenJobs } from './openJobs';
import { jobsFailed, jobsGone, jobsNotFound, notDoneInTime } from './waitFailures';
import type { WaitOptions } from './waitOptions';

const LONGEST_INTERVAL_MS = 120_000;
const INTERVAL_GROWTH = 1.5;

const FINAL: readonly string[] = ['FINISHED', 'DISCARDED'];

/** From ERROR a job goes on only if somebody resumes it, so the wait ends there as well. */
const ENDED: readonly string[] = [...FINAL, 'ERROR'];

type WaitRequest = WaitOptions & {
	jobIds: readonly string[];
	project?: string;
	/**
	 * records from before an action: as long as Kylin shows a job unchanged, its record is older than
	 * the action and tells nothing
	 */
	before?: FoundJobs;
};

export type WaitResult = { jobs: FoundJobs; isDone: (jobId: string) => boolean };

/**
 * Reads jobs, at growing intervals, until each of them has reached an end.
 *
 * @throws KylinFailure when a job is unknown or gone, ends in a failure state, or is not done in
 * time, unless a time-out returns the jobs
 */
export async function waitForJobs(
	{ send, assertWanted }: Pick<OperationItem, 'send' | 'assertWanted'>,
	request: WaitRequest,
): Promise<WaitResult> {
	const { jobIds, project, before, failureStates } = request;
	const endStates = [...ENDED, ...failureStates];
	const openStates = JOB_STATUSES.filter((status) => !endStates.includes(status));
	const last = new Map<string, JobRecord>();

	const isDone = (id: string) => {
		const job = last.get(id);
		if (job === undefined || !endStates.includes(job.job_status)) return false;
		const old = before?.get(id);
		return old === undefined || hasChanged(old, job);
	};
	const look = async () => {
		const isFirst = last.size === 0;
		const open = jobIds.filter((id) => !isDone(id));
		const halted = jobIds.filter((id) => isDone(id) && !isFinal(last.get(id)));
		const found = isFirst
			? await findJobs(send, open, project)
			: await readOpenJobs(send, { open, halted }, project ?? commonProject(last), openStates);
		const missing = open.filter((id) => !found.has(id));
		if (missing.length > 0) throw isFirst ? jobsNotFound(missing) : jobsGone(missing);
		for (const [id, job] of found) last.set(id, job);
	};

	const deadline = clock.now() + request.maxDurationMs;
	let intervalMs = request.intervalMs;
	for (;;) {
		const trouble = await look().then(() => undefined, toFailure);
		if (trouble !== undefined && !passes(trouble, last.size > 0)) throw trouble;
		if (jobIds.every(isDone)) break;
		const restMs = deadline - clock.now();
		if (restMs <= 0) {
			if (request.onTimeout === 'returnJobs' && last.size > 0) return { jobs: last, isDone };
			throw notDoneInTime(request, last, isDone, trouble);
		}
		const pauseMs = Math.max(intervalMs, retryAfterMs(trouble));
		await pause(Math.min(pauseMs, restMs), assertWanted);
		intervalMs = Math.min(
			intervalMs * INTERVAL_GROWTH,
			Math.max(LONGEST_INTERVAL_MS, request.intervalMs),
		);
	}

	const ended = jobIds.flatMap((id) => last.get(id) ?? []);
	const failed = ended.filter(({ job_status }) =>
		failureStates.some((state) => state === job_status),
	);
	if (failed.length > 0) throw jobsFailed(failed, ended.length);
	return { jobs: last, isDone };
}

function isFinal(job: JobRecord | undefined): boolean {
	return job !== undefined && FINAL.includes(job.job_status);
}

function passes(trouble: Error, hasAnswered: boolean): boolean {
	return trouble instanceof KylinFailure && isPassing(trouble, hasAnswered);
}

function retryAfterMs(trouble: Error | undefined): number {
	return trouble instanceof KylinFailure ? (trouble.facts.retryAfterMs ?? 0) : 0;
}

/** Spares the request for the jobs of all projects, which may be refused and is slow. */
function commonProject(jobs: FoundJobs): string | undefined {
	const projects = new Set([...jobs.values()].map(({ project }) => project));
	return projects.size === 1 ? [...projects][0] : undefined;
}
