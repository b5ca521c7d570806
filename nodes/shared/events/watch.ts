import type { JobRecord } from '../kylin/job';
import { eventOfStatus, type JobEvent } from './jobEvent';
import {
	describeJob,
	isUnchanged,
	isUnfinished,
	jobKey,
	withinBounds,
	type KnownJob,
	type KnownJobs,
} from './knownJobs';

/**
 * What a trigger remembers from poll to poll.
 *
 * Every change of a job's status carries its own time (`changeTime`), so a change is told by it:
 * it is new if the job is known otherwise, or not known and changed after `floor`. All times are of
 * Kylin's clock and are compared with each other only.
 */
export type Watch = {
	/** of a job that is not in `known`, changes up to here are old */
	floor: number;
	known: KnownJobs;
};

/** Jobs as they were seen in one poll, each once. */
export type Sight = {
	jobs: JobRecord[];
	/** whether these are all jobs there are */
	isWhole: boolean;
};

/** A job in another state than before; `isNew` = it may have been created since. */
export type JobChange = Omit<JobEvent, 'event'> & { isNew: boolean };

/** Kylin's last write to an ended job may be so much later than its change. */
const SLACK_MS = 5 * 60_000;

/** So many jobs that are surely unchanged prove that everything below them is. */
const PROOF = 10;

/** The first look, at each of the projects or at all in one: nothing has happened yet. */
export function startWatch(sights: readonly Sight[]): Watch {
	const jobs = sights.flatMap((sight) => sight.jobs);
	const known = new Map<string, KnownJob>(
		jobs.map((job) => [jobKey(job.id), { ...describeJob(job), isFresh: false }]),
	);
	return bounded({ known, floor: Math.max(0, ...sights.map(firstFloor)) });
}

/**
 * For places that were not looked at before. What was new at the old ones is known by now, so
 * nothing of it is missed.
 */
export function withFirstFloor(watch: Watch, sights: readonly Sight[]): Watch {
	return { ...watch, floor: Math.max(watch.floor, ...sights.map(firstFloor)) };
}

/**
 * Jobs out of sight are those Kylin last wrote to before the ones in sight. A running job is written
 * to without a change, so only the others tell when that was. The latest times are not believed: one
 * in the future would hide everything until then.
 */
function firstFloor({ jobs, isWhole }: Sight): number {
	const times = ascendingTimes(jobs);
	const middle = times.length < PROOF ? 0 : times[Math.floor(times.length / 2)];
	if (isWhole) return middle;
	const latest = times[times.length - 1];
	const low = ascendingTimes(jobs.filter((job) => !isRunning(job)))[PROOF - 1] ?? latest;
	return Math.max(middle, Math.min(latest, low + SLACK_MS));
}

function ascendingTimes(jobs: readonly JobRecord[]): number[] {
	return jobs.map((job) => describeJob(job).time).sort((one, other) => one - other);
}

/**
 * Whether the newest jobs by Kylin's order (its last write to the job) reach down to where nothing
 * has changed. One unchanged job is no proof: a running one is written to all the time, and others
 * may be once more shortly after their end. Nor is one that changed just before the last poll.
 */
export function reachesUnchanged(watch: Watch, newestJobs: readonly JobRecord[]): boolean {
	let proofs = 0;
	for (const job of newestJobs) {
		if (!isRunning(job) && isSurelyUnchanged(watch, job)) proofs += 1;
		if (proofs === PROOF) return true;
	}
	return false;
}

/** The same for the first look, which only has to tell how far down it went. */
export function reachesRest(newestJobs: readonly JobRecord[]): boolean {
	return newestJobs.filter((job) => !isRunning(job)).length >= PROOF;
}

function isSurelyUnchanged({ known, floor }: Watch, job: JobRecord): boolean {
	const before = known.get(jobKey(job.id));
	if (before === undefined) return describeJob(job).time <= floor;
	return !before.isFresh && isUnchanged(before, job);
}

/** What has changed since the last look, oldest first, and what to remember from now on. */
export function observe(
	watch: Watch,
	jobs: readonly JobRecord[],
): { changes: JobChange[]; watch: Watch } {
	const known = new Map(
		[...watch.known].map(([key, job]): [string, KnownJob] => [key, { ...job, isFresh: false }]),
	);
	const changes: JobChange[] = [];
	for (const job of jobs) {
		const key = jobKey(job.id);
		const before = watch.known.get(key);
		const seen = describeJob(job);
		if (before === undefined && seen.time <= watch.floor) {
			if (isUnfinished(seen)) known.set(key, { ...seen, isFresh: false });
			continue;
		}
		if (before !== undefined && isUnchanged(before, job)) continue;
		known.set(key, { ...seen, isFresh: true });
		changes.push({
			job,
			previousStatus: before?.status ?? null,
			isNew: before === undefined && job.create_time > watch.floor,
		});
	}
	changes.sort((one, other) => describeJob(one.job).time - describeJob(other.job).time);
	return { changes, watch: bounded({ ...watch, known }) };
}

/**
 * Which of the candidates were created since the last look, told by the jobs in the order of their
 * creation, newest first. RESTART sets a job's `create_time` to now, but leaves it at its place in
 * that order (ExecutableManager.restartJob), so a job among old ones was restarted.
 */
export function createdSince(
	{ known, floor }: Watch,
	newestCreated: readonly JobRecord[],
	candidates: ReadonlySet<string>,
): { created: ReadonlySet<string>; isDecided: boolean } {
	const created = new Set<string>();
	let proofs = 0;
	for (const job of newestCreated) {
		if (known.has(jobKey(job.id)) || job.create_time <= floor) proofs += 1;
		else if (candidates.has(job.id)) created.add(job.id);
		if (proofs === PROOF || created.size === candidates.size) return { created, isDecided: true };
	}
	return { created, isDecided: false };
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

function bounded(watch: Watch): Watch {
	const { known, forgottenUpTo } = withinBounds(watch.known);
	return { ...watch, known, floor: Math.max(watch.floor, forgottenUpTo) };
}
