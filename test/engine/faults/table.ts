/** What happened at one point because of one fault, in the words of the document. */
export type Row = string[];

/** e.g. `GET, PUT, 3 × GET` */
export function describeRequests(requests: ReadonlyArray<{ method: string }>): string {
	const runs: Array<{ method: string; count: number }> = [];
	for (const { method } of requests) {
		const last = runs.at(-1);
		if (last?.method === method) last.count += 1;
		else runs.push({ method, count: 1 });
	}
	const texts = runs.map(({ method, count }) => (count === 1 ? method : `${count} × ${method}`));
	return texts.join(', ') || 'nothing';
}

const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ').trim();

const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;

export function table(headings: readonly string[], rows: readonly Row[]): string {
	return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}
