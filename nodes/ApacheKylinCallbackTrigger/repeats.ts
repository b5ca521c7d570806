import type { IDataObject } from 'n8n-workflow';
import { callbackKey, type Callback } from './callback';
import { jobKey } from '../shared/events/jobKey';

/**
 * Kylin posts up to five times, within 20 seconds, until it gets its 200. So many callbacks back a
 * repeat is told; 1,600 characters of static data.
 */
const MAX_REMEMBERED = 200;

const KEY_LENGTH = 8;

/** Member of n8n's static data. */
const SEEN = 'seen';

/** Per workflow and node: n8n loads static data for each call, so calls at once see each other here only. */
const seenHere = new Map<string, string>();

/** @returns false when the same callback has come before */
export function isNewCallback(
	nodeKey: string,
	staticData: IDataObject,
	callback: Callback,
): boolean {
	const key = jobKey(callbackKey(callback));
	const [here, stored] = [seenHere.get(nodeKey) ?? '', storedKeys(staticData[SEEN])];
	if (includesKey(here, key) || includesKey(stored, key)) return false;
	seenHere.set(nodeKey, withKey(here, key));
	staticData[SEEN] = withKey(stored, key);
	return true;
}

function storedKeys(stored: unknown): string {
	const isSound = typeof stored === 'string' && /^(?:[\w-]{8})*$/.test(stored);
	return isSound ? stored : '';
}

function includesKey(keys: string, key: string): boolean {
	const known: string[] = keys.match(/.{8}/g) ?? [];
	return known.includes(key);
}

function withKey(keys: string, key: string): string {
	return (keys + key).slice(-MAX_REMEMBERED * KEY_LENGTH);
}
