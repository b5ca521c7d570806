/** What a server sends of models, segments and snapshots that is not what it should be. */
import type { IDataObject } from 'n8n-workflow';
import { searchList } from '../harness';
import { runner } from '../operations';
import { salesModel, startWithModels } from '../models';
import type { Kylin } from '../kylin';

let kylin: Kylin;

beforeEach(async () => (kylin = await startWithModels()));
afterEach(async () => await kylin.close());

const NO_RECORDS = [null, 7, 'x', [], {}];

/** Times that are none, and those that a date cannot hold. */
const NO_TIMES = [1e300, -1e300, 'x', {}, null, '9223372036854775806'];

const listing = (value: unknown[]) =>
	JSON.stringify({ code: '000', data: { value, total_size: value.length }, msg: '' });

/** Something on the way spoils each list of this address. */
async function spoilLists(what: string, spoil: (records: IDataObject[]) => unknown[]) {
	const operation = runner(what === 'models' ? 'model' : 'snapshot', 'list');
	const { items } = await operation(kylin, { output: 'raw' });
	const records = spoil(items.map(({ json }) => json));
	kylin.faults.add({
		path: new RegExp(`/api/${what}$`),
		body: listing(records),
		times: Infinity,
	});
}

describe('an odd record costs itself alone:', () => {
	test.each(['simplified', 'raw'])('of models, %s', async (output) => {
		await spoilLists('models', (models) => [...NO_RECORDS, ...models]);
		const { items, error } = await runner('model', 'list')(kylin, { output });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
		const { results } = await searchList('searchModels', kylin.credential, {
			parameters: { project: { __rl: true, mode: 'name', value: 'learn_kylin' } },
		});
		expect(results.map(({ value }) => value).sort()).toEqual(['facts', 'sales']);
	});

	test.each(NO_TIMES)('of models with the time %j', async (time) => {
		await spoilLists('models', ([first, ...others]) => [
			{
				...first,
				last_build_time: time,
				segments: [
					...(first.segments as IDataObject[]),
					{
						id: 'odd',
						name: 'odd',
						segRange: { date_range_start: time, date_range_end: time },
						create_time_utc: time,
						last_build_time: time,
					},
				],
			},
			...others,
		]);
		const models = await runner('model', 'list')(kylin);
		expect(models.error).toBeUndefined();
		expect(models.items).toHaveLength(2);
		const segments = await runner('segment', 'list')(kylin, { returnAll: true });
		expect(segments.error).toBeUndefined();
		expect(segments.items.length).toBeGreaterThan(0);
		const plan = await runner('segment', 'build')(kylin, { options: { dryRun: true } });
		expect(plan.error?.message ?? '').not.toMatch(/Invalid|undefined|NaN|not a function/);
	});

	test('of snapshots', async () => {
		kylin.faults.add({
			path: /\/api\/snapshots$/,
			body: listing([
				...NO_RECORDS,
				...NO_TIMES.map((time) => ({ table: 'T', database: 'D', last_modified_time: time })),
			]),
		});
		const { items, error } = await runner('snapshot', 'list')(kylin);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.last_modified_at)).toEqual(NO_TIMES.map(() => null));
	});

	test.each(['models', 'snapshots'])(
		'nothing but other things is an error, of %s',
		async (what) => {
			kylin.faults.add({ path: new RegExp(`/api/${what}$`), body: listing(NO_RECORDS) });
			const resource = what === 'models' ? 'model' : 'snapshot';
			const { error } = await runner(resource, 'list')(kylin);
			expect(error?.message).toBe(`Kylin's answer holds something other than ${what}`);
		},
	);
});

describe('pages', () => {
	const many = (count: number) =>
		Array.from({ length: count }, (_, index) => salesModel({ alias: `m${index}`, segments: [] }));

	const listAll = async () => {
		kylin.requests.length = 0;
		return await runner('model', 'list')(kylin, { returnAll: true, output: 'raw' });
	};

	/** The address and the query of each request pass this. */
	const onTheWay = (change: (query: Map<string, string[]>) => void) => {
		kylin.faults.add({
			times: Infinity,
			when: ({ path, query }) => {
				if (path.endsWith('/models')) change(query);
				return false;
			},
		});
	};

	beforeEach(async () => {
		await kylin.close();
		kylin = await startWithModels(many(250));
	});

	test('that something on the way limits are followed to the end', async () => {
		onTheWay((query) => query.set('page_size', ['30']));
		const { items } = await listAll();
		expect(new Set(items.map(({ json }) => json.uuid)).size).toBe(250);
		expect(kylin.requests.length).toBeLessThanOrEqual(10);
	});

	test('whose index something on the way ignores are told, after two requests', async () => {
		onTheWay((query) => query.set('page_offset', ['0']));
		const { items, error } = await listAll();
		expect(items).toEqual([]);
		expect(error?.message).toBe('Every page of a list of Kylin holds the same');
		expect(error?.description).toContain('page_offset');
		expect(kylin.requests).toHaveLength(2);
	});

	test('that never end are given up', async () => {
		let page = 0;
		kylin.faults.add({
			path: /\/api\/models$/,
			times: Infinity,
			get body() {
				page += 1;
				const uuid = (index: number) => ({ uuid: `${page}-${index}`, alias: `${page}-${index}` });
				const value = Array.from({ length: 100 }, (_, index) => uuid(index));
				return JSON.stringify({
					code: '000',
					data: { value, total_size: 100 * page + 50 },
					msg: '',
				});
			},
		});
		const { error } = await listAll();
		expect(error?.message).toBe('A list of Kylin does not come to its end');
		expect(kylin.requests.length).toBeLessThan(30);
	});
});
