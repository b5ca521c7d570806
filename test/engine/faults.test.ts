/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * What a person reads, what was sent and what has changed, for every fault at every point.
 * It is written down in docs/fault-matrix.md; `UPDATE_DOCS=1 npx jest faults` writes it anew.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openBinaryStore } from './binaryStore';
import { ELSEWHERE, REFUSED, faultsOf, type NamedFault } from './faults/faults';
import { POINTS, strikeOperation } from './faults/operations';
import { table, type Row } from './faults/table';
import { CALLBACK_POINT, POLL_POINTS, strikeCallback, strikePoll } from './faults/trigger';

jest.mock('../../nodes/shared/http/contextSender', () => {
	type Module = typeof import('../../nodes/shared/http/contextSender');
	const { contextSender } = jest.requireActual<Module>('../../nodes/shared/http/contextSender');
	const { triggerLimit } = jest.requireActual<typeof import('./faults/faults')>('./faults/faults');
	return {
		contextSender: (...[context, timeoutMs]: Parameters<Module['contextSender']>) =>
			contextSender(context, triggerLimit.timeoutMs ?? timeoutMs),
	};
});

const DOCUMENT = join(__dirname, '../../docs/fault-matrix.md');
const IS_UPDATE = process.env.UPDATE_DOCS === '1';

const OPERATION_HEADINGS = ['Fault', 'What you read', 'Sent', 'Changed'];
const TRIGGER_HEADINGS = ['Fault', 'What you read', 'Sent', 'Afterwards'];

const PREAMBLE = `# What happens when something goes wrong

These tables are written by a test (\`UPDATE_DOCS=1 npx jest faults\`), which lets every fault strike at every point
through n8n's engine. They tell what a person reads (title and advice), what was sent to Kylin from the request on that
met the fault, and whether a job has changed; for the triggers, what comes of the events. Points at which the same happens
share a table; a connection can only be refused where nothing was sent shortly before.

- An action (PUT) is sent once and never again, whatever happens to its answer.
- Reading the jobs after an action is tried up to three times, a second apart or as long as the server asks for (10
  seconds at most), if the failure may pass by itself. It changes nothing, and the action cannot be run again for it.
- Wait for Jobs looks again after a failure that may pass by itself, until *Maximum Duration*.
- Nothing else is tried again. For what only reads, n8n's *Retry On Fail* (in the node's settings) does it visibly and
  as often as you like; the login is what is better not tried again, because three wrong passwords lock the account. Do
  not switch *Retry On Fail* on for Operate Jobs: n8n would send the action again.
- A poll that fails has not happened: its events come with the next good one, each once.
- A redirect is never followed, so the password stays at the host of the credential.
`;

type Section = { name: string; headings: string[]; rows: Row[] };

/** A server on another host than Kylin's. */
const elsewhere = http.createServer((_request, response) => {
	requestsElsewhere += 1;
	response.end();
});
let requestsElsewhere = 0;
let faults: NamedFault[];
let store: Awaited<ReturnType<typeof openBinaryStore>>;

beforeAll(async () => {
	store = await openBinaryStore();
	await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
	faults = faultsOf(originElsewhere());
});

beforeEach(() => jest.restoreAllMocks());

afterAll(() => {
	store.close();
	elsewhere.close();
});

const originElsewhere = () => `http://localhost:${(elsewhere.address() as AddressInfo).port}`;

const written = existsSync(DOCUMENT) ? readFileSync(DOCUMENT, 'utf8') : '';
const sections: Section[] = [];

async function strikeAll(
	{ name, headings }: Omit<Section, 'rows'>,
	canBeRefused: boolean,
	strike: (fault: NamedFault) => Promise<Row>,
) {
	const rows: Row[] = [];
	for (const fault of faults) {
		if (fault.fault === 'refused' && !canBeRefused) continue;
		const row = await strike(fault);
		rows.push([fault.name, ...row.map((text) => text.replaceAll(originElsewhere(), ELSEWHERE))]);
	}
	expect(requestsElsewhere).toBe(0);
	sections.push({ name, headings, rows });
	if (IS_UPDATE) return;
	const start = written.indexOf(`- ${name}\n`);
	expect(start).toBeGreaterThan(0);
	const rest = written.slice(start);
	const [documented] = rest.slice(rest.indexOf('\n| ') + 1).split('\n\n');
	const expected = table(headings, rows).split('\n');
	const ofThisPoint = (line: string) => canBeRefused || !line.startsWith(`| ${REFUSED} |`);
	expect(documented.trimEnd().split('\n').filter(ofThisPoint)).toEqual(expected);
}

const TIME_LIMIT_MS = 180_000;

test.each(POINTS)(
	'$name',
	async (point) =>
		await strikeAll(
			{ name: point.name, headings: OPERATION_HEADINGS },
			point.refused !== undefined,
			async (fault) => await strikeOperation(point, fault),
		),
	TIME_LIMIT_MS,
);

test.each(POLL_POINTS)(
	'$name',
	async (point) =>
		await strikeAll(
			{ name: point.name, headings: TRIGGER_HEADINGS },
			point.refused,
			async (fault) => await strikePoll(point, fault),
		),
	TIME_LIMIT_MS,
);

test(
	CALLBACK_POINT.name,
	async () =>
		await strikeAll({ ...CALLBACK_POINT, headings: TRIGGER_HEADINGS }, true, strikeCallback),
	TIME_LIMIT_MS,
);

const isStruck = ([name]: Row) => name !== REFUSED;

/** Sections of one table, but for the one fault that not every point can meet. */
function documentOf(all: Section[]): string {
	const groups = new Map<string, Section[]>();
	for (const section of all) {
		const key = table(section.headings, section.rows.filter(isStruck));
		groups.set(key, [...(groups.get(key) ?? []), section]);
	}
	const parts = [...groups.values()].map((group) => {
		const [{ name, headings, rows }] = group;
		const refused = group.flatMap((section) => section.rows.filter((row) => !isStruck(row)));
		for (const row of refused) expect(row).toEqual(refused[0]);
		const names = group.map((section) => `- ${section.name}\n`).join('');
		const text = table(headings, [...refused.slice(0, 1), ...rows.filter(isStruck)]);
		return `## ${name}\n\n${names}\n${text}\n`;
	});
	return [PREAMBLE, ...parts].join('\n');
}

test('the document holds nothing else', () => {
	const text = documentOf(sections);
	const isWhole = sections.length === POINTS.length + POLL_POINTS.length + 1;
	if (IS_UPDATE) writeFileSync(DOCUMENT, text);
	else if (isWhole) expect(written).toBe(text);
});
