/* eslint-disable @n8n/community-nodes/no-restricted-imports -- receives what the stand-in calls */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sleep } from 'n8n-workflow';
import { JOB, OTHER_JOB, put, SECOND, seedOf, start, START, type StandIn } from './harness';
import { loadLines } from './recorded';

/** The job-finished callback, against what a complete Kylin 5.0.2 sent (`callbacks.jsonl`). */

type Body = Record<string, unknown> & {
	job_id: string;
	job_state: string;
	job_type: string;
	project: string;
	model_id: string | null;
	segment_ids: string[] | null;
	index_ids: number[] | null;
	segment_time_range: Array<{ data_range_start: number; data_range_end: number }>;
	snapshot_job_info: { database: string; table: string } | null;
};
type Recorded = { at: number; headers: Record<string, string>; body: Body; answered: number };

const recorded = loadLines<Recorded>('callbacks.jsonl');
const MINUTE = 60 * SECOND;

let server: Server;
let received: Array<{ headers: IncomingHttpHeaders; body: Body }>;
let status: number;

beforeEach(async () => {
	received = [];
	status = 200;
	server = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk: Buffer) => (text += chunk.toString()));
		request.on('end', () => {
			received.push({ headers: request.headers, body: JSON.parse(text) as Body });
			response.writeHead(status).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

async function calling(options: Parameters<typeof start>[0] = {}): Promise<StandIn> {
	const { port } = server.address() as AddressInfo;
	const callback = {
		url: `http://127.0.0.1:${port}/hook`,
		username: 'cbuser',
		password: 'cbpass',
	};
	return await start({ profile: '5.0.2', manual: true, callback, ...options });
}

async function live(standIn: StandIn, ms: number) {
	standIn.clock.advance(ms);
	await standIn.callbacks.settled();
}

/** Every time is `time`, a stack is its lines that are no frames. */
function comparable(body: Body) {
	const text = JSON.stringify(body, (key, value: unknown) => {
		if (/^(duration|start_time|end_time|last_modified_time)$/.test(key)) return typeof value;
		if (key !== 'stacktrace' || typeof value !== 'string') return value;
		return value
			.slice(0, 5000)
			.split('\n')
			.filter((line) => /^(org|Caused by)/.test(line))
			.slice(0, 3);
	});
	return JSON.parse(text) as object;
}

/** The job behind a callback, in the notation of a seed. */
function jobOf({ body }: Recorded) {
	const { job_id, job_type, project, model_id, snapshot_job_info: snapshot, tag } = body;
	const [range] = body.segment_time_range;
	const isTable = /^(SNAPSHOT_|TABLE_)/.test(job_type);
	return {
		id: job_id,
		project,
		job_name: job_type,
		target_subject: isTable ? `SSB.${snapshot?.table ?? 'ANY'}` : 'orders',
		...(model_id || !isTable ? { target_model: model_id } : {}),
		target_segments: body.segment_ids ?? [],
		index_ids: body.index_ids,
		tag,
		data_range_start: range?.data_range_start,
		data_range_end: String(range?.data_range_end ?? 0),
		raw_state: 'READY',
		run_ms: 600 * SECOND,
	};
}

const SEVERAL_SEGMENTS = 'e4dd895d';
const told = recorded.filter(({ body }) => !body.job_id.startsWith(SEVERAL_SEGMENTS));

test.each(
	told.map((call, index) => [index, call.body.job_type, call.body.job_state, call] as const),
)('%i %s %s: the same body', async (_index, _type, state, call) => {
	const job = jobOf(call);
	const models = call.body.model_id
		? [{ project: job.project, alias: 'orders', uuid: call.body.model_id }]
		: [];
	const tables = [{ project: job.project, name: job.target_subject }];
	const seed = { recorded_at: START, projects: [], models, tables, jobs: [job] };
	const standIn = await calling({ seed });
	// Its second step runs.
	await live(standIn, 320 * SECOND);
	standIn.state.setState(job.id, state);
	await live(standIn, 0);
	expect(received.map(({ body }) => JSON.stringify(comparable(body)))).toEqual([
		JSON.stringify(comparable(call.body)),
	]);
});

test('the login, the type and the client are told as Kylin tells them', async () => {
	const standIn = await calling({ seed: seedOf({}) });
	await live(standIn, 2 * MINUTE);
	const names = ['content-type', 'authorization', 'user-agent', 'accept-encoding'];
	const headers = (all: IncomingHttpHeaders) => names.map((name) => all[name]);
	const expected = Object.fromEntries(
		Object.entries(recorded[0].headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	expect(headers(received[0].headers)).toEqual(headers(expected));
});

describe('an answer other than 200', () => {
	const failing = { outcome: 'ERROR', run_ms: 3 * SECOND };

	test.each([204, 201, 302, 401, 500])(
		'%i is asked five times, five seconds apart',
		async (code) => {
			status = code;
			const standIn = await calling({ seed: seedOf(failing) });
			await live(standIn, 10 * MINUTE);
			const times = standIn.callbacks.sent.map(({ at }) => at);
			expect(times.map((at) => at - times[0])).toEqual([0, 5000, 10_000, 15_000, 20_000]);
			expect(new Set(received.map(({ body }) => JSON.stringify(body))).size).toBe(1);
		},
	);

	test('as it was recorded', () => {
		const refused = recorded.filter(({ answered }) => answered !== 200).map(({ at }) => at);
		const gaps = refused.slice(1).map((at, index) => Math.round((at - refused[index]) / 1000));
		expect(gaps).toEqual([5, 5, 5, 5]);
	});

	test('ends the tries when 200 comes', async () => {
		status = 503;
		const standIn = await calling({ seed: seedOf(failing) });
		await live(standIn, 20 * SECOND + 2 * SECOND);
		status = 200;
		await live(standIn, MINUTE);
		expect(standIn.callbacks.sent.map(({ answered }) => answered)).toEqual([503, 200]);
	});

	test('nobody there: five tries at once', async () => {
		const standIn = await start({
			manual: true,
			callback: { url: 'http://127.0.0.1:1/hook' },
			seed: seedOf(failing),
		});
		await live(standIn, MINUTE);
		const times = standIn.callbacks.sent.map(({ at, answered }) => [
			at - standIn.callbacks.sent[0].at,
			answered,
		]);
		expect(times).toEqual(Array(5).fill([0, null]));
	});

	test('is asked again by itself where time flows', async () => {
		status = 500;
		const standIn = await calling({ manual: false, speed: 10_000, seed: seedOf(failing) });
		standIn.fail(JOB);
		const until = Date.now() + 4000;
		while (received.length < 5 && Date.now() < until) await sleep(20);
		await sleep(50);
		expect(received).toHaveLength(5);
	});
});

describe('what is told', () => {
	const running = { raw_state: 'RUNNING', start_time: START - 1000, run_ms: 600 * SECOND };
	const states = () => received.map(({ body }) => body.job_state);

	test('a stop of a running job, never that of a waiting one', async () => {
		const standIn = await calling({ seed: seedOf(running, { raw_state: 'PAUSED' }, running) });
		const third = JOB.replace(/1$/, '3');
		await put(standIn, { action: 'PAUSE', job_ids: [JOB] });
		await put(standIn, { action: 'DISCARD', job_ids: [third] });
		await put(standIn, { action: 'DISCARD', job_ids: [OTHER_JOB] });
		await put(standIn, { action: 'DISCARD', job_ids: [JOB] });
		await live(standIn, MINUTE);
		expect(states().sort()).toEqual(['DISCARDED', 'PAUSED']);
	});

	test('no restart', async () => {
		const standIn = await calling({ seed: seedOf(running) });
		await put(standIn, { action: 'RESTART', job_ids: [JOB] });
		await live(standIn, MINUTE);
		expect(states()).toEqual([]);
	});

	test('nothing of a node that died', async () => {
		const standIn = await calling({ seed: seedOf(running) });
		standIn.crash();
		await live(standIn, 2 * MINUTE);
		expect([states(), standIn.jobs()[JOB]]).toEqual([[], 'READY']);
	});

	test('housekeeping, every half hour, of every project and of none', async () => {
		const standIn = await calling({ housekeeping: true, seed: seedOf() });
		await live(standIn, 31 * MINUTE);
		const ends = () =>
			received
				.map(({ body }) => `${body.job_type} ${body.project} ${String(body.model_id)}`)
				.sort();
		const once = [
			'META Sales_Mart null',
			'META learn_kylin null',
			'SPRING_SESSION_CLEAN_EXPIRED _global null',
		];
		expect(ends()).toEqual(once);
		await live(standIn, 30 * MINUTE);
		expect(ends()).toEqual([...once, ...once].sort());
	});
});
