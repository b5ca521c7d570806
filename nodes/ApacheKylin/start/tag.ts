import type { IDataObject } from 'n8n-workflow';
import { ParameterError } from '../../shared/kylin/failures';
import type { JobRecord } from '../../shared/kylin/job';
import type { Origin } from '../item/origin';
import type { Range } from '../kylinTime/range';

/** Kylin takes a tag whose JSON text has so many characters (contract 1.3). */
const MAX_TAG_LENGTH = 512;

/** What every job bears that the node starts; comes back in the job's record and in callbacks. */
export type Tag = IDataObject & {
	n8n: Origin & {
		/** `1704038400000-1706716800000` in epoch milliseconds, or what else the job is for */
		range: string;
	};
	/** what the user wants to find the job by */
	tag?: string;
};

/** @param what tells the jobs of one item apart: a range or e.g. the name of a table */
export function tagFor(origin: Origin, what: Range | string, userTag?: string): Tag {
	const range = typeof what === 'string' ? what : `${what.start}-${what.end}`;
	const tag: Tag = { n8n: { ...origin, range } };
	if (userTag !== undefined) tag.tag = userTag;
	const length = JSON.stringify(tag).length;
	if (length <= MAX_TAG_LENGTH) return tag;
	throw new ParameterError(
		'Tag',
		`is too long by ${length - MAX_TAG_LENGTH} characters: Kylin takes ${MAX_TAG_LENGTH} with what the node adds`,
	);
}

/** Whether a job bears just this tag; index builds of chosen segments bring theirs back as text. */
export function bearsTag({ tag }: JobRecord, wanted: Tag): boolean {
	const borne = readTag(tag);
	if (borne === undefined) return false;
	return (Object.keys(wanted.n8n) as Array<keyof Tag['n8n']>).every(
		(key) => borne.n8n[key] === wanted.n8n[key],
	);
}

/** Whether a job was started by just this run of a node, for whatever of its item. */
export function comesFrom({ tag }: JobRecord, origin: Origin): boolean {
	const borne = readTag(tag);
	if (borne === undefined) return false;
	return (Object.keys(origin) as Array<keyof Origin>).every(
		(key) => borne.n8n[key] === origin[key],
	);
}

function readTag(value: unknown): Tag | undefined {
	const tag = typeof value === 'string' ? parsed(value) : value;
	const { n8n } = (tag ?? {}) as Partial<Tag>;
	return typeof n8n === 'object' && n8n !== null ? (tag as Tag) : undefined;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
