import type { Send } from '../../shared/api/kylinRequest';
import type { JobEvent } from '../../shared/events/jobEvent';
import { isSameSelection } from '../../shared/events/selection';
import { isSelected, type Selection } from '../../shared/events/selection';
import { followEveryProject, type Way } from './followEveryProject';
import { followProjects } from './followProjects';
import type { WatchState, WatchTarget } from './storedWatch';

/**
 * What has happened since an earlier poll, oldest first, and the state to go on from. Nothing has
 * happened yet for a trigger without a state, and for one that now asks another Kylin or asks as
 * another user, who may see other jobs.
 *
 * @param way of a trigger without projects
 * @returns `hasChanges`: something happened, whether it is selected or not
 */
export async function eventsSince(
	send: Send,
	target: WatchTarget,
	earlier: WatchState | undefined,
	way: Way,
): Promise<{ events: JobEvent[]; state: WatchState; hasChanges: boolean }> {
	const { selection } = target;
	const before = earlier && seesSameJobs(target, earlier) ? earlier : undefined;
	const { projects } = selection;
	const watched = before?.watchedScopes ?? [];
	const options = { withCreated: selection.events.includes('jobCreated') };
	const { events, watchedScopes, hasChanges } =
		projects.length === 0
			? await followEveryProject(send, watched, { ...options, way })
			: await followProjects(send, projects, watched, options);
	const selections = selectionsFor(selection, before?.selection ?? selection);
	return {
		events: events.filter((event) => selections.every((one) => isSelected(one, event))),
		state: { ...target, watchedScopes },
		hasChanges,
	};
}

/** Whether the same jobs are watched for the same events. */
export function isSameTarget(one: WatchTarget, other: WatchTarget): boolean {
	return seesSameJobs(one, other) && isSameSelection(one.selection, other.selection);
}

function seesSameJobs(target: WatchTarget, earlier: WatchTarget): boolean {
	return earlier.apiRoot === target.apiRoot && earlier.user === target.user;
}

/** What an edited selection adds begins with the edit. */
function selectionsFor(selection: Selection, earlier: Selection): Selection[] {
	return isSameSelection(selection, earlier) ? [selection] : [selection, earlier];
}
