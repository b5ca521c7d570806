import type { InputItem } from '../../item/inputItem';
import { KylinFailure } from '../../../shared/kylin/failures';
import { hasChanged, type JobRecord } from '../../../shared/kylin/job';
import { JOB_STATUSES } from '../../../shared/kylin/jobStatus';
import { isTransient } from '../../../shared/kylin/passing';
import { clock } from '../../../shared/time/clock';
import { findJobs, type FoundJobs } from '../../../shared/jobs/findJobs';
import { fetchUnfinishedJobs } from './unfinishedJobs';
import { jobsFailed, jobsGone, jobsNotFound, notDoneInTime } from './waitFailures';
import type { WaitOptions } from './waitOptions';
import { toFailure } from '../../../shared/kylin/networkFailure';

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
	{ send, pause }: Pick<InputItem, 'send' | 'pause'>,
	request: WaitRequest,
): Promise<WaitResult> {
	const { jobIds, project, before, failureStates } = request;
	const endStates = [...ENDED, ...failureStates];
	const openStates = JOB_STATUSES.filter((status) => !endStates.includes(status));
	const deadline = clock.now() + request.maxDurationMs;
	const last = new Map<string, JobRecord>();

	const isDone = (id: string) => {
		const job = last.get(id);
		if (job === undefined || !endStates.includes(job.job_status)) return false;
		const old = before?.get(id);
		return old === undefined || hasChanged(old, job);
	};
	const keep = (found: FoundJobs) => {
		for (const [id, job] of found) last.set(id, job);
	};
	const look = async () => {
		const isFirst = last.size === 0;
		const open = jobIds.filter((id) => !isDone(id));
		const halted = jobIds.filter((id) => isDone(id) && !isFinal(last.get(id)));
		const found = isFirst
			? await findJobs(send, open, project)
			: await fetchUnfinishedJobs(send, { open, halted }, project, openStates);
		const missing = open.filter((id) => !found.has(id));
		if (missing.length > 0) throw isFirst ? jobsNotFound(missing) : jobsGone(missing);
		keep(found);
		if (!jobIds.every(isDone) && clock.now() < deadline) return;
		// Between two looks somebody may have set a halted job going, and it may have ended since.
		const unread = halted.filter((id) => !found.has(id));
		keep(await findJobs(send, unread, project));
	};

	// An action is sent only to a Kylin that is there, so what fails after it passes.
	const hasAnswered = () => last.size > 0 || before !== undefined;
	let intervalMs = request.intervalMs;
	for (;;) {
		const trouble = await look().then(() => undefined, toFailure);
		if (trouble !== undefined && !passes(trouble, hasAnswered())) throw trouble;
		const isOver = trouble === undefined && jobIds.every(isDone);
		const restMs = deadline - clock.now();
		if (isOver || restMs <= 0) {
			const mayReturn = isOver || (request.onTimeout === 'returnJobs' && last.size > 0);
			if (!mayReturn) throw notDoneInTime(request, last, isDone, trouble);
			assertNoneFailed(jobIds.filter(isDone), last, request);
			return { jobs: last, isDone };
		}
		const pauseMs = Math.max(intervalMs, retryAfterMs(trouble));
		await pause(Math.min(pauseMs, restMs));
		intervalMs = Math.min(
			intervalMs * INTERVAL_GROWTH,
			Math.max(LONGEST_INTERVAL_MS, request.intervalMs),
		);
	}
}

function assertNoneFailed(
	doneIds: readonly string[],
	last: FoundJobs,
	{ jobIds, failureStates }: WaitRequest,
): void {
	const failed = doneIds
		.flatMap((id) => last.get(id) ?? [])
		.filter(({ job_status }) => failureStates.some((state) => state === job_status));
	if (failed.length > 0) throw jobsFailed(failed, jobIds.length);
}

function isFinal(job: JobRecord | undefined): boolean {
	return job !== undefined && FINAL.includes(job.job_status);
}

function passes(trouble: Error, hasAnswered: boolean): boolean {
	return trouble instanceof KylinFailure && isTransient(trouble, hasAnswered);
}

function retryAfterMs(trouble: Error | undefined): number {
	return trouble instanceof KylinFailure ? (trouble.facts.retryAfterMs ?? 0) : 0;
}
