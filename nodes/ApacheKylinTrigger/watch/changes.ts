import type { JobRecord } from '../../shared/kylin/job';
import { eventOfStatus, type JobEvent } from '../../shared/events/jobEvent';
import {
	statusAndTime,
	isUnchanged,
	isUnfinished,
	withinBounds,
	type KnownJob,
	type KnownJobs,
} from './knownJobs';
import { jobKey } from '../../shared/events/jobKey';

/**
 * What a trigger remembers of a place from poll to poll.
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

/**
 * So many of the newest jobs are compared one by one, whatever the proof says: the clocks of Kylin's
 * nodes may differ.
 */
const NEAR = 50;

/** The first look: nothing has happened yet. */
export function startWatch(sight: Sight): Watch {
	const known = new Map<string, KnownJob>(
		sight.jobs.map((job) => [jobKey(job.id), { ...statusAndTime(job), isFresh: false }]),
	);
	return { known, floor: firstFloor(sight) };
}

/**
 * Jobs out of sight are those Kylin last wrote to before the ones in sight. A running job is written
 * to without a change, so only the others tell when that was. The latest times are not believed: those
 * in the future would hide everything until then.
 */
function firstFloor({ jobs, isWhole }: Sight): number {
	const times = ascendingTimes(jobs);
	const middle = times.length < PROOF ? 0 : times[Math.floor(times.length / 2)];
	if (isWhole) return middle;
	const latest = times[Math.max(0, times.length - PROOF)] ?? 0;
	const low = ascendingTimes(jobs.filter((job) => !isRunning(job)))[PROOF - 1] ?? latest;
	return Math.max(middle, Math.min(latest, low + SLACK_MS));
}

function ascendingTimes(jobs: readonly JobRecord[]): number[] {
	return jobs.map((job) => statusAndTime(job).time).sort((one, other) => one - other);
}

/**
 * Whether the newest jobs by Kylin's order (its last write to the job) reach down to where nothing
 * has changed. One unchanged job is no proof: a running one is written to all the time, and others
 * may be once more shortly after their end. Nor is one that changed just before the last poll.
 */
export function reachesUnchanged(watch: Watch, newestJobs: readonly JobRecord[]): boolean {
	return lengthOfProof(watch, newestJobs) !== undefined;
}

function lengthOfProof(watch: Watch, newestJobs: readonly JobRecord[]): number | undefined {
	let proofs = 0;
	for (const [index, job] of newestJobs.entries()) {
		if (!isRunning(job) && isSurelyUnchanged(watch, job)) proofs += 1;
		if (proofs === PROOF) return index + 1;
	}
	return undefined;
}

/** The same for the first look, which only has to tell how far down it went. */
export function reachesRest(newestJobs: readonly JobRecord[]): boolean {
	return newestJobs.filter((job) => !isRunning(job)).length >= PROOF;
}

function isSurelyUnchanged({ known, floor }: Watch, job: JobRecord): boolean {
	const before = known.get(jobKey(job.id));
	if (before === undefined) return statusAndTime(job).time <= floor;
	return !before.isFresh && isUnchanged(before, job);
}

/**
 * What has changed since the last look, and what to remember from now on. Far down, below the proof, a
 * job that is not known is old whatever its time: a restored history has times in no order.
 *
 * @param jobs newest first by Kylin's order
 */
export function observe(
	watch: Watch,
	jobs: readonly JobRecord[],
): { changes: JobChange[]; watch: Watch } {
	const known = new Map(
		[...watch.known].map(([key, job]): [string, KnownJob] => [key, { ...job, isFresh: false }]),
	);
	const changes: JobChange[] = [];
	const near = Math.max(NEAR, lengthOfProof(watch, jobs) ?? jobs.length);
	for (const [index, job] of jobs.entries()) {
		const key = jobKey(job.id);
		const before = watch.known.get(key);
		const seen = statusAndTime(job);
		if (before === undefined && (index >= near || seen.time <= watch.floor)) {
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
	return { changes, watch: { ...watch, known } };
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

/** Forgets what is too much in all places together, so that a quiet one leaves its room to the others. */
export function bounded(watches: readonly Watch[]): Watch[] {
	const kept = withinBounds(watches.map(({ known }) => known));
	return watches.map(({ floor }, index) => ({
		floor: Math.max(floor, kept[index].forgottenUpTo),
		known: kept[index].known,
	}));
}
