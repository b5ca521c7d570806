import { eventOfStatus, type JobEvent } from '../../shared/events/jobEvent';
import { shortKey } from '../../shared/events/shortKey';
import type { JobRecord } from '../../shared/kylin/job';
import {
	isUnchanged,
	isUnfinished,
	objectOf,
	statusAndTime,
	withinBounds,
	type KnownJob,
	type KnownJobs,
} from './knownJobs';

/**
 * What is known of the jobs of a scope from poll to poll.
 *
 * Every change of a job's status carries its own time (`changeTime`), which is how a change is
 * recognised: it is new if the job is known with another one, or not known and changed after
 * `floorMs`. All times are of Kylin's clock and are compared with each other only.
 */
export type ScopeState = {
	/** of a job that is not in `known`, changes up to this time are old; epoch milliseconds */
	floorMs: number;
	known: KnownJobs;
};

/** The newest jobs at one moment, each once. */
export type Snapshot = {
	/** newest first by Kylin's order */
	jobs: JobRecord[];
	/** whether these are all jobs there are */
	isComplete: boolean;
};

/** A job whose status has changed; `isNew` = it may have been created since the last poll. */
export type JobChange = Omit<JobEvent, 'event'> & { isNew: boolean };

/** Kylin writes to an ended job up to this long after its change. */
export const LATE_WRITE_MS = 5 * 60_000;

/** This many settled jobs prove that everything below them is unchanged. */
const SETTLED_JOBS_NEEDED = 10;

/**
 * This many of the newest jobs are always compared one by one, however many settled ones there are:
 * the clocks of Kylin's nodes may differ.
 */
const ALWAYS_COMPARED = 50;

/** The state after the first poll, for which nothing has happened yet. */
export function firstState(snapshot: Snapshot): ScopeState {
	const known = new Map<string, KnownJob>(
		snapshot.jobs.map((job) => [
			shortKey(job.id),
			{ ...statusAndTime(job), object: objectOf(job), changedInLastPoll: false },
		]),
	);
	return { known, floorMs: firstFloor(snapshot) };
}

/**
 * Jobs below the snapshot are those Kylin last wrote to before the ones in it. A running job is
 * written to without a change, so only the others show when that was. The latest times are not
 * trusted: those in the future would hide everything until then.
 */
function firstFloor({ jobs, isComplete }: Snapshot): number {
	const times = ascendingTimes(jobs);
	const middle = times.length < SETTLED_JOBS_NEEDED ? 0 : times[Math.floor(times.length / 2)];
	if (isComplete) return middle;
	const latest = times[Math.max(0, times.length - SETTLED_JOBS_NEEDED)] ?? 0;
	const notRunning = ascendingTimes(jobs.filter((job) => !isRunning(job)));
	const low = notRunning[SETTLED_JOBS_NEEDED - 1] ?? latest;
	return Math.max(middle, Math.min(latest, low + LATE_WRITE_MS));
}

function ascendingTimes(jobs: readonly JobRecord[]): number[] {
	return jobs.map((job) => statusAndTime(job).changedAt).sort((one, other) => one - other);
}

/**
 * Whether the newest jobs reach down to where nothing has changed. One unchanged job does not prove
 * it: Kylin writes to a running job all the time, and to others once more shortly after their end.
 */
export function reachesSettledJobs(state: ScopeState, newestJobs: readonly JobRecord[]): boolean {
	return settledDepth(state, newestJobs) !== undefined;
}

/** How many jobs it takes to see enough settled ones; undefined = there are not enough. */
function settledDepth(state: ScopeState, newestJobs: readonly JobRecord[]): number | undefined {
	let settled = 0;
	for (const [index, job] of newestJobs.entries()) {
		if (isSettled(state, job)) settled += 1;
		if (settled === SETTLED_JOBS_NEEDED) return index + 1;
	}
	return undefined;
}

/** Unchanged for longer than since the last poll, and not running. */
function isSettled({ known, floorMs }: ScopeState, job: JobRecord): boolean {
	if (isRunning(job)) return false;
	const before = known.get(shortKey(job.id));
	if (before === undefined) return statusAndTime(job).changedAt <= floorMs;
	return !before.changedInLastPoll && isUnchanged(before, job);
}

/**
 * Whether a list whose few newest jobs are these is as it was. It proves that after five minutes
 * without a change only: then Kylin writes to no job without a change (`LATE_WRITE_MS`), and a job that
 * changes comes to the top, even if the clocks of Kylin's nodes differ by up to that time.
 */
export function isAtRest(state: ScopeState, newestJobs: readonly JobRecord[]): boolean {
	return newestJobs.every((job) => isSettled(state, job));
}

/** The same for the first poll, which only has to show how far down it went. */
export function reachesIdleJobs(newestJobs: readonly JobRecord[]): boolean {
	return newestJobs.filter((job) => !isRunning(job)).length >= SETTLED_JOBS_NEEDED;
}

/**
 * What has changed since the last poll, and the state to go on from. Far down, below the settled
 * jobs, a job that is not known is old whatever its time: a restored history has times in no order.
 *
 * @param jobs newest first by Kylin's order
 */
export function detectChanges(
	state: ScopeState,
	jobs: readonly JobRecord[],
): { changes: JobChange[]; state: ScopeState } {
	const known = new Map(
		[...state.known].map(([key, job]): [string, KnownJob] => [
			key,
			{ ...job, changedInLastPoll: false },
		]),
	);
	const changes: JobChange[] = [];
	const compared = Math.max(ALWAYS_COMPARED, settledDepth(state, jobs) ?? jobs.length);
	for (const [index, job] of jobs.entries()) {
		const key = shortKey(job.id);
		const before = state.known.get(key);
		const object = objectOf(job) ?? before?.object;
		const now = { ...statusAndTime(job), object };
		if (before === undefined && (index >= compared || now.changedAt <= state.floorMs)) {
			if (isUnfinished(now)) known.set(key, { ...now, changedInLastPoll: false });
			continue;
		}
		if (before !== undefined && isUnchanged(before, job)) {
			known.set(key, { ...before, object, changedInLastPoll: false });
			continue;
		}
		known.set(key, { ...now, changedInLastPoll: true });
		changes.push({
			job,
			previousStatus: before?.status ?? null,
			objectBefore: before?.object,
			isNew: before === undefined && job.create_time > state.floorMs,
		});
	}
	return { changes, state: { ...state, known } };
}

/**
 * Which of the candidates were created since the last poll, by the jobs in the order of their
 * creation, newest first. RESTART sets a job's `create_time` to now, but leaves its position in that
 * order (ExecutableManager.restartJob), so a job among old ones was restarted.
 */
export function createdSince(
	{ known, floorMs }: ScopeState,
	newestCreated: readonly JobRecord[],
	candidates: ReadonlySet<string>,
): { created: ReadonlySet<string>; isDecided: boolean } {
	const created = new Set<string>();
	let old = 0;
	for (const job of newestCreated) {
		if (known.has(shortKey(job.id)) || job.create_time <= floorMs) old += 1;
		else if (candidates.has(job.id)) created.add(job.id);
		if (old === SETTLED_JOBS_NEEDED || created.size === candidates.size) {
			return { created, isDecided: true };
		}
	}
	return { created, isDecided: candidates.size === 0 };
}

/** The events of a change: a new job is created first, whatever became of it meanwhile. */
export function eventsOf({ isNew, ...change }: JobChange): JobEvent[] {
	const event = eventOfStatus(change.job.job_status);
	return [
		...(isNew ? [{ ...change, event: 'jobCreated' as const, previousStatus: null }] : []),
		...(event === undefined ? [] : [{ ...change, event }]),
	];
}

function isRunning(job: JobRecord): boolean {
	return job.job_status === 'RUNNING';
}

/** The states without the jobs that are too many; what was forgotten counts as old. */
export function boundedStates(states: readonly ScopeState[]): ScopeState[] {
	const kept = withinBounds(states.map(({ known }) => known));
	return states.map(({ floorMs }, index) => ({
		floorMs: Math.max(floorMs, kept[index].forgottenUpTo),
		known: kept[index].known,
	}));
}
