import type { IDataObject } from 'n8n-workflow';
import type { FollowedPlace } from './followProjects';
import { JOB_EVENTS } from '../../shared/events/jobEvent';
import { decodeKnownJobs, encodeKnownJobs } from './knownJobs';
import type { Selection } from '../../shared/events/selection';

/** Raised whenever what was stored before cannot be read any more. */
const VERSION = 2;

/** What was followed, and for what: the Kylin that was asked and the events that were fired. */
export type WatchRecord = {
	/** root of Kylin's API */
	source: string;
	/** who looked, in lower case */
	user: string;
	selection: Selection;
	followed: FollowedPlace[];
};

/** For n8n's static data: some 6 kB at most, apart from the texts of the selection and its projects. */
export function storeWatch({ source, user, selection, followed }: WatchRecord): IDataObject {
	return {
		version: VERSION,
		source,
		user,
		selection: { ...selection },
		followed: followed.map(({ place, watch: { floor, known } }) => ({
			...(place === undefined ? {} : { place }),
			floor,
			known: encodeKnownJobs(known),
		})),
	};
}

/** @returns undefined for anything that `storeWatch` of this version did not write */
export function loadWatch(stored: unknown): WatchRecord | undefined {
	if (!isObject(stored) || stored.version !== VERSION) return undefined;
	const { source, user, selection, followed } = stored;
	const isSound =
		typeof source === 'string' &&
		typeof user === 'string' &&
		isSelection(selection) &&
		Array.isArray(followed);
	if (!isSound) return undefined;
	const places = followed.map(readFollowedPlace);
	return places.every((place) => place !== undefined)
		? { source, user, selection, followed: places }
		: undefined;
}

function readFollowedPlace(stored: unknown): FollowedPlace | undefined {
	if (!isObject(stored)) return undefined;
	const { place, floor, known } = stored;
	const isSound =
		(place === undefined || typeof place === 'string') &&
		isTime(floor) &&
		typeof known === 'string';
	const decoded = isSound ? decodeKnownJobs(known) : undefined;
	return isSound && decoded !== undefined ? { place, watch: { floor, known: decoded } } : undefined;
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
		typeof value.key === 'string'
	);
}
