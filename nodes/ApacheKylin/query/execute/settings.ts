import { readFields, type Values } from '../../../shared/fields/collection';
import { readCollection, readInteger } from '../../../shared/values/values';
import { ParameterError } from '../../../shared/kylin/failures';
import type { InputItem } from '../../item/inputItem';
import type { Expectation } from '../expect/expectation';
import { bindParameters } from '../parameters/bind';
import { withLiterals, withParams } from '../parameters/render';
import type { AskedQuery } from '../failures/queryFailure';
import { readProject } from '../query.fields';
import { assertLimit } from '../result/bounds';
import {
	DEFAULT_TIMEOUT_SECONDS,
	EXECUTE,
	EXPECTED_VALUE,
	MOST_TAG_CHARACTERS,
} from './execute.fields';

/** Everything an execution of a query is told, checked. */
export type Settings = {
	project: string;
	asked: AskedQuery;
	format: 'rows' | 'all' | 'first' | 'file';
	/** how many rows to return at most; undefined for all */
	limit?: number;
	file: { format: 'csv' | 'jsonLines'; csvReader: 'spreadsheets' | 'programs'; field: string };
	numbers: 'exact' | 'text' | 'rounded';
	noRows: 'nothing' | 'item' | 'fail';
	answerFrom: 'any' | 'index' | 'source';
	expectation: Expectation;
	/** whether only an answer of an index is as expected */
	mustBeBuilt: boolean;
	acceptPartial: boolean;
	bypassCache: boolean;
	hasFacts: boolean;
	tag?: string;
	timeoutMs: number;
};

/** @throws ParameterError */
export function readSettings(item: InputItem): Settings {
	const project = readProject(item);
	const given = readFields(
		EXECUTE,
		({ property }) => item.parameter(property.name, property.default),
		item.isExpression,
	);
	const { statement, parameters, options } = given;
	const format = given.format ?? EXECUTE.format.default;
	const answerFrom = given.answerFrom ?? EXECUTE.answerFrom.default;
	const pieces = bindParameters(statement, parameters);
	const rendered = answerFrom === 'index' ? withParams(pieces) : withLiterals(pieces);
	const expectation = expectationOf(given);
	return {
		project,
		asked: { statement, pieces, rendered },
		format,
		limit: limitOf(format, given),
		file: {
			format: given.fileFormat ?? EXECUTE.fileFormat.default,
			csvReader: given.csvReader ?? EXECUTE.csvReader.default,
			field: given.binaryField ?? 'data',
		},
		numbers: given.numbers ?? EXECUTE.numbers.default,
		noRows: given.noRows ?? EXECUTE.noRows.default,
		answerFrom,
		expectation,
		mustBeBuilt:
			expectation.kind !== 'none' && answerFrom !== 'source' && given.acceptSource !== true,
		acceptPartial: options.acceptPartial ?? false,
		bypassCache: options.bypassCache ?? false,
		hasFacts: options.facts ?? false,
		tag: options.tag?.slice(0, MOST_TAG_CHARACTERS),
		timeoutMs: options.timeout === undefined ? timeoutOfRequests(item) : options.timeout * 1000,
	};
}

/** n8n's own field for all requests of a node counts as well, in milliseconds. */
function timeoutOfRequests({ parameter }: InputItem): number {
	const { timeout } = readCollection(parameter('requestOptions', {}), 'Request Options');
	const bounds = { least: 1, most: Number.MAX_SAFE_INTEGER };
	return readInteger(timeout, 'Timeout', bounds) ?? DEFAULT_TIMEOUT_SECONDS * 1000;
}

type Given = Values<typeof EXECUTE>;

function limitOf(format: Settings['format'], { returnAll, limit }: Given): number | undefined {
	if (format === 'first') return 1;
	if (returnAll) return undefined;
	if (limit === undefined) throw new ParameterError('Limit', 'is empty');
	if (format === 'rows') assertLimit(limit);
	return limit;
}

function expectationOf({ expect, leastRows, comparison, expectedValue }: Given): Expectation {
	if (expect === 'rows') return { kind: 'rows', least: leastRows ?? EXECUTE.leastRows.default };
	if (expect !== 'firstValue') return { kind: 'none' };
	if (expectedValue === undefined) {
		throw new ParameterError(EXPECTED_VALUE.property.displayName, 'is empty');
	}
	return {
		kind: 'firstValue',
		comparison: comparison ?? EXECUTE.comparison.default,
		expected: expectedValue,
	};
}
