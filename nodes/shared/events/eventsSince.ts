import type { Send } from '../http/kylinRequest';
import { beginWatch, continueWatch, placesOf } from './followJobs';
import type { JobEvent } from './jobEvent';
import { isSameSelection } from './readSelection';
import { isSelected, type Selection } from './selection';
import type { WatchRecord } from './storedWatch';

/** What a trigger follows; with its watch, a record of how far it came. */
export type Subject = Omit<WatchRecord, 'watch'>;

/**
 * What has happened since an earlier poll, oldest first, and the record to go on from. Nothing has
 * happened yet for a trigger without a record, and for one that now looks at another Kylin or
 * through the eyes of another user, who may see other jobs.
 */
export async function eventsSince(
	send: Send,
	subject: Subject,
	earlier: WatchRecord | undefined,
): Promise<{ events: JobEvent[]; record: WatchRecord }> {
	const { selection } = subject;
	const places = placesOf(selection.projects);
	if (earlier === undefined || !hasSameView(subject, earlier)) {
		return { events: [], record: { ...subject, watch: await beginWatch(send, places) } };
	}
	const { events, watch } = await continueWatch(send, places, earlier.watch, {
		tellsCreated: selection.events.includes('jobCreated'),
		isElsewhere: !hasSamePlaces(selection, earlier.selection),
	});
	const selections = selectionsFor(selection, earlier.selection);
	return {
		events: events.filter((event) => selections.every((one) => isSelected(one, event))),
		record: { ...subject, watch },
	};
}

/** A record of the first version does not tell the user. */
function hasSameView(subject: Subject, earlier: Subject): boolean {
	const isSameUser = earlier.user === undefined || earlier.user === subject.user;
	return earlier.source === subject.source && isSameUser;
}

function hasSamePlaces({ projects }: Selection, earlier: Selection): boolean {
	return isSameSelection({ ...earlier, projects }, earlier);
}

/** What an edited selection adds begins with the edit. */
function selectionsFor(selection: Selection, earlier: Selection): Selection[] {
	return isSameSelection(selection, earlier) ? [selection] : [selection, earlier];
}
