import { START, get, json, start, type StandIn } from '../harness';
import { AS_ADMIN, send } from '../request';

/** Builds, refreshes and merges from their request to the end of their jobs. */

const DAY = 86_400_000;
const JANUARY = Date.UTC(2024, 0, 1);
const DAYS = [0, 1, 2].map((day) => JANUARY + day * DAY);
const FIRST = '20240101000000_20240102000000';
const SECOND = '20240102000000_20240103000000';

type Body = Record<string, unknown>;

function seed(...models: Body[]) {
	return {
		recorded_at: START,
		projects: [{ name: 'learn', permissions: { READER: 'READ', OPERATOR: 'OPERATION' } }],
		models: models.map((model) => ({ project: 'learn', alias: 'sales', ...model })),
	};
}

async function startWith(...models: Body[]): Promise<StandIn> {
	return await start({ manual: true, seed: seed(...models) });
}

async function ask(standIn: StandIn, method: string, path: string, body: Body, headers = AS_ADMIN) {
	const answer = await send(standIn.port, {
		method,
		path: `/kylin/api/${path}`,
		headers: { ...headers, 'Content-Type': 'application/json' },
		body: JSON.stringify({ project: 'learn', ...body }),
	});
	return { status: answer.status, ...json(answer) };
}

async function build(standIn: StandIn, body: Body) {
	return await ask(standIn, 'POST', 'models/sales/segments', body);
}

function range(from: number, until = from + 1) {
	return { start: String(JANUARY + from * DAY), end: String(JANUARY + until * DAY) };
}

function shown(standIn: StandIn) {
	return standIn.builds.segments('learn', 'sales').map(({ name, shown: status }) => [name, status]);
}

function jobOf(answer: { data: unknown }, at = 0) {
	return (answer.data as { jobs: Array<{ job_name: string; job_id: string }> }).jobs[at];
}

function finish(standIn: StandIn) {
	standIn.clock.advance(20 * 60_000);
}

describe('a build', () => {
	it('loads a segment that turns ONLINE when its job has finished', async () => {
		const standIn = await startWith({});
		const job = jobOf(await build(standIn, { ...range(0), tag: { run: 1 } }));
		expect(job.job_name).toBe('INC_BUILD');
		expect(shown(standIn)).toEqual([[FIRST, 'LOADING']]);
		const listed = json(await get(standIn, `jobs?time_filter=4&key=${job.job_id}`)) as {
			data: { value: Body[] };
		};
		expect(listed.data.value[0]).toMatchObject({
			job_name: 'INC_BUILD',
			target_subject: 'sales',
			data_range_start: DAYS[0],
			data_range_end: DAYS[1],
			tag: { run: 1 },
			target_segments: standIn.builds.segments('learn', 'sales').map(({ id }) => id),
		});
		finish(standIn);
		expect(standIn.jobs()[job.job_id]).toBe('SUCCEED');
		expect(shown(standIn)).toEqual([[FIRST, 'ONLINE']]);
		expect(standIn.builds.modelStatus('learn', 'sales')).toBe('ONLINE');
	});

	it('is refused where a segment of whatever status stands', async () => {
		const standIn = await startWith({});
		standIn.builds.failNext();
		const job = jobOf(await build(standIn, range(0)));
		finish(standIn);
		expect(standIn.jobs()[job.job_id]).toBe('ERROR');
		expect(shown(standIn)).toEqual([[FIRST, 'LOADING']]);
		const again = await build(standIn, range(0));
		expect([again.status, again.msg]).toEqual([
			500,
			`KE-010022202: Can't build segment. The specified data range overlaps with the built segments "[${FIRST}]". Please modify and try again.`,
		]);
	});

	it('gives its range back when its job is discarded', async () => {
		const standIn = await startWith({});
		const job = jobOf(await build(standIn, range(0)));
		await ask(standIn, 'PUT', 'jobs/status', { job_ids: [job.job_id], action: 'DISCARD' });
		expect(shown(standIn)).toEqual([]);
		expect((await build(standIn, range(0))).status).toBe(200);
	});

	it('cuts its range in the zone of the server', async () => {
		const standIn = await start({ manual: true, seed: seed({}), timeZone: 'America/New_York' });
		await build(standIn, range(0));
		expect(shown(standIn)).toEqual([['20231231000000_20240101000000', 'LOADING']]);
	});
});

describe('a refresh', () => {
	it('locks the old segment behind a twin, which replaces it at the end', async () => {
		const standIn = await startWith({ segments: [range(0), range(1)] });
		const [{ id: oldId }] = standIn.builds.segments('learn', 'sales');
		const body = { type: 'REFRESH', names: [FIRST] };
		const answer = await ask(standIn, 'PUT', 'models/SALES/segments', body);
		expect(jobOf(answer).job_name).toBe('INDEX_REFRESH');
		expect(shown(standIn)).toEqual([
			[FIRST, 'LOCKED'],
			[FIRST, 'REFRESHING'],
			[SECOND, 'ONLINE'],
		]);
		const again = await ask(standIn, 'PUT', 'models/sales/segments', body);
		expect(again.msg).toBe(
			`KE-010022216: Can't remove, refresh or merge segment "[uuid:${oldId},name:${FIRST}]", as it's LOCKED. Please try again later.`,
		);
		finish(standIn);
		expect(shown(standIn)).toEqual([
			[FIRST, 'ONLINE'],
			[SECOND, 'ONLINE'],
		]);
		expect(standIn.builds.segments('learn', 'sales')[0].id).not.toBe(oldId);
	});
});

describe('a merge', () => {
	it('puts one segment in place of those it spans', async () => {
		const standIn = await startWith({ segments: [range(0), range(1)] });
		const body = { type: 'MERGE', names: [FIRST, SECOND] };
		const answer = await ask(standIn, 'PUT', 'models/sales/segments', body);
		expect(jobOf(answer).job_name).toBe('INDEX_MERGE');
		const merged = '20240101000000_20240103000000';
		expect(shown(standIn)).toEqual([
			[FIRST, 'LOCKED'],
			[merged, 'MERGING'],
			[SECOND, 'LOCKED'],
		]);
		finish(standIn);
		expect(shown(standIn)).toEqual([[merged, 'ONLINE']]);
	});
});

it('a held job waits until it is released', async () => {
	const standIn = await startWith({});
	standIn.builds.holdNext('RUNNING');
	const job = jobOf(await build(standIn, range(0)));
	finish(standIn);
	expect(standIn.jobs()[job.job_id]).toBe('RUNNING');
	standIn.builds.release(job.job_id);
	finish(standIn);
	expect(standIn.jobs()[job.job_id]).toBe('SUCCEED');
});

it('a full-load model is refreshed from its first build on', async () => {
	const standIn = await startWith({ partition: null });
	expect(shown(standIn)).toEqual([['FULL_BUILD', 'ONLINE']]);
	expect(standIn.builds.modelStatus('learn', 'sales')).toBe('OFFLINE');
	expect(jobOf(await build(standIn, {})).job_name).toBe('INDEX_REFRESH');
	finish(standIn);
	expect(standIn.builds.modelStatus('learn', 'sales')).toBe('ONLINE');
	const { text } = await get(standIn, 'models/sales/segments?project=learn');
	expect(text).toContain('"date_range_end":9223372036854775807}');
});

it('five thousand segments are seeded and listed at once', async () => {
	const segments = Array.from({ length: 5000 }, (_, day) => range(day));
	const standIn = await startWith({ segments });
	const answer = json(await get(standIn, 'models/sales/segments?project=learn&page_size=5000'));
	const { total_size, value } = answer.data as { total_size: number; value: Body[] };
	expect([total_size, value.length]).toEqual([5000, 5000]);
});
