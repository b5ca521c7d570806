import type { IDataObject } from 'n8n-workflow';
import { searchList } from '../harness';
import { execute, jsonOf, rowsOf, startQueryKylin, type Kylin } from './query';

let kylin: Kylin;

beforeEach(async () => (kylin = await startQueryKylin()));
afterEach(async () => await kylin.close());

const check = async (query: string, parameters: IDataObject = {}, more: object = {}) =>
	await execute(kylin, query, { operation: 'check', ...parameters }, more);

const BY_MODE = 'select lo_shipmode, count(*) as c from ssb.lineorder group by lo_shipmode';

test('tells which index would answer', async () => {
	const { items, error } = await check(BY_MODE);
	expect(error).toBeUndefined();
	expect(jsonOf(items)).toEqual([
		{
			answered_by_index: true,
			answered_by: 'index',
			models: [{ model: 'm_full2', index_type: 'Agg Index', index_id: 1, partial_match: false }],
			aggregates_further: expect.any(Boolean),
			base_index: true,
			table_index: false,
			cached: false,
		},
	]);
	expect(items[0].pairedItem).toEqual({ item: 0 });
	expect(kylin.sent('POST')[0].path).toBe('/kylin/api/query/detection');
	expect(JSON.parse(kylin.sent('POST')[0].body)).toEqual({ project: 'learn_kylin', sql: BY_MODE });
});

test.each([
	['select min(lo_tax) from ssb.lineorder', 'source'],
	['select 1', 'constants'],
])('%s would be answered by: %s', async (sql, answered_by) => {
	const { items } = await check(sql);
	expect(items[0].json).toMatchObject({ answered_by_index: false, answered_by, models: [] });
});

test('takes parameters as Execute Query does', async () => {
	const { items } = await check(`${BY_MODE} having count(*) > :least`, {
		queryParameters: rowsOf({ name: 'least', value: 5, type: 'integer' }),
	});
	expect(items[0].json.answered_by_index).toBe(true);
	expect(JSON.parse(kylin.sent('POST')[0].body).sql).toContain('having count(*) >  5 ');
});

test('a query that Kylin cannot plan is a failure', async () => {
	const { error } = await check('select nope from ssb.lineorder');
	expect(error?.message).toBe("Column 'NOPE' not found in any table");
	expect(error?.description).toContain('[nope] from ssb.lineorder');
});

test('a Kylin that cannot check says so', async () => {
	kylin.faults.add({ path: '/detection', body: '{"code":"000","data":"","msg":""}' });
	const { error } = await check(BY_MODE);
	expect(error?.message).toBe('Something other than the check of a query came back');
});

test('who may not query may not check', async () => {
	kylin.queries.settings.withoutDataQuery.add('ADMIN');
	const { error } = await check(BY_MODE);
	expect(error?.message).toBe("The user doesn't have access.");
	expect(error?.description).toContain('DATA_QUERY');
});

test('goes on with the next item', async () => {
	const { items } = await check(
		'={{ $json.sql }}',
		{},
		{
			items: [{ sql: 'drop x' }, { sql: BY_MODE }],
			settings: { onError: 'continueRegularOutput' },
		},
	);
	expect(items[0].json.error).toContain("'Query' must begin with SELECT or WITH");
	expect(items[1]).toMatchObject({ json: { answered_by: 'index' }, pairedItem: { item: 1 } });
});

test('the list of projects holds those that may be seen, whether or not they may be operated', async () => {
	const reader = { ...kylin.credential, username: 'READER', password: 'reader' };
	const { results } = await searchList('searchReadableProjects', reader);
	expect(results.map(({ value }) => value)).toEqual(['learn_kylin']);
	await expect(searchList('searchProjects', reader)).rejects.toThrow('OPERATION on no project');
});
