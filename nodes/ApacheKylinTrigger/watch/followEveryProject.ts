import type { Send } from '../../shared/api/kylinRequest';
import { fetchProjectNames } from '../../shared/api/projects';
import { sideBySide } from '../../shared/api/sideBySide';
import { isProjectGone, readEach, atOnceOrByProject } from '../../shared/jobs/everyProject';
import {
	bounded,
	followProjects,
	isSameScope,
	type Followed,
	type ReadScopes,
	type WatchedScope,
} from './followProjects';
import type { WatchState } from './storedWatch';

/** How a trigger without projects reads, as long as it is active. */
export type Way = {
	/** Kylin refuses the list of all projects (5.0.5, to all but administrators) */
	isByProject: boolean;
};

/** Whether these jobs of all projects were read project by project. */
export function isByProject({ selection, watchedScopes }: WatchState): boolean {
	return selection.projects.length === 0 && watchedScopes.some(({ scope }) => scope !== undefined);
}

/**
 * `followProjects` for all projects: in one list, or, where Kylin refuses that, in each project that the
 * user may operate. The way is chosen anew once a project is gone.
 */
export async function followEveryProject(
	send: Send,
	before: readonly WatchedScope[],
	{ withCreated, way }: { withCreated: boolean; way: Way },
): Promise<Followed> {
	const followEach = async (projects: readonly string[], readScopes: ReadScopes) => {
		const since = [...before, ...newProjects(projects, before)];
		const followed = await followProjects(send, projects, since, { withCreated, readScopes });
		return { ...followed, watchedScopes: withUnread(followed.watchedScopes, before) };
	};
	if (way.isByProject) {
		const projects = await fetchProjectNames(send, 'OPERATION');
		const followed = await followEach(projects, sideBySide).catch(async (error: Error) =>
			isProjectGone(error) ? undefined : await Promise.reject<never>(error),
		);
		if (followed !== undefined) return followed;
		way.isByProject = false;
	}
	const atOnce = async () => await followProjects(send, [undefined], before, { withCreated });
	return await atOnceOrByProject(send, atOnce, async (projects) => {
		way.isByProject = true;
		return await followEach(projects, readEach);
	});
}

/**
 * The lists to look at in a poll, each with what is known of it; undefined for a project that has come
 * since. Projects are asked for each time: one may be new, or its right.
 */
export async function currentScopes(
	send: Send,
	state: WatchState,
): Promise<Array<WatchedScope | undefined>> {
	if (!isByProject(state)) return state.watchedScopes;
	const projects = await fetchProjectNames(send, 'OPERATION');
	return projects.map((name) => state.watchedScopes.find(({ scope }) => isSameScope(scope, name)));
}

/**
 * Projects that have come since the last poll: what changed there after the latest change that is known
 * of the others has happened since. Where no job is known at all, nothing tells when that was.
 */
function newProjects(projects: readonly string[], before: readonly WatchedScope[]): WatchedScope[] {
	const known = before.filter(({ scope }) => scope !== undefined);
	if (known.length < before.length) return [];
	const latest = known.reduce(
		(time, { state }) => [...state.known.values()].reduce(later, Math.max(time, state.floorMs)),
		0,
	);
	if (latest === 0) return [];
	return projects
		.filter((name) => !known.some(({ scope }) => isSameScope(scope, name)))
		.map((scope) => ({ scope, state: { floorMs: latest, known: new Map() } }));
}

function later(time: number, { changedAt }: { changedAt: number }): number {
	return Math.max(time, changedAt);
}

/** A project that was not read keeps its state: the right to it may come back. */
function withUnread(
	read: readonly WatchedScope[],
	before: readonly WatchedScope[],
): WatchedScope[] {
	const unread = before.filter(
		({ scope }) => scope !== undefined && !read.some((one) => isSameScope(one.scope, scope)),
	);
	return bounded([...read, ...unread]);
}
