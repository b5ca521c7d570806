import type { Send } from '../../shared/api/kylinRequest';
import type { JobRecord } from '../../shared/kylin/job';
import { changeTime, type JobEvent } from '../../shared/events/jobEvent';
import { FIRST_LOOK_PAGE_SIZE, look, newestFirst, POLL_PAGE_SIZE } from './newestJobs';
import {
	bounded,
	createdSince,
	eventsOf,
	observe,
	reachesRest,
	reachesUnchanged,
	startWatch,
	type JobChange,
	type Watch,
} from './changes';

/**
 * Where to look: a project's name, or undefined for all projects in one list. With a name, Kylin asks
 * for rights on that project only.
 */
export type Place = string | undefined;

/**
 * A place with a watch of its own: the places are read one after the other, so that none can tell how
 * far another was seen.
 */
export type FollowedPlace = { place: Place; watch: Watch };

export function placesOf(projects: readonly string[]): Place[] {
	return projects.length === 0 ? [undefined] : [...projects];
}

/**
 * What has happened since the last poll at the places that were followed, oldest first, and how far
 * each place is followed now. At a place that was not followed, nothing has happened yet.
 */
export async function followJobs(
	send: Send,
	places: readonly Place[],
	before: readonly FollowedPlace[],
	{ tellsCreated }: { tellsCreated: boolean },
): Promise<{ events: JobEvent[]; followed: FollowedPlace[] }> {
	const changes: JobChange[] = [];
	const watches: Watch[] = [];
	// One after the other: a poll has time, and Kylin filters and sorts all jobs for every request.
	for (const place of places) {
		const same = before.find((one) => isSamePlace(one.place, place));
		const earlier = same ? [same] : coveringPlaces(place, before);
		const here = same
			? await continueAt(send, place, same.watch)
			: await beginAt(send, place, earlier);
		const created = tellsCreated
			? await findCreated(send, place, earlier, here.changes)
			: new Set<string>();
		changes.push(
			...here.changes.map((change) => ({ ...change, isNew: created.has(change.job.id) })),
		);
		watches.push(here.watch);
	}
	changes.sort((one, other) => changeTime(one.job) - changeTime(other.job));
	return {
		events: changes.flatMap(eventsOf),
		followed: bounded(watches).map((watch, index) => ({ place: places[index], watch })),
	};
}

type Progress = { changes: JobChange[]; watch: Watch };

async function continueAt(send: Send, place: Place, watch: Watch): Promise<Progress> {
	const newest = newestFirst(send, place, 'last_modified');
	const { jobs } = await look(newest, POLL_PAGE_SIZE, (seen) => reachesUnchanged(watch, seen));
	return observe(watch, jobs);
}

/**
 * The first look at a place. Places followed before may tell what has happened to some of its jobs.
 * They are not asked again: they may be gone, and have been taken out for that reason.
 */
async function beginAt(
	send: Send,
	place: Place,
	earlier: readonly FollowedPlace[],
): Promise<Progress> {
	const newest = newestFirst(send, place, 'last_modified');
	const sight = await look(
		newest,
		FIRST_LOOK_PAGE_SIZE,
		(seen) =>
			reachesRest(seen) &&
			earlier.every((one) => reachesUnchanged(one.watch, jobsAt(one.place, seen))),
	);
	return {
		changes: earlier.flatMap((one) => observe(one.watch, jobsAt(one.place, sight.jobs)).changes),
		watch: startWatch(sight),
	};
}

async function findCreated(
	send: Send,
	place: Place,
	earlier: readonly FollowedPlace[],
	changes: readonly JobChange[],
): Promise<ReadonlySet<string>> {
	const newJobs = changes.filter(({ isNew }) => isNew).map(({ job }) => job);
	if (newJobs.length === 0) return new Set();
	const decide = (seen: readonly JobRecord[]) =>
		earlier.map((one) => {
			const candidates = new Set(jobsAt(one.place, newJobs).map(({ id }) => id));
			return createdSince(one.watch, jobsAt(one.place, seen), candidates);
		});
	const newest = newestFirst(send, place, 'create_time');
	const { jobs } = await look(newest, POLL_PAGE_SIZE, (seen) =>
		decide(seen).every(({ isDecided }) => isDecided),
	);
	return new Set(decide(jobs).flatMap(({ created }) => [...created]));
}

/** From all projects to one of them, or back. */
function coveringPlaces(place: Place, before: readonly FollowedPlace[]): FollowedPlace[] {
	return before.filter((one) => place === undefined || one.place === undefined);
}

function jobsAt(place: Place, jobs: readonly JobRecord[]): JobRecord[] {
	return jobs.filter(({ project }) => place === undefined || isSamePlace(project, place));
}

function isSamePlace(one: Place, other: Place): boolean {
	return one?.toLowerCase() === other?.toLowerCase();
}
