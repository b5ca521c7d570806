/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type IDataObject, type INode } from 'n8n-workflow';
import { ApacheKylin } from '../../../nodes/ApacheKylin/ApacheKylin.node';
import { openBinaryStore } from '../binaryStore';
import { runKylin } from '../harness';
import { jsonOf, rowsOf, startQueryKylin, type Kylin } from './query';

let kylin: Kylin;
let store: Awaited<ReturnType<typeof openBinaryStore>>;

beforeAll(async () => (store = await openBinaryStore()));
afterAll(() => store.close());
beforeEach(async () => (kylin = await startQueryKylin()));
afterEach(async () => await kylin.close());

function parametersOf(file: string, name: string): IDataObject {
	const path = join(__dirname, '../../../examples', file);
	const { nodes } = JSON.parse(readFileSync(path, 'utf8')) as { nodes: INode[] };
	const { parameters } = nodes.find((node) => node.name === name)!;
	// Most examples take it from their node Settings.
	return { ...parameters, project: { __rl: true, mode: 'name', value: 'learn_kylin' } };
}

const day = (name: string, value: string) => ({ name, value, type: 'date' });

const run = async (parameters: IDataObject, more: IDataObject = {}) =>
	await runKylin({ parameters: { ...parameters, ...more }, credential: kylin.credential });

test('nightly-build.json passes when the day is there, and fails when it is not', async () => {
	const parameters = parametersOf('nightly-build.json', 'Did the Day Arrive?');
	const queryParameters = rowsOf(day('day', '2024-01-03'));
	const [model] = kylin.queries.models.filter(({ alias }) => alias === 'm_inc');
	model.joins = [];
	expect(jsonOf((await run(parameters, { queryParameters })).items)).toEqual([{ EXPR$0: 100 }]);
	const { error } = await run(parameters, { queryParameters: rowsOf(day('day', '2030-01-01')) });
	expect(error?.message).toContain('the first value should be at least 1, but it is 0');
	model.built = false;
	const unbuilt = await run(parameters, { queryParameters });
	expect(unbuilt.error?.message).toContain('answered from the source, so it proves no build');
});

test('report-by-sql.json hands over a CSV file, and fails without rows', async () => {
	const parameters = parametersOf('report-by-sql.json', 'Ask Kylin');
	const queryParameters = rowsOf(day('from', '2024-01-01'), day('to', '2024-01-03'));
	const { items } = await run(parameters, { queryParameters });
	expect(items[0].json).toMatchObject({ row_count: 6, answered_by: 'index' });
	const text = await store.read(items[0].binary!.report);
	expect(text.split('\r\n').slice(0, 2)).toEqual([
		'\uFEFFDay,Ship mode,Revenue',
		expect.stringMatching(/^2024-01-01,AIR,\d+$/),
	]);
	expect((await run(parameters)).error?.message).toBe('The query found no rows');
});

test('ask-kylin.json answers a model that corrects itself by the error alone', async () => {
	const parameters = parametersOf('ask-kylin.json', 'Ask Kylin');
	const ask = async (sql: string) => await run(parameters, { query: `\`\`\`sql\n${sql};\n\`\`\`` });
	const tables = [
		{ table_SCHEM: 'SSB', table_NAME: 'LINEORDER', columns: [{ column_NAME: 'LO_REVENUE' }] },
	];
	kylin.faults.add({
		path: '/query/tables_and_columns',
		body: JSON.stringify({ code: '000', data: tables, msg: '' }),
	});
	const wrong = await ask('SELECT SUM(lo_revenu) AS revenue FROM ssb.lineorder');
	expect(wrong.error?.description).toContain('Did you mean LO_REVENUE?');
	const right = await ask('SELECT SUM(lo_revenue) AS revenue FROM ssb.lineorder');
	expect(right.items[0].json).toMatchObject({ row_count: 1, rows: [{ REVENUE: 4_530_150 }] });
	const none = await ask("SELECT lo_shipmode FROM ssb.lineorder WHERE lo_shipmode = 'x'");
	expect(none.items[0].json).toMatchObject({ row_count: 0, rows: [] });
});

test.each([
	['apacheKylin', { resultFormat: 'rows', limit: 500, noRows: 'nothing' }],
	['apacheKylinTool', { resultFormat: 'all', limit: 50, noRows: 'item' }],
])('the defaults of %s', (name, defaults) => {
	const { description } = new ApacheKylin();
	const type = { ...description, name };
	const given = { resource: 'query', operation: 'execute' };
	const node = { typeVersion: 1, parameters: given } as unknown as INode;
	const all = NodeHelpers.getNodeParameters(type.properties, given, true, false, node, type);
	expect(all).toMatchObject(defaults);
});
