import type { Send } from '../http/kylinRequest';
import { isSameProject } from '../kylin/job';
import type { JobEvent } from './jobEvent';
import { FIRST_LOOK_PAGE_SIZE, look, newestFirst, POLL_PAGE_SIZE } from './look';
import {
	createdSince,
	eventsOf,
	observe,
	reachesRest,
	reachesUnchanged,
	startWatch,
	withFirstFloor,
	type JobChange,
	type Sight,
	type Watch,
} from './watch';

/**
 * Where to look: a name each, or undefined for all projects in one list. With a name, Kylin asks
 * for rights on that project only.
 */
export type Places = ReadonlyArray<string | undefined>;

export function placesOf(projects: readonly string[]): Places {
	return projects.length === 0 ? [undefined] : projects;
}

/** The watch that begins now. */
export async function beginWatch(send: Send, places: Places): Promise<Watch> {
	const sights = await lookAt(places, async (place) => {
		const newest = newestFirst(send, place, 'last_modified');
		return await look(newest, FIRST_LOOK_PAGE_SIZE, reachesRest);
	});
	return startWatch(sights);
}

/**
 * What has happened since the last look, oldest first, and the watch to go on with.
 *
 * @param isElsewhere the places are others than in the last look
 */
export async function continueWatch(
	send: Send,
	places: Places,
	watch: Watch,
	{ tellsCreated, isElsewhere = false }: { tellsCreated: boolean; isElsewhere?: boolean },
): Promise<{ events: JobEvent[]; watch: Watch }> {
	const sights = await lookAt(places, async (place) => {
		const newest = newestFirst(send, place, 'last_modified');
		return await look(newest, POLL_PAGE_SIZE, (jobs) => reachesUnchanged(watch, jobs));
	});
	const { changes, watch: next } = observe(
		watch,
		sights.flatMap(({ jobs }) => jobs),
	);
	const created = tellsCreated
		? await findCreated(send, places, watch, changes)
		: new Set<string>();
	const events = changes.flatMap((change) =>
		eventsOf({ ...change, isNew: created.has(change.job.id) }),
	);
	return { events, watch: isElsewhere ? withFirstFloor(next, sights) : next };
}

async function findCreated(
	send: Send,
	places: Places,
	watch: Watch,
	changes: readonly JobChange[],
): Promise<ReadonlySet<string>> {
	const newJobs = changes.filter(({ isNew }) => isNew).map(({ job }) => job);
	const found: string[] = [];
	for (const place of places) {
		const here = newJobs.filter(
			({ project }) => place === undefined || isSameProject(project, place),
		);
		const candidates = new Set(here.map(({ id }) => id));
		if (candidates.size === 0) continue;
		const decide = (jobs: Sight['jobs']) => createdSince(watch, jobs, candidates);
		const newest = newestFirst(send, place, 'create_time');
		const { jobs } = await look(newest, POLL_PAGE_SIZE, (sight) => decide(sight).isDecided);
		found.push(...decide(jobs).created);
	}
	return new Set(found);
}

/** One after the other: a poll has time, and Kylin filters and sorts all jobs for every request. */
async function lookAt(
	places: Places,
	lookAtOne: (place: string | undefined) => Promise<Sight>,
): Promise<Sight[]> {
	const sights: Sight[] = [];
	for (const place of places) sights.push(await lookAtOne(place));
	return sights;
}
