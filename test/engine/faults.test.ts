/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * What a person reads, what was sent and what has changed in Kylin, for every fault at every point.
 * It is written down in docs/fault-matrix.md; `UPDATE_DOCS=1 npx jest faults` writes it anew.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { runKylin } from './harness';
import { seedJobs, startKylin, type Kylin } from './kylin';
import { shareClock } from './waiting';

const DOCUMENT = join(__dirname, '../../docs/fault-matrix.md');
const IS_UPDATE = process.env.UPDATE_DOCS === '1';

const TIMEOUT_MS = 1_000;

const jobs = seedJobs(35, 'ERROR');
const [{ id: jobId }] = jobs;

type Fault = Parameters<Kylin['faults']['add']>[0];

/** Where faults strike. A further operation, or a trigger's poll, is one more entry. */
type Point = {
	name: string;
	parameters: IDataObject;
	/** which requests are spoiled */
	where: Fault;
	/** jobs per page, if something on the way limits them */
	pageLimit?: number;
	/** the action is under way or done: Kylin may hold changed jobs */
	mayChange?: true;
};

const operate = { operation: 'operate', action: 'RESUME', jobIds: jobId };

const POINTS: Point[] = [
	{ name: 'List Jobs', parameters: { operation: 'list' }, where: { method: 'GET' } },
	{
		name: 'List Jobs, Page Offset 3',
		parameters: { operation: 'list', pageOffset: 3 },
		where: { method: 'GET', page: 3 },
	},
	{
		name: 'List Jobs, Return All, at the fourth of the pages something on the way limits to 10 jobs',
		parameters: { operation: 'list', returnAll: true },
		where: { method: 'GET', page: 3 },
		pageLimit: 10,
	},
	{ name: 'Operate Jobs, reading the jobs before', parameters: operate, where: { method: 'GET' } },
	{
		name: 'Operate Jobs, the action',
		parameters: operate,
		where: { method: 'PUT' },
		mayChange: true,
	},
	{
		name: 'Operate Jobs, reading the jobs after',
		parameters: operate,
		where: { method: 'GET', after: 1, times: Infinity },
		mayChange: true,
	},
];

const kylinSays = (code: string, sentence: string, status: number): Fault => ({
	status,
	body: JSON.stringify({
		code: '999',
		data: null,
		msg: `${code}: ${sentence}`,
		error_code: code,
		stacktrace: 'java.lang.Exception\n\tat org.apache.kylin.Secret',
	}),
});

const elsewhere = 'http://elsewhere.example';

const FAULTS: Array<[string, Fault | 'refused']> = [
	['connection refused', 'refused'],
	['connection closed before Kylin reads the request', { reset: 'beforeHandling' }],
	['connection closed before the answer', { reset: 'beforeHeaders' }],
	['connection closed within the answer', { reset: 'inBody' }],
	['answer begins late', { slowHeadersMs: 50 }],
	['answer ends late', { slowBodyMs: 50 }],
	['answer ends later than the timeout', { slowBodyMs: 4 * TIMEOUT_MS }],
	['no answer, until the timeout', { hang: true }],
	['truncated JSON', { truncate: true }],
	['malformed JSON', { malformed: true }],
	['wrong content type', { contentType: 'text/plain' }],
	['web page', { html: true }],
	['empty answer', { empty: true }],
	['gzip', { gzip: true }],
	['100 MB', { bigBodyBytes: 100_000_000 }],
	['redirect on the same host', { redirect: '/elsewhere' }],
	['redirect to a login page', { redirect: '/kylin/login' }],
	['redirect to another host', { redirect: `${elsewhere}/api/jobs`, status: 307 }],
	['400 of Kylin', kylinSays('KE-010000003', 'Some parameter does not fit.', 400)],
	['401 of Kylin', kylinSays('KE-010003208', 'Invalid username or password.', 401)],
	['401 of a proxy', { status: 401, html: true }],
	['403', { status: 403, body: '' }],
	['404', { status: 404, html: true }],
	['406', { status: 406, body: '{"status":406,"error":"Not Acceptable"}' }],
	['429 with Retry-After', { status: 429, body: '', headers: { 'retry-after': '7' } }],
	['500 of Kylin', kylinSays('KE-000000001', 'Something went wrong inside.', 500)],
	['500 without a body', { status: 500, body: '' }],
	['502', { status: 502, html: true }],
	['503', { status: 503, body: '' }],
	['504', { status: 504, html: true }],
];

let kylin: Kylin;

beforeEach(() => jest.restoreAllMocks());

function limitPages(limit: number) {
	kylin.faults.add({
		times: Infinity,
		when: ({ query }) => {
			if (Number(query.get('page_size')?.[0]) > limit) query.set('page_size', [String(limit)]);
			return false;
		},
	});
}

/** e.g. `GET, PUT, 3 × GET` */
function sentRequests() {
	const runs: Array<{ method: string; count: number }> = [];
	for (const { method } of kylin.requests) {
		const last = runs.at(-1);
		if (last?.method === method) last.count += 1;
		else runs.push({ method, count: 1 });
	}
	const texts = runs.map(({ method, count }) => (count === 1 ? method : `${count} × ${method}`));
	return texts.join(', ') || 'nothing';
}

async function strike(point: Point, fault: Fault | 'refused'): Promise<string[]> {
	kylin = await startKylin(jobs, { frozen: false, manual: true });
	shareClock(kylin);
	if (point.pageLimit !== undefined) limitPages(point.pageLimit);
	const before = kylin.jobs();
	if (fault === 'refused') await kylin.close();
	else kylin.faults.add({ ...point.where, ...fault });
	const isSlow = fault !== 'refused' && (fault.hang === true || (fault.slowBodyMs ?? 0) > 1_000);
	try {
		const { items, error, stored } = await runKylin({
			parameters: {
				resource: 'job',
				...point.parameters,
				...(isSlow ? { requestOptions: { timeout: TIMEOUT_MS } } : {}),
			},
			credential: kylin.credential,
		});
		const changed = Object.entries(kylin.jobs()).filter(([id, state]) => state !== before[id]);
		expect(kylin.sent('PUT').length).toBeLessThanOrEqual(1);
		if (error !== undefined && !point.mayChange) expect(changed).toEqual([]);
		expect(kylin.requests.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(1);
		expect(stored).not.toContain('org.apache.kylin');
		const reads =
			error === undefined
				? `*the result: ${items.length} items*`
				: `**${String(error.message)}** ${String(error.description)}`;
		return [reads, sentRequests(), changed.length === 0 ? 'no' : `${changed.length} job`];
	} finally {
		await kylin.close();
	}
}

const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');

const PREAMBLE = `# What happens when something goes wrong

This table is written by a test (\`UPDATE_DOCS=1 npx jest faults\`), which lets every fault strike at every point through
n8n's engine. It tells what a person reads (title and advice), what was sent to Kylin, and whether a job has changed.

- An action (PUT) is sent once and never again, whatever happens to its answer.
- Reading the jobs after an action is tried up to three times, a second apart or as long as the server asks for (10
  seconds at most), if the failure may pass by itself. It changes nothing, and the action cannot be run again for it.
- Nothing else is tried again. For List Jobs, n8n's *Retry On Fail* (in the node's settings) does it visibly and as often
  as you like; the login is what is better not tried again, because three wrong passwords lock the account. Do not switch
  *Retry On Fail* on for Operate Jobs: n8n would send the action again.
- A redirect is never followed, so the password stays at the host of the credential.
`;

async function section(point: Point): Promise<string> {
	const isFirst = kylinIsAskedFirst(point);
	const rows: string[] = [];
	for (const [name, fault] of FAULTS) {
		if (fault === 'refused' && !isFirst) continue;
		const columns = (await strike(point, fault)).map(cell);
		rows.push(`| ${[name, ...columns].join(' | ')} |`);
	}
	return [
		`## ${point.name}\n`,
		'| Fault | What you read | Sent | Changed |',
		'|---|---|---|---|',
		...rows,
		'',
	].join('\n');
}

/** Only a first request can find nobody listening. */
function kylinIsAskedFirst({ where, pageLimit }: Point) {
	return where.method === 'GET' && where.after === undefined && pageLimit === undefined;
}

const written = existsSync(DOCUMENT) ? readFileSync(DOCUMENT, 'utf8') : '';
const sections = new Map<string, string>();

test.each(POINTS)(
	'$name',
	async (point) => {
		const text = await section(point);
		sections.set(point.name, text);
		if (!IS_UPDATE) expect(written).toContain(text);
	},
	180_000,
);

test('the document holds nothing else', () => {
	const text = [PREAMBLE, ...sections.values()].join('\n');
	if (IS_UPDATE) writeFileSync(DOCUMENT, text);
	else if (sections.size === POINTS.length) expect(written).toBe(text);
});
