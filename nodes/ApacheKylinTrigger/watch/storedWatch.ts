import type { IDataObject } from 'n8n-workflow';
import { JOB_EVENTS } from '../../shared/events/jobEvent';
import type { Selection } from '../../shared/events/selection';
import type { WatchedScope } from './followProjects';
import { isUnfinished, type KnownJob } from './knownJobs';

/** Raised whenever what was stored before cannot be loaded any more. */
const VERSION = 4;

/** Whose jobs a trigger watches, and which events it fires. */
export type WatchTarget = {
	/** as `apiRoot` */
	apiRoot: string;
	/** Kylin's user, in lower case */
	user: string;
	selection: Selection;
};

/** What a trigger keeps from poll to poll: what it watched, and how far. */
export type WatchState = WatchTarget & { watchedScopes: WatchedScope[] };

/**
 * The state as plain JSON for n8n's static data. 300 known jobs (`withinBounds`) take up to 19 kB,
 * and 26 kB if all of them changed in the last poll; each project adds its name and some 40 characters,
 * and a filter for objects the names of those of the unfinished jobs.
 */
export function storeWatch({ watchedScopes, ...target }: WatchState): IDataObject {
	const { models, key: wanted } = target.selection;
	const isObjectNeeded = models.length > 0 || wanted !== '';
	return {
		version: VERSION,
		...target,
		watchedScopes: watchedScopes.map(({ scope, state: { floorMs, known } }) => ({
			...(scope === undefined ? {} : { project: scope }),
			floorMs,
			known: Object.fromEntries(
				[...known].map(([key, { object, changedInLastPoll, ...job }]) => [
					key,
					{
						...job,
						...(isObjectNeeded && isUnfinished(job) && object !== undefined ? { object } : {}),
						...(changedInLastPoll ? { changedInLastPoll } : {}),
					},
				]),
			),
		})),
	};
}

/** @returns undefined for anything that `storeWatch` of this version did not write */
export function loadWatch(stored: unknown): WatchState | undefined {
	if (!isObject(stored) || stored.version !== VERSION) return undefined;
	const { apiRoot, user, selection, watchedScopes } = stored;
	const isSound =
		typeof apiRoot === 'string' &&
		typeof user === 'string' &&
		isSelection(selection) &&
		Array.isArray(watchedScopes);
	if (!isSound) return undefined;
	const scopes = watchedScopes.map(loadScope);
	return scopes.every((scope) => scope !== undefined)
		? { apiRoot, user, selection, watchedScopes: scopes }
		: undefined;
}

function loadScope(stored: unknown): WatchedScope | undefined {
	if (!isObject(stored)) return undefined;
	const { project, floorMs, known } = stored;
	const isSound =
		(project === undefined || typeof project === 'string') &&
		isTime(floorMs) &&
		isObject(known) &&
		!Array.isArray(known);
	if (!isSound) return undefined;
	const jobs = Object.entries(known);
	if (!jobs.every((job): job is [string, StoredJob] => isStoredJob(job[1]))) return undefined;
	return {
		scope: project,
		state: {
			floorMs,
			known: new Map(jobs.map(([key, job]) => [key, { changedInLastPoll: false, ...job }])),
		},
	};
}

/** `changedInLastPoll` is left out where it is false. */
type StoredJob = Omit<KnownJob, 'changedInLastPoll'> & Partial<KnownJob>;

function isStoredJob(value: unknown): value is StoredJob {
	return (
		isObject(value) &&
		(value.status === null || typeof value.status === 'string') &&
		isTime(value.changedAt) &&
		(value.object === undefined || typeof value.object === 'string') &&
		(value.changedInLastPoll === undefined || value.changedInLastPoll === true)
	);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function isTime(value: unknown): value is number {
	return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isTexts(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function isSelection(value: unknown): value is Selection {
	return (
		isObject(value) &&
		isTexts(value.events) &&
		value.events.every((event) => JOB_EVENTS.some((known) => known === event)) &&
		isTexts(value.projects) &&
		isTexts(value.jobTypes) &&
		isTexts(value.models) &&
		typeof value.key === 'string'
	);
}
