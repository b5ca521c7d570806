/** In its binary mode `default` n8n keeps files in memory, as base64 in the item. */
import { openBinaryStore } from '../binaryStore';
import { execute, startQueryKylin, type Kylin } from './query';

let kylin: Kylin;
let store: Awaited<ReturnType<typeof openBinaryStore>>;

beforeAll(async () => (store = await openBinaryStore('default')));
afterAll(() => store.close());

beforeEach(async () => (kylin = await startQueryKylin()));
afterEach(async () => await kylin.close());

test('a file is kept in memory', async () => {
	const { items, error } = await execute(kylin, 'select lo_orderkey as k from ssb.lineorder', {
		resultFormat: 'file',
		csvReader: 'programs',
		returnAll: true,
	});
	expect(error).toBeUndefined();
	const { id, data, fileName } = items[0].binary!.data;
	expect([id, fileName]).toEqual([undefined, 'result.csv']);
	const lines = Buffer.from(data, 'base64').toString('utf8').split('\r\n');
	expect([lines[0], lines[1], lines.length]).toEqual(['K', '4550', 9_102]);
});

test('a failure within the rows is one, and leaves no item', async () => {
	kylin.faults.add({ path: /\/query$/, reset: 'inBody' });
	const { items, error } = await execute(kylin, 'select lo_orderkey as k from ssb.lineorder', {
		resultFormat: 'file',
	});
	expect(error?.message).toContain('The connection was closed');
	expect(items).toEqual([]);
});
