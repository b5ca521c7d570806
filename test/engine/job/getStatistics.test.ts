import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../../nodes/shared/time/clock';
import { runKylin, type RunOptions } from '../harness';
import { NOW, seedJob, startKylin, type Kylin } from '../kylin';

const DAY_MS = 24 * 3_600_000;

let kylin: Kylin;

beforeEach(() => {
	jest.spyOn(clock, 'now').mockImplementation(() => NOW);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

/** A finished job that ran a minute and built some bytes. */
const built = (end_time: number, byte_size: number, more: IDataObject = {}) =>
	seedJob('SUCCEED', {
		create_time: end_time - 60_000,
		start_time: end_time - 60_000,
		end_time,
		byte_size,
		...more,
	});

const ofProject = (value: unknown) => ({ __rl: true, mode: 'name', value });

const statistics = async (parameters: object, more: Partial<RunOptions> = {}) =>
	await runKylin({
		parameters: {
			resource: 'job',
			operation: 'getStatistics',
			project: ofProject('learn_kylin'),
			...parameters,
		},
		credential: kylin.credential,
		...more,
	});

const NOVEMBER = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
const START = Date.UTC(2026, 10, 1);
const END = Date.UTC(2026, 11, 1);

describe('what is sent', () => {
	beforeEach(async () => (kylin = await startKylin([])));

	test('the project and the period; one request for the totals', async () => {
		const { error } = await statistics(NOVEMBER);
		expect(error).toBeUndefined();
		expect(kylin.requests.map(({ path, query }) => ({ path, query }))).toEqual([
			{
				path: '/kylin/api/jobs/statistics',
				query: { project: 'learn_kylin', start_time: String(START), end_time: String(END) },
			},
		]);
	});

	test.each(['day', 'week', 'month'])('by %s: counts and durations', async (groupBy) => {
		await statistics({ ...NOVEMBER, groupBy });
		expect(kylin.requests.map(({ path, query }) => [path, query.dimension])).toEqual([
			['/kylin/api/jobs/statistics/count', groupBy],
			['/kylin/api/jobs/statistics/duration_per_byte', groupBy],
		]);
	});

	// The workflow's timezone is America/New_York unless set.
	const MOMENTS: Array<[string, unknown, number]> = [
		['ISO 8601 with an offset', '2026-11-01T01:00:00+01:00', START],
		['ISO 8601 in UTC', '2026-11-01T00:00:00.000Z', START],
		[
			'the date picker, in the timezone of the workflow',
			'2026-11-02T00:00:00',
			START + DAY_MS + 5 * 3_600_000,
		],
		['a day alone', '2026-11-02', START + DAY_MS + 5 * 3_600_000],
		['epoch milliseconds', `={{ ${START} }}`, START],
		['a date of an expression', `={{ DateTime.fromMillis(${START}) }}`, START],
		[
			'a date of an expression in another timezone',
			`={{ DateTime.fromMillis(${START}).setZone('Asia/Kolkata') }}`,
			START,
		],
		['a plain date of an expression', `={{ new Date(${START}) }}`, START],
	];

	test.each(MOMENTS)('From as %s', async (_name, from, expected) => {
		const { error } = await statistics({ from });
		expect(error).toBeUndefined();
		expect(kylin.requests[0].query).toMatchObject({
			start_time: String(expected),
			end_time: String(NOW),
		});
	});

	test.each([
		['From', { from: '={{ "" }}' }],
		['From', { from: '={{ "last month" }}' }],
		['From', { from: '={{ "2026-02-30" }}' }],
		['From', { from: '={{ "2026-02-30T00:00:00Z" }}' }],
		['From', { from: '={{ "01-11-2026" }}' }],
		['From', { from: '={{ Duration.fromObject({ days: 30 }) }}' }],
		['From', { from: '={{ true }}' }],
		['From', { from: '2027-01-01' }],
		['To', { from: '2026-11-02', to: '2026-11-02' }],
		['To', { from: '2027-01-02', to: '2027-01-01' }],
		['Project', { ...NOVEMBER, project: ofProject('={{ "" }}') }],
		['Group By', { ...NOVEMBER, groupBy: '={{ "year" }}' }],
	])('%s that does not fit sends nothing', async (field, parameters) => {
		const { error } = await statistics(parameters);
		expect(error?.message).toContain(`'${field}'`);
		expect(String(error?.description)).toContain('nothing was sent');
		expect(kylin.requests).toHaveLength(0);
	});

	test('a period that begins in the future names the empty field that ends it', async () => {
		const { error } = await statistics({ from: '2027-01-01' });
		expect(error?.message).toMatch(/^'From' must be in the past: 'To' is empty/);
	});
});

describe('what comes out', () => {
	beforeEach(async () => {
		kylin = await startKylin([
			built(START, 1_000),
			built(START + 40 * 60_000, 2_000),
			built(START + 9 * DAY_MS, 4_000, { target_subject: 'customers' }),
			built(END, 8_000),
			built(START + DAY_MS, 16_000, { project: 'Sales_Mart' }),
		]);
	});

	test('the totals of the period, its end not counted', async () => {
		const { items, followed } = await statistics(NOVEMBER, {
			items: [{ name: 'first' }, { name: 'second' }],
			followed: "={{ $('Start').item.json.name }}",
		});
		expect(items[0].json).toEqual({
			project: 'learn_kylin',
			from: '2026-10-31T20:00:00-04:00',
			to: '2026-11-30T19:00:00-05:00',
			count: 3,
			total_duration: 180_000,
			total_byte_size: 7_000,
			total_duration_seconds: 180,
			total_duration_hours: 0.05,
			total_size_gb: 0,
		});
		expect(followed).toEqual(['first', 'second']);
	});

	test('one item per model', async () => {
		const { items } = await statistics({ ...NOVEMBER, groupBy: 'model' });
		expect(items.map(({ json }) => [json.model, json.count, json.duration_per_byte])).toEqual([
			['customers', 1, 15],
			['orders', 2, 40],
		]);
		expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
	});

	test('models with their seconds and hours, summed from the list of their jobs', async () => {
		await kylin.close();
		const hour = (end_time: number, hours: number, more: IDataObject = {}) =>
			built(end_time, 1_000, {
				create_time: end_time - hours * 3_600_000,
				start_time: end_time - hours * 3_600_000,
				last_modified: end_time,
				...more,
			});
		kylin = await startKylin([
			hour(START + DAY_MS, 2),
			hour(START + 2 * DAY_MS, 0.5),
			hour(START - DAY_MS, 8),
			hour(START + DAY_MS, 4, { project: 'Sales_Mart' }),
			hour(START + 3 * DAY_MS, 1, { target_subject: 'customers' }),
		]);
		const { items } = await statistics({ ...NOVEMBER, groupBy: 'model' });
		expect(items.map(({ json }) => [json.model, json.seconds, json.hours])).toEqual([
			['customers', 3_600, 1],
			['orders', 9_000, 2.5],
		]);
		expect(kylin.requests.at(-1)?.query).toMatchObject({
			statuses: 'FINISHED',
			project: 'learn_kylin',
			time_filter: '2',
		});
	});

	test('no seconds and hours for a model whose jobs are not in the list any more', async () => {
		kylin.faults.add({ path: '/count', body: '{"code":"000","data":{"gone":2},"msg":""}' });
		const { items } = await statistics({ ...NOVEMBER, groupBy: 'model' });
		expect(items.map(({ json }) => json)).toContainEqual(
			expect.objectContaining({ model: 'gone', count: 2, seconds: null, hours: null }),
		);
	});

	test('a model with a name that every object has', async () => {
		const counts = { body: '{"code":"000","data":{"constructor":2},"msg":""}' };
		const durations = { body: '{"code":"000","data":{"toString":15},"msg":""}' };
		kylin.faults.add({ path: '/count', ...counts });
		kylin.faults.add({ path: '/duration_per_byte', ...durations });
		const { items } = await statistics({ ...NOVEMBER, groupBy: 'model' });
		expect(items.map(({ json }) => [json.model, json.count, json.duration_per_byte])).toEqual([
			['constructor', 2, 0],
			['toString', 0, 15],
		]);
	});

	test.each(['day', 'week', 'month'])('one item per %s, in order of time', async (groupBy) => {
		const { items } = await statistics({ ...NOVEMBER, groupBy });
		const times = items.map(({ json }) => String(json[groupBy]));
		expect(times).toEqual([...times].sort());
		expect(times[0]).toMatch(/^\d{4}-\d\d-\d\d$/);
		expect(items.reduce((sum, { json }) => sum + Number(json.count), 0)).toBe(3);
	});

	test('a period in which nothing was built', async () => {
		const empty = { from: '2020-01-01', to: '2020-02-01' };
		expect((await statistics(empty)).items[0].json).toMatchObject({
			count: 0,
			total_duration: 0,
			total_byte_size: 0,
		});
		expect((await statistics({ ...empty, groupBy: 'model' })).items).toEqual([]);
	});

	test.each([['an unknown project', { project: ofProject('nope') }, 'Can\'t find project "nope"']])(
		'%s',
		async (_name, parameters, sentence) => {
			const { error } = await statistics({ ...NOVEMBER, ...parameters });
			expect(error?.message).toContain(sentence);
			expect(String(error?.description)).toContain('item 0');
		},
	);

	test('an answer that holds no statistics', async () => {
		kylin.faults.add({ body: '{"code":"000","data":[],"msg":""}' });
		expect((await statistics(NOVEMBER)).error?.message).toBe("Kylin's answer holds no statistics");
	});
});
