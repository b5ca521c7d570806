import type { Rendered } from '../parameters/render';
import { offsetAt, positionAt } from '../sql/position';
import type { Statement } from '../sql/statement';
import type { Token } from '../sql/tokens';

/** Calcite's; the positions of Spark are those of another text. */
const CALCITE_POSITION = /\bline (\d+), column (\d+)/i;

const SHOWN_CHARACTERS = 60;

/**
 * Where in the query as it was written Kylin found a fault, e.g. `Line 2, column 8: … select [amout]
 * from sales …`. Texts and numbers of the query are not shown.
 *
 * @returns undefined when the message names no position, or one that cannot be right
 */
export function describePosition(
	message: string,
	statement: Statement,
	{ sql, origins }: Rendered,
): string | undefined {
	const [, line, column] = CALCITE_POSITION.exec(message) ?? [];
	const offset = offsetAt(sql, { line: Number(line), column: Number(column) });
	if (offset === undefined) return undefined;
	const index = origins.findIndex((origin) => offset < origin.offset + origin.length);
	const token = origins[index]?.token;
	if (token === undefined) return undefined;
	// Kylin may have parsed the query without its comments.
	const hasComments = statement.tokens.some(({ kind }) => kind === 'comment');
	if (hasComments && !message.toUpperCase().includes(token.raw.toUpperCase())) return undefined;
	const { line: ownLine, column: ownColumn } = positionAt(statement.sql, token.offset);
	return `Line ${ownLine}, column ${ownColumn}: ${excerpt(statement.tokens, index)}`;
}

function excerpt(tokens: readonly Token[], at: number): string {
	const write = (part: readonly Token[]) => part.map(masked).join('').replace(/\s+/g, ' ');
	const before = write(tokens.slice(0, at));
	const found = masked(tokens[at]);
	const after = write(tokens.slice(at + 1));
	const half = Math.max(0, Math.floor((SHOWN_CHARACTERS - found.length) / 2));
	return [
		before.length > half ? '… ' : '',
		half === 0 ? '' : before.slice(-half),
		`[${found.slice(0, SHOWN_CHARACTERS)}]`,
		after.slice(0, half),
		after.length > half ? ' …' : '',
	].join('');
}

/** Values may be secrets: they come from other systems by expressions. */
function masked({ kind, raw }: Token): string {
	if (kind === 'text') return "'…'";
	if (kind === 'number') return '…';
	return kind === 'comment' ? ' ' : raw;
}
