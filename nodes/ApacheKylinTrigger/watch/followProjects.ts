import type { Send } from '../../shared/api/kylinRequest';
import { firstThenOthers, type sideBySide } from '../../shared/api/sideBySide';
import { changeTime, type JobEvent } from '../../shared/events/jobEvent';
import type { JobRecord } from '../../shared/kylin/job';
import {
	boundedStates,
	createdSince,
	detectChanges,
	eventsOf,
	firstState,
	reachesIdleJobs,
	reachesSettledJobs,
	type JobChange,
	type ScopeState,
} from './changes';
import { fetchNewest, FIRST_POLL_PAGE_SIZE, newestFirst, POLL_PAGE_SIZE } from './newestJobs';

/**
 * A project's name, or undefined for all projects in one list. With a name, Kylin asks for rights on
 * that project only.
 */
export type ProjectScope = string | undefined;

/** A scope with a state of its own: each is read at another time, and shows nothing of the others. */
export type WatchedScope = { scope: ProjectScope; state: ScopeState };

export type Followed = {
	/** oldest first */
	events: JobEvent[];
	watchedScopes: WatchedScope[];
	/** something happened, whether it is an event or not */
	hasChanges: boolean;
};

type FollowOptions = {
	/** whether to find out which jobs were created; that is one more request */
	withCreated: boolean;
	/** how several scopes are read: a function of `sideBySide`'s kind */
	readScopes?: ReadScopes;
};

export type ReadScopes = typeof sideBySide<ProjectScope, ScopeProgress>;

/**
 * What has happened since the last poll in the scopes that were watched, and the state of each scope
 * now. In a scope that was not watched, nothing has happened yet.
 */
export async function followProjects(
	send: Send,
	scopes: readonly ProjectScope[],
	before: readonly WatchedScope[],
	{ withCreated, readScopes = firstThenOthers }: FollowOptions,
): Promise<Followed> {
	const follow = async (scope: ProjectScope): Promise<ScopeProgress> => {
		const same = before.find((one) => isSameScope(one.scope, scope));
		const earlier = same ? [same] : overlappingScopes(scope, before);
		const found = same
			? await continueScope(send, scope, same.state)
			: await startScope(send, scope, earlier);
		const created = withCreated
			? await fetchCreated(send, scope, earlier, found.changes)
			: new Set<string>();
		const changes = found.changes.map((change) => ({
			...change,
			isNew: created.has(change.job.id),
		}));
		return { scope, changes, state: found.state };
	};
	const progress = await readScopes(scopes, follow);
	const changes = progress
		.flatMap((one) => one.changes)
		.sort((one, other) => changeTime(one.job) - changeTime(other.job));
	return {
		events: changes.flatMap(eventsOf),
		hasChanges: changes.length > 0,
		watchedScopes: bounded(progress.map(({ scope, state }) => ({ scope, state }))),
	};
}

/** The scopes with no more jobs than may be known of all of them together. */
export function bounded(scopes: readonly WatchedScope[]): WatchedScope[] {
	const states = boundedStates(scopes.map(({ state }) => state));
	return states.map((state, index) => ({ scope: scopes[index].scope, state }));
}

type Progress = { changes: JobChange[]; state: ScopeState };

type ScopeProgress = Progress & { scope: ProjectScope };

async function continueScope(
	send: Send,
	scope: ProjectScope,
	state: ScopeState,
): Promise<Progress> {
	const newest = newestFirst(send, scope, 'last_modified');
	const { jobs } = await fetchNewest(newest, POLL_PAGE_SIZE, (found) =>
		reachesSettledJobs(state, found),
	);
	return detectChanges(state, jobs);
}

/**
 * The first poll of a scope. Scopes watched before may know some of its jobs. They are not read again:
 * they may be gone, and have been taken out for that reason.
 */
async function startScope(
	send: Send,
	scope: ProjectScope,
	earlier: readonly WatchedScope[],
): Promise<Progress> {
	const newest = newestFirst(send, scope, 'last_modified');
	const snapshot = await fetchNewest(
		newest,
		FIRST_POLL_PAGE_SIZE,
		(found) =>
			reachesIdleJobs(found) &&
			earlier.every((one) => reachesSettledJobs(one.state, jobsIn(one.scope, found))),
	);
	return {
		changes: earlier.flatMap(
			(one) => detectChanges(one.state, jobsIn(one.scope, snapshot.jobs)).changes,
		),
		state: firstState(snapshot),
	};
}

/** @returns the IDs of the changed jobs that were created since the last poll */
async function fetchCreated(
	send: Send,
	scope: ProjectScope,
	earlier: readonly WatchedScope[],
	changes: readonly JobChange[],
): Promise<ReadonlySet<string>> {
	const newJobs = changes.filter(({ isNew }) => isNew).map(({ job }) => job);
	if (newJobs.length === 0) return new Set();
	const decide = (found: readonly JobRecord[]) =>
		earlier.map((one) => {
			const candidates = new Set(jobsIn(one.scope, newJobs).map(({ id }) => id));
			return createdSince(one.state, jobsIn(one.scope, found), candidates);
		});
	const newest = newestFirst(send, scope, 'create_time');
	const { jobs } = await fetchNewest(newest, POLL_PAGE_SIZE, (found) =>
		decide(found).every(({ isDecided }) => isDecided),
	);
	return new Set(decide(jobs).flatMap(({ created }) => [...created]));
}

/** From all projects to one of them, or back. */
function overlappingScopes(scope: ProjectScope, before: readonly WatchedScope[]): WatchedScope[] {
	return before.filter((one) => scope === undefined || one.scope === undefined);
}

function jobsIn(scope: ProjectScope, jobs: readonly JobRecord[]): JobRecord[] {
	return jobs.filter(({ project }) => scope === undefined || isSameScope(project, scope));
}

/** A record's project may be anything; one odd record costs itself alone. */
export function isSameScope(one: unknown, other: ProjectScope): boolean {
	return typeof one === 'string' ? one.toLowerCase() === other?.toLowerCase() : one === other;
}
