import { ParameterError } from '../../shared/kylin/failures';
import { readJsonList, readText, shown } from '../../shared/values/values';

/** The field's name in the editor. */
export const JOBS = 'Jobs';

/** Kylin's IDs are one or two UUIDs; a program may give its jobs others. */
const JOB_ID = /^[^\s{}"|\\]{1,200}$/;

/**
 * The IDs in what a user typed or an expression gave: one ID, a list with commas or line breaks,
 * or an array, which a language model writes as JSON; trimmed, each once.
 *
 * @throws ParameterError when none is left: Kylin would take an empty list for the whole project
 */
export function readJobIds(value: unknown): string[] {
	const list = readJsonList(value, JOBS);
	const ids = list === undefined ? idsInText(value) : list.flatMap((entry) => idsInEntry(entry));
	if (ids.length === 0) {
		throw new ParameterError(
			JOBS,
			'is empty: give at least one job ID',
			"If an expression fills it, check what the node before returned. To operate a whole project, choose 'All Jobs in Project'.",
		);
	}
	const strange = ids.find((id) => !JOB_ID.test(id));
	if (strange !== undefined) {
		throw new ParameterError(
			JOBS,
			`holds ${shown(strange.slice(0, 50))}, which does not look like the ID of a job: give IDs with commas between them, or an array of IDs`,
		);
	}
	return [...new Set(ids)];
}

function idsInText(value: unknown): string[] {
	const text = readText(value, JOBS) ?? '';
	return text.split(/[\s,;]+/).filter((id) => id !== '');
}

function idsInEntry(entry: unknown): string[] {
	const ids = idsInText(entry);
	if (ids.length === 0) {
		throw new ParameterError(
			JOBS,
			'holds an empty entry: each entry must be the ID of a job',
			'Check the expression, or filter the items before.',
		);
	}
	return ids;
}
