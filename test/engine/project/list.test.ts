import { runKylin } from '../harness';
import { startKylin, type Kylin } from '../kylin';

let kylin: Kylin;

beforeEach(async () => (kylin = await startKylin()));
afterEach(async () => await kylin.close());

const list = async (parameters: object = {}, user = {}) =>
	await runKylin({
		parameters: { resource: 'project', operation: 'list', ...parameters },
		credential: { ...kylin.credential, ...user },
	});

test('one item per project, with the right the user has on it and none of its settings', async () => {
	const { items, error } = await list({}, { username: 'OPERATOR', password: 'operator' });
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json)).toEqual([
		expect.objectContaining({ name: 'Sales_Mart', permission: 'OPERATION' }),
		{
			name: 'learn_kylin',
			description: null,
			owner: 'ADMIN',
			permission: 'OPERATION',
			default_database: 'DEFAULT',
			created_at: expect.stringMatching(/^20\d\d-.*[+-]\d\d:\d\d$/),
		},
	]);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
});

test.each([1e300, -1, 'x', {}, null, '9223372036854775807'])(
	'a project whose time of creation is %j costs itself alone',
	async (create_time) => {
		const value = [{ name: 'odd', create_time }, { name: 'good', create_time: 0 }, null, {}];
		kylin.faults.add({
			path: '/projects',
			body: JSON.stringify({ code: '000', data: { value, total_size: 2 }, msg: '' }),
		});
		const { items, error } = await list();
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => [json.name, json.created_at])).toEqual([
			['odd', null],
			['good', null],
		]);
	},
);

test('only the projects on which the user has the chosen permission', async () => {
	const reader = { username: 'READER', password: 'reader' };
	const names = async (permission: string) =>
		(await list({ permission }, reader)).items.map(({ json }) => json.name);
	expect(await names('READ')).toEqual(['learn_kylin']);
	expect(await names('OPERATION')).toEqual([]);
});

test('the limit and the text in the name', async () => {
	expect((await list({ limit: 1 })).items).toHaveLength(1);
	const { items } = await list({ nameContains: 'mart' });
	expect(items.map(({ json }) => json.name)).toEqual(['Sales_Mart']);
});
