import Table from 'cli-table3';
import type { Report, Result } from './suite';

export const differencesIn = ({ results }: Report): string[] =>
	results.flatMap(({ differences }) => differences);

/** A table of what was tried, what the server seems to be, and what differs. */
export function describeReport(report: Report): string {
	const { profile, because, isAdmin, projects, scope } = report.server;
	const table = new Table({
		head: ['Tried', 'Result', 'What was seen'],
		colWidths: [36, 10, 72],
		wordWrap: true,
		style: { head: [], border: [] },
	});
	table.push(...report.results.map(row));
	const count = differencesIn(report).length;
	return [
		`The server seems to be Kylin ${profile}: ${because}.`,
		`The user ${isAdmin ? 'is an administrator' : 'is no administrator'} and may operate ${projects.length} projects; the lists are of ${scope ?? 'all projects'}.`,
		table.toString(),
		count === 0
			? `Nothing differs from the stand-in of Kylin ${profile}.`
			: `${count} differences from the stand-in of Kylin ${profile}.`,
	].join('\n');
}

function row(result: Result): string[] {
	const { title, seen, leftOut, differences, unknown } = result;
	return [
		title,
		wordFor(result),
		[
			...differences.map((text) => `differs: ${text}`),
			...seen,
			...leftOut.map((text) => `left out: ${text}`),
			...unknown.map((text) => `unknown member, no difference: ${text}`),
		].join('\n'),
	];
}

function wordFor({ differences, leftOut, seen }: Result): string {
	if (differences.length > 0) return 'differs';
	return leftOut.length > 0 && seen.length === 0 ? 'left out' : 'same';
}
