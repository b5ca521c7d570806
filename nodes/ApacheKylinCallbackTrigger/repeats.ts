import type { IDataObject } from 'n8n-workflow';
import { shortKey } from '../shared/events/shortKey';
import { callbackKey, type Callback } from './callback';

/**
 * A repeat is recognised among the last 200 callbacks, which take 2.3 kB of static data. Kylin posts
 * up to five times, within 20 seconds, until it gets its 200.
 */
const MAX_KEYS = 200;

/** Member of n8n's static data. */
const SEEN = 'seen';

/** Raised whenever what was stored before cannot be loaded any more. */
const VERSION = 2;

/**
 * Keys by node, as long as the n8n process lasts. n8n loads static data for each call, so calls at the
 * same time meet only here.
 */
const seenInProcess = new Map<string, readonly string[]>();

/**
 * @param staticData undefined = it may not be written to, so that a repeat after a restart of n8n is not recognised
 * @returns false when the same callback has come before
 */
export function isNewCallback(
	nodeKey: string,
	staticData: IDataObject | undefined,
	callback: Callback,
): boolean {
	const key = shortKey(callbackKey(callback));
	const [inProcess, stored] = [seenInProcess.get(nodeKey) ?? [], loadKeys(staticData?.[SEEN])];
	if (inProcess.includes(key) || stored.includes(key)) return false;
	seenInProcess.set(nodeKey, withKey(inProcess, key));
	if (staticData !== undefined) staticData[SEEN] = { version: VERSION, keys: withKey(stored, key) };
	return true;
}

/** @returns none for anything that this version did not store */
function loadKeys(stored: unknown): readonly string[] {
	const { version, keys } = (stored ?? {}) as { version?: unknown; keys?: unknown };
	const isSound =
		version === VERSION && Array.isArray(keys) && keys.every((key) => typeof key === 'string');
	return isSound ? keys : [];
}

function withKey(keys: readonly string[], key: string): string[] {
	return [...keys, key].slice(-MAX_KEYS);
}
