import type { Send } from '../../shared/api/kylinRequest';
import { followJobs, placesOf } from './followProjects';
import type { JobEvent } from '../../shared/events/jobEvent';
import { isSameSelection } from '../../shared/events/readSelection';
import { isSelected, type Selection } from '../../shared/events/selection';
import type { WatchRecord } from './storedWatch';

/** What a trigger follows; with how far it came at each place, a record. */
export type WatchTarget = Omit<WatchRecord, 'followed'>;

/**
 * What has happened since an earlier poll, oldest first, and the record to go on from. Nothing has
 * happened yet for a trigger without a record, and for one that now looks at another Kylin or
 * through the eyes of another user, who may see other jobs.
 */
export async function eventsSince(
	send: Send,
	subject: WatchTarget,
	earlier: WatchRecord | undefined,
): Promise<{ events: JobEvent[]; record: WatchRecord }> {
	const { selection } = subject;
	const before = earlier && hasSameView(subject, earlier) ? earlier : undefined;
	const { events, followed } = await followJobs(
		send,
		placesOf(selection.projects),
		before?.followed ?? [],
		{ tellsCreated: selection.events.includes('jobCreated') },
	);
	const selections = selectionsFor(selection, before?.selection ?? selection);
	return {
		events: events.filter((event) => selections.every((one) => isSelected(one, event))),
		record: { ...subject, followed },
	};
}

function hasSameView(subject: WatchTarget, earlier: WatchTarget): boolean {
	return earlier.source === subject.source && earlier.user === subject.user;
}

/** What an edited selection adds begins with the edit. */
function selectionsFor(selection: Selection, earlier: Selection): Selection[] {
	return isSameSelection(selection, earlier) ? [selection] : [selection, earlier];
}
