/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { ELSEWHERE, PROXY, faultsOf, type NamedFault } from './faults';
import { table, type Row } from './table';

const IS_UPDATE = process.env.UPDATE_DOCS === '1';

export const TIME_LIMIT_MS = 180_000;

type Section = { name: string; rows: Row[] };

const HUGE_BYTES = 100_000_000;

const PROXY_ADDRESS = /(The proxy between n8n and Kylin cannot be reached: )[\d.:]+/g;

/** Where an answer is read that is read in the same way elsewhere. */
const LARGE_BYTES = 1_000_000;

/**
 * A document with a table of what every fault leads to at every point, compared with what happens, or
 * written anew from it with `UPDATE_DOCS=1`. Points at which the same happens share a table.
 */
export class FaultMatrix {
	private readonly written: string;

	private readonly sections: Section[] = [];

	private requestsElsewhere = 0;

	/** A server on another host than Kylin's. */
	private readonly elsewhere = http.createServer((_request, response) => {
		this.requestsElsewhere += 1;
		response.end();
	});

	constructor(
		private readonly document: string,
		private readonly preamble: string,
		private readonly headings: string[],
	) {
		this.written = existsSync(document) ? readFileSync(document, 'utf8') : '';
	}

	async open() {
		await new Promise<void>((resolve) => this.elsewhere.listen(0, '127.0.0.1', resolve));
	}

	close() {
		this.elsewhere.close();
	}

	private get originElsewhere() {
		return `http://localhost:${(this.elsewhere.address() as AddressInfo).port}`;
	}

	/** Every fault at one point. */
	async strike(
		{ name, isHuge, pageLimit }: { name: string; isHuge?: true; pageLimit?: number },
		strikeOnce: (fault: NamedFault) => Promise<Row>,
		more: readonly NamedFault[] = [],
	) {
		const origin = this.originElsewhere;
		const rows: Row[] = [];
		for (const fault of [...faultsOf(origin, isHuge ? HUGE_BYTES : LARGE_BYTES), ...more]) {
			// Of pages that are read side by side others would break as well, a different one each time.
			if (fault.breaks !== undefined && pageLimit !== undefined) continue;
			const row = await strikeOnce(fault);
			const inDocument = (text: string) =>
				text.replaceAll(origin, ELSEWHERE).replace(PROXY_ADDRESS, `$1${PROXY}`);
			rows.push([fault.name, ...row.map(inDocument)]);
		}
		expect(this.requestsElsewhere).toBe(0);
		this.sections.push({ name, rows });
		if (!IS_UPDATE) expect(table(this.headings, rows)).toBe(this.documented(name));
	}

	private documented(name: string): string {
		const start = this.written.indexOf(`- ${name}\n`);
		if (start < 0) return '';
		const rest = this.written.slice(start);
		const [documented] = rest.slice(rest.indexOf('\n| ') + 1).split('\n\n');
		return documented.trimEnd();
	}

	/** @param pointCount how many points there are: a run of some of them compares their tables only */
	finish(pointCount: number) {
		if (IS_UPDATE) writeFileSync(this.document, this.text());
		else if (this.sections.length === pointCount) expect(this.text()).toBe(this.written);
	}

	private text(): string {
		const groups = new Map<string, string[]>();
		for (const { name, rows } of this.sections) {
			const key = table(this.headings, rows);
			groups.set(key, [...(groups.get(key) ?? []), name]);
		}
		const parts = [...groups].map(([text, names]) => {
			const list = names.map((name) => `- ${name}\n`).join('');
			return `## ${names[0]}\n\n${list}\n${text}\n`;
		});
		return [this.preamble, ...parts].join('\n');
	}
}
