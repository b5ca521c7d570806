import { ParameterError } from '../kylin/failures';
import { readText } from './values';

const FIELD = 'Job IDs';

/**
 * The IDs in what a person typed or an expression gave: one ID, a list with commas or line breaks,
 * or an array, which a language model writes as JSON; trimmed, each once.
 *
 * @throws ParameterError when none is left: Kylin would take an empty list for the whole project
 */
export function readJobIds(value: unknown): string[] {
	const ids = Array.isArray(value) ? value.map((entry) => readId(entry)) : idsInText(value);
	if (ids.length === 0) {
		throw new ParameterError(
			FIELD,
			'is empty: give at least one job ID',
			"If an expression fills it, check what the node before returned. To operate a whole project, choose 'All Jobs in Project'.",
		);
	}
	return [...new Set(ids)];
}

function idsInText(value: unknown): string[] {
	const text = readText(value, FIELD) ?? '';
	if (!text.startsWith('[')) return text.split(/[\s,;]+/).filter((id) => id !== '');
	const list = parseList(text);
	if (list === undefined) {
		throw new ParameterError(
			FIELD,
			'begins like a list in JSON, but is none: write ["id 1", "id 2"], or the IDs with commas between them',
		);
	}
	return list.map((entry) => readId(entry));
}

/** @param text that begins as a list */
function parseList(text: string): unknown[] | undefined {
	try {
		return JSON.parse(text) as unknown[];
	} catch {
		return undefined;
	}
}

function readId(entry: unknown): string {
	const id = readText(entry, FIELD);
	if (id === undefined) {
		throw new ParameterError(
			FIELD,
			'holds an empty entry: each entry must be the ID of a job',
			'Check the expression, or filter the items before.',
		);
	}
	return id;
}
