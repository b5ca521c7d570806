import type { IDataObject } from 'n8n-workflow';
import { JOB_EVENTS } from './jobEvent';
import { decodeKnownJobs, encodeKnownJobs } from './knownJobs';
import type { Selection } from './selection';
import type { Watch } from './watch';

/** Raised whenever what was stored before cannot be read any more. */
const VERSION = 1;

/** A watch with what it was for: the Kylin it looked at and the events that were fired. */
export type WatchRecord = {
	/** root of Kylin's API */
	source: string;
	/** who looked, in lower case; absent in what older versions stored */
	user?: string;
	selection: Selection;
	watch: Watch;
};

/** For n8n's static data: some 6 kB at most, apart from the texts of the selection. */
export function storeWatch({ source, user, selection, watch }: WatchRecord): IDataObject {
	const { floor, known } = watch;
	return {
		version: VERSION,
		source,
		...(user === undefined ? {} : { user }),
		selection: { ...selection },
		floor,
		known: encodeKnownJobs(known),
	};
}

/** @returns undefined for anything that `storeWatch` of this version did not write */
export function readStoredWatch(stored: unknown): WatchRecord | undefined {
	if (!isObject(stored) || stored.version !== VERSION) return undefined;
	const { source, user, selection, floor, known } = stored;
	const isSound =
		typeof source === 'string' &&
		(user === undefined || typeof user === 'string') &&
		isSelection(selection) &&
		isTime(floor) &&
		typeof known === 'string';
	if (!isSound) return undefined;
	const decoded = decodeKnownJobs(known);
	if (decoded === undefined) return undefined;
	const record = { source, selection, watch: { floor, known: decoded } };
	return user === undefined ? record : { ...record, user };
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
