import { START, get, json, start } from '../harness';
import {
	AS_ANALYST,
	AS_READER,
	FIRST,
	JANUARY,
	DAY,
	SECOND,
	THIRD,
	ask,
	build,
	change,
	finish,
	jobsOf,
	list,
	range,
	refusal,
	seed,
	shown,
	startWith,
} from './questions';

/** Builds, refreshes and merges from their request to the end of their jobs. */

describe('a build', () => {
	it('loads a segment that turns ONLINE when its job has finished', async () => {
		const standIn = await startWith({});
		const [job] = jobsOf(await build(standIn, { ...range(0), tag: { run: 1 } }));
		expect(job.job_name).toBe('INC_BUILD');
		expect(shown(standIn)).toEqual([[FIRST, 'LOADING']]);
		const { value } = await list(standIn, `jobs?time_filter=4&key=${job.job_id}`);
		expect(value[0]).toMatchObject({
			job_name: 'INC_BUILD',
			target_subject: 'sales',
			data_range_start: JANUARY,
			data_range_end: JANUARY + DAY,
			tag: { run: 1 },
			target_segments: standIn.builds.segments('learn', 'sales').map(({ id }) => id),
		});
		finish(standIn);
		expect(standIn.jobs()[job.job_id]).toBe('SUCCEED');
		expect(shown(standIn)).toEqual([[FIRST, 'ONLINE']]);
		expect(standIn.builds.modelStatus('learn', 'sales')).toBe('ONLINE');
		expect(standIn.builds.segments('learn', 'sales')[0].rows).toBe(100);
	});

	it('that failed keeps its range until it is resumed to the end', async () => {
		const standIn = await startWith({});
		standIn.builds.failNext();
		const [job] = jobsOf(await build(standIn, range(0)));
		finish(standIn);
		expect(standIn.jobs()[job.job_id]).toBe('ERROR');
		expect(shown(standIn)).toEqual([[FIRST, 'LOADING']]);
		const again = await build(standIn, range(0));
		expect([again.status, again.msg]).toEqual([
			500,
			`KE-010022202: Can't build segment. The specified data range overlaps with the built segments "[${FIRST}]". Please modify and try again.`,
		]);
		await ask(standIn, 'PUT', 'jobs/status', { job_ids: [job.job_id], action: 'RESUME' });
		finish(standIn);
		expect(shown(standIn)).toEqual([[FIRST, 'ONLINE']]);
	});

	it('gives its range back when its job is discarded', async () => {
		const standIn = await startWith({});
		const [job] = jobsOf(await build(standIn, range(0)));
		await ask(standIn, 'PUT', 'jobs/status', { job_ids: [job.job_id], action: 'DISCARD' });
		expect(shown(standIn)).toEqual([]);
		expect((await build(standIn, range(0))).status).toBe(200);
	});

	it('cuts its range in the zone of the server', async () => {
		const standIn = await start({ manual: true, seed: seed({}), timeZone: 'America/New_York' });
		await build(standIn, range(0));
		expect(shown(standIn)).toEqual([['20231231000000_20240101000000', 'LOADING']]);
	});

	it('takes the format from the source where the model has none', async () => {
		const partition = { column: 'ORDERS.ORDER_DATE', format: null };
		const standIn = await startWith({ partition });
		const noon = JANUARY + DAY / 2;
		await build(standIn, { start: String(noon), end: String(noon + DAY) });
		expect(shown(standIn)).toEqual([['20240101120000_20240102120000', 'LOADING']]);
		const { value } = await list(standIn, 'models?project=learn');
		expect(value[0].partition_desc).toMatchObject({ partition_date_format: 'yyyy-MM-dd' });
	});

	it('of an integer column needs a compact format', async () => {
		const columns = { 'DEFAULT.ORDERS': [{ name: 'DAY', type: 'bigint' }] };
		const model = (format: string) => ({
			columns,
			fact_table: 'DEFAULT.ORDERS',
			partition: { column: 'ORDERS.DAY', format },
		});
		const bad = await startWith(model('yyyy-MM-dd'));
		expect(refusal(await build(bad, range(0)))).toEqual([500, 'KE-030001008']);
		const good = await startWith(model('yyyyMM'));
		await build(good, range(0, 45));
		expect(shown(good)).toEqual([['20240101000000_20240201000000', 'LOADING']]);
	});

	it('is checked in Kylin’s order: tag, range, right, columns, indexes, overlap', async () => {
		const hidden = { OPERATOR: ['DEFAULT.ORDERS.AMOUNT'] };
		const standIn = await startWith({ segments: [range(0)], hidden });
		const tooLong = { ...range(0, 0), tag: 'x'.repeat(511) };
		expect(refusal(await build(standIn, tooLong, AS_ANALYST))).toEqual([500, 'KE-010000003']);
		const empty = range(0, 0);
		expect(refusal(await build(standIn, empty, AS_ANALYST))).toEqual([500, 'KE-010043203']);
		expect(refusal(await build(standIn, range(0), AS_READER))).toEqual([400, 'KE-010024001']);
		const asOperator = { ...AS_READER, Authorization: `Basic ${btoa('OPERATOR:operator')}` };
		expect(refusal(await build(standIn, range(0), asOperator))).toEqual([500, 'KE-010002005']);
		expect(refusal(await build(standIn, range(0)))).toEqual([500, 'KE-010022202']);
		const noIndex = await startWith({ indexes: [] });
		expect(refusal(await build(noIndex, range(0)))).toEqual([500, 'KE-010024002']);
		const longest = { ...range(1), tag: 'x'.repeat(510) };
		expect((await build(standIn, longest)).status).toBe(200);
	});

	it('needs two ends that are milliseconds', async () => {
		const standIn = await startWith({});
		const refused = async (start: unknown, end: unknown) =>
			refusal(await build(standIn, { start, end }))[1];
		expect(await refused('5', '-5')).toBe('KE-010043202');
		expect(await refused('2024-01-01', '2024-01-02')).toBe('KE-010043205');
		expect(await refused('5', '')).toBe('KE-010043206');
		expect(await refused('', '')).toBe('KE-010000003');
		expect(await refused('9223372036854775808', '9223372036854775809')).toBe('KE-010043205');
	});

	it.each([
		[null, 0],
		['', 0],
		['2', 2],
		[undefined, 3],
	])('with the priority %j has %d', async (priority, expected) => {
		const standIn = await startWith({});
		const [{ job_id }] = jobsOf(await build(standIn, { ...range(0), priority }));
		expect(standIn.state.jobs.get(job_id)?.priority).toBe(expected);
	});

	it('of a broken or unknown model is refused', async () => {
		const standIn = await startWith({ broken: true });
		expect(refusal(await build(standIn, range(0)))).toEqual([500, 'KE-010002011']);
		const unknown = await ask(standIn, 'POST', 'models/other/segments', range(0));
		expect(refusal(unknown)).toEqual([500, 'KE-010002203']);
	});
});

describe('a refresh', () => {
	it('locks the old segment behind a twin, which replaces it at the end', async () => {
		const standIn = await startWith({ segments: [range(0), range(1)] });
		const [{ id: oldId }] = standIn.builds.segments('learn', 'sales');
		const body = { type: 'REFRESH', names: [FIRST] };
		const answer = await ask(standIn, 'PUT', 'models/SALES/segments', body);
		expect(jobsOf(answer)[0].job_name).toBe('INDEX_REFRESH');
		expect(shown(standIn)).toEqual([
			[FIRST, 'LOCKED'],
			[FIRST, 'REFRESHING'],
			[SECOND, 'ONLINE'],
		]);
		const again = await change(standIn, body);
		expect(again.msg).toBe(
			`KE-010022216: Can't remove, refresh or merge segment "[uuid:${oldId},name:${FIRST}]", as it's LOCKED. Please try again later.`,
		);
		finish(standIn);
		expect(shown(standIn)).toEqual([
			[FIRST, 'ONLINE'],
			[SECOND, 'ONLINE'],
		]);
		const [{ id: newId }] = standIn.builds.segments('learn', 'sales');
		expect(newId).not.toBe(oldId);
		expect(refusal(await change(standIn, { ids: [oldId] }))).toEqual([500, 'KE-010022210']);
	});

	it('that is discarded unlocks the old segment', async () => {
		const standIn = await startWith({ segments: [range(0)] });
		const [job] = jobsOf(await change(standIn, { names: [FIRST] }));
		await ask(standIn, 'PUT', 'jobs/status', { job_ids: [job.job_id], action: 'DISCARD' });
		expect(shown(standIn)).toEqual([[FIRST, 'ONLINE']]);
	});

	it('makes a job for each segment, or none if one of them is busy', async () => {
		const standIn = await startWith({ segments: [range(0), range(1), range(2)] });
		const jobs = jobsOf(await change(standIn, { names: [SECOND, FIRST] }));
		expect(jobs).toHaveLength(2);
		const targets = jobs.map(({ job_id }) => standIn.state.jobs.get(job_id)?.rangeStart);
		expect(targets).toEqual([String(JANUARY + DAY), String(JANUARY)]);
		const before = standIn.state.jobs.size;
		expect((await change(standIn, { names: [THIRD, FIRST] })).status).toBe(500);
		expect(standIn.state.jobs.size).toBe(before);
	});

	it('tells of a loading segment before a locked one', async () => {
		const standIn = await startWith({ segments: [range(0)] });
		await change(standIn, { names: [FIRST] });
		await build(standIn, range(1));
		expect(refusal(await change(standIn, { names: [FIRST, SECOND] }))).toEqual([
			500,
			'KE-010022217',
		]);
	});

	it('without the right is 400 by names and 500 by ids', async () => {
		const standIn = await startWith({ segments: [range(0)] });
		const [{ id }] = standIn.builds.segments('learn', 'sales');
		const byName = await change(standIn, { names: [FIRST] }, AS_READER);
		const byId = await change(standIn, { ids: [id] }, AS_READER);
		expect([refusal(byName), refusal(byId)]).toEqual([
			[400, 'KE-010024001'],
			[500, 'KE-010024001'],
		]);
	});

	it('fills in missing indexes only if it is told to', async () => {
		const standIn = await startWith({ segments: [range(0)] });
		const added = standIn.builds.addIndex('learn', 'sales');
		const indexes = () => standIn.builds.segments('learn', 'sales')[0].indexes;
		await change(standIn, { names: [FIRST] });
		finish(standIn);
		expect(indexes()).not.toContain(added);
		await change(standIn, { names: [FIRST], refresh_all_indexes: true });
		finish(standIn);
		expect(indexes()).toContain(added);
	});

	it('of an empty segment has nothing to do', async () => {
		const standIn = await startWith({ segments: [{ ...range(0), status: 'EMPTY' }] });
		expect(refusal(await change(standIn, { names: [FIRST] }))).toEqual([500, 'KE-010032202']);
	});
});

describe('a merge', () => {
	const both = { type: 'MERGE', names: [FIRST, SECOND] };

	it('puts one segment in place of those it spans', async () => {
		const standIn = await startWith({ segments: [range(0), range(1)] });
		expect(jobsOf(await change(standIn, both))[0].job_name).toBe('INDEX_MERGE');
		const merged = '20240101000000_20240103000000';
		expect(shown(standIn)).toEqual([
			[FIRST, 'LOCKED'],
			[merged, 'MERGING'],
			[SECOND, 'LOCKED'],
		]);
		finish(standIn);
		expect(shown(standIn)).toEqual([[merged, 'ONLINE']]);
		expect(standIn.builds.segments('learn', 'sales')[0].rows).toBe(200);
	});

	it('needs two segments, without a gap, with the same indexes', async () => {
		const standIn = await startWith({
			segments: [range(0), { ...range(1), indexes: [1] }, range(3)],
		});
		const one = await change(standIn, { type: 'MERGE', names: [FIRST] });
		const apart = '20240104000000_20240105000000';
		const gap = await change(standIn, { type: 'MERGE', names: [SECOND, apart] });
		const unlike = await change(standIn, both);
		expect([one, gap, unlike].map(refusal)).toEqual([
			[500, 'KE-010022207'],
			[500, 'KE-010022208'],
			[500, 'KE-010022218'],
		]);
	});

	it('is what null means as a type', async () => {
		const standIn = await startWith({ segments: [range(0)] });
		const answer = await change(standIn, { type: null, names: [FIRST] });
		expect(refusal(answer)).toEqual([500, 'KE-010022207']);
	});
});

describe('a full-load model', () => {
	it('is refreshed from its first build on, and its end is the largest long', async () => {
		const standIn = await startWith({ partition: null });
		expect(shown(standIn)).toEqual([['FULL_BUILD', 'ONLINE']]);
		expect(standIn.builds.modelStatus('learn', 'sales')).toBe('OFFLINE');
		expect(jobsOf(await build(standIn, range(0)))[0].job_name).toBe('INDEX_REFRESH');
		expect(refusal(await build(standIn, {}))).toEqual([500, 'KE-010022216']);
		finish(standIn);
		expect(standIn.builds.modelStatus('learn', 'sales')).toBe('ONLINE');
		const { text } = await get(standIn, 'models/sales/segments?project=learn');
		expect(text).toContain('"date_range_end":9223372036854775807}');
	});

	it('without a segment is built', async () => {
		const standIn = await startWith({ partition: null, segments: [] });
		expect(jobsOf(await build(standIn, { build_all_indexes: false }))).toEqual([]);
		expect(shown(standIn)).toEqual([['FULL_BUILD', 'ONLINE']]);
		const other = await startWith({ partition: null, segments: [] });
		expect(jobsOf(await build(other, {}))[0].job_name).toBe('INC_BUILD');
	});
});

it.each(['PENDING', 'RUNNING'] as const)('a job held %s waits until it is released', async (at) => {
	const standIn = await startWith({});
	standIn.builds.holdNext(at);
	const [job] = jobsOf(await build(standIn, range(0)));
	finish(standIn);
	expect(standIn.jobs()[job.job_id]).toBe(at === 'RUNNING' ? 'RUNNING' : 'READY');
	standIn.builds.release(job.job_id);
	finish(standIn);
	expect(standIn.jobs()[job.job_id]).toBe('SUCCEED');
});

it('a job that a seed brings holds the segment it names', async () => {
	const segment = { id: '11111111-1111-1111-1111-111111111111', ...range(0), status: 'NEW' };
	const job = {
		id: 'c0000000-0000-4000-8000-000000000001',
		project: 'learn',
		job_name: 'INC_BUILD',
		target_subject: 'sales',
		target_segments: [segment.id],
		status: 'ERROR',
		...{ create_time: START - DAY, data_range_start: JANUARY, data_range_end: JANUARY + DAY },
	};
	const standIn = await start({
		manual: true,
		seed: { ...seed({ segments: [segment] }), jobs: [job] },
	});
	expect(shown(standIn)).toEqual([[FIRST, 'LOADING']]);
	await ask(standIn, 'PUT', 'jobs/status', { job_ids: [job.id], action: 'DISCARD' });
	expect(shown(standIn)).toEqual([]);
});

it('five thousand segments and fifty models are seeded and listed at once', async () => {
	const segments = Array.from({ length: 5000 }, (_, day) => range(day));
	const others = Array.from({ length: 50 }, (_, index) => ({ alias: `m${index}` }));
	const standIn = await startWith({ segments }, ...others);
	const page = await list(standIn, 'models/sales/segments?project=learn&page_size=5000');
	expect([page.total_size, page.value.length]).toEqual([5000, 5000]);
	const models = await list(standIn, 'models?project=learn&page_size=100&lite=true');
	expect(models.value).toHaveLength(51);
});

it('the zone is told to everybody', async () => {
	const standIn = await start({ manual: true, seed: seed({}), timeZone: 'GMT+8' });
	const anonymous = { Accept: '*/*' };
	expect(json(await get(standIn, 'admin/instance_info', anonymous)).data).toEqual({
		'instance.timezone': 'GMT+08:00',
	});
	const plain = await get(standIn, 'admin/instance_info', { Accept: 'application/json' });
	expect(plain.status).toBe(406);
});
