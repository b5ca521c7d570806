import { listed } from '../../../shared/texts/sentences';
import { ParameterError } from '../../../shared/kylin/failures';
import { QUERY_FIELD, type Statement } from '../sql/statement';
import { isSignificant, type Token } from '../sql/tokens';
import { PARAMETERS_FIELD, type QueryParameter } from './parameterRows';

/** A piece of a query: a token as it is, or what stands for a parameter. */
export type Piece = { token: Token; parameter?: QueryParameter };

/**
 * Which parameter belongs to which `:name` or `?`. Kylin takes a missing one for NULL without a word,
 * and gives a silently wrong answer; here each must have its partner.
 *
 * @throws ParameterError for placeholders without a parameter, the other way round, and lists that
 * do not stand in an IN list
 */
export function bindParameters(
	{ tokens }: Statement,
	parameters: readonly QueryParameter[],
): Piece[] {
	const isNamed = tokens.some(({ kind }) => kind === 'named');
	const questionMarks = tokens.filter(({ kind }) => kind === 'positional').length;
	if (isNamed && questionMarks > 0) {
		throw new ParameterError(
			QUERY_FIELD,
			'holds both :name and ? for parameters: write all of them in one way',
		);
	}
	const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
	if (questionMarks > 0) assertCount(questionMarks, parameters);
	else assertNames(namesIn(tokens), parameters);

	let position = 0;
	return tokens.map((token, index) => {
		if (token.kind !== 'named' && token.kind !== 'positional') return { token };
		const parameter =
			token.kind === 'named'
				? (byName.get(token.raw.slice(1)) as QueryParameter)
				: parameters[position++];
		if (parameter.isList) assertInList(tokens, index);
		return { token, parameter };
	});
}

function namesIn(tokens: readonly Token[]): string[] {
	const placeholders = tokens.filter(({ kind }) => kind === 'named');
	return [...new Set(placeholders.map(({ raw }) => raw.slice(1)))];
}

function assertCount(questionMarks: number, parameters: readonly QueryParameter[]): void {
	if (parameters.some(({ name }) => name !== undefined)) {
		throw new ParameterError(
			PARAMETERS_FIELD,
			'has rows with names, but the query holds ?: write :name there, or leave the names empty',
		);
	}
	if (questionMarks === parameters.length) return;
	throw new ParameterError(
		PARAMETERS_FIELD,
		`has ${parameters.length} rows, but the query holds ${questionMarks} times ?: give one row for each, in their order`,
	);
}

function assertNames(names: readonly string[], parameters: readonly QueryParameter[]): void {
	const given = parameters.map(({ name }) => name);
	const missing = names.filter((name) => !given.includes(name));
	if (missing.length > 0) {
		throw new ParameterError(
			PARAMETERS_FIELD,
			`has no row for ${shownNames(missing)}, which the query holds`,
			'Letter case counts. A colon that means something else needs a blank behind it.',
		);
	}
	const unused = given.filter((name) => name === undefined || !names.includes(name));
	if (unused.length === 0) return;
	throw new ParameterError(
		PARAMETERS_FIELD,
		unused[0] === undefined
			? 'has a row without a name, but the query holds no ? for it'
			: `has a row that the query does not use: ${shownNames(unused as string[])}`,
		'Write :name where the value belongs, outside of quotes and comments, or delete the row.',
	);
}

function shownNames(names: readonly string[]): string {
	return listed(
		names.map((name) => `:${name}`),
		', ',
	);
}

/** A list anywhere else would change the query: `f(:x)` would get more arguments. */
function assertInList(tokens: readonly Token[], index: number): void {
	const before = tokens.slice(0, index).filter(isSignificant).reverse();
	const open = before.findIndex(({ raw }) => raw === '(');
	const isList =
		open >= 0 &&
		/^in$/i.test(before[open + 1]?.raw ?? '') &&
		before.slice(0, open).every(({ kind, raw }) => raw === ',' || LIST_ENTRIES.has(kind));
	if (isList) return;
	throw new ParameterError(
		PARAMETERS_FIELD,
		`has a list for ${tokens[index].raw}, which stands in no list: write IN (${tokens[index].raw})`,
	);
}

const LIST_ENTRIES: ReadonlySet<Token['kind']> = new Set(['named', 'positional', 'text', 'number']);
