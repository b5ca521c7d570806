import { sleep, type IDataObject } from 'n8n-workflow';
import { openBinaryStore } from '../binaryStore';
import { execute, rowsOf, startQueryKylin, type Kylin } from './query';

let kylin: Kylin;
let store: Awaited<ReturnType<typeof openBinaryStore>>;

beforeAll(async () => (store = await openBinaryStore()));
afterAll(() => store.close());
beforeEach(async () => (kylin = await startQueryKylin()));
afterEach(async () => await kylin.close());

const COUNT = 'select count(*) as c from ssb.lineorder';

/** Every way in which an answer is read. */
const WAYS = ['rows', 'all', 'first', 'file'];

const kylinSays = (data: unknown): object => ({
	method: 'GET',
	body: JSON.stringify({ code: '000', data, msg: '' }),
});

const TABLES = [
	{
		table_SCHEM: 'SSB',
		table_NAME: 'LINEORDER',
		columns: [{ column_NAME: 'LO_SHIPMODE' }, { column_NAME: 'LO_REVENUE' }],
	},
];

describe('a query that Kylin answers with an exception', () => {
	test.each(WAYS)(
		'is a failure in the words of Kylin, with its position and near names: %s',
		async (resultFormat) => {
			kylin.faults.add({ ...kylinSays(TABLES), path: '/query/tables_and_columns' });
			const sql =
				"select count(*),\n  lo_shipmod from ssb.lineorder where lo_shipmode = 'topsecret'";
			const { error, stored } = await execute(kylin, sql, { resultFormat });
			expect(error?.message).toBe("Column 'LO_SHIPMOD' not found in any table");
			expect(error?.description).toMatch(
				/^Line 2, column 3: select count\(\*\), \[lo_shipmod\] from ssb\.lineorder whe.*Did you mean LO_SHIPMODE\? .*Query ID [-0-9a-f]{36}\. \[HTTP 200, item 0\]$/,
			);
			// The workflow itself holds the query; the error does not.
			expect(JSON.stringify([error?.message, error?.description, error?.messages])).not.toContain(
				'topsecret',
			);
			expect(stored).not.toContain('while executing SQL');
		},
	);

	test('without names to offer is told all the same', async () => {
		kylin.faults.add({ path: '/query/tables_and_columns', status: 503 });
		const { error } = await execute(kylin, 'select lo_shipmod from ssb.lineorder');
		expect(error?.message).toBe("Column 'LO_SHIPMOD' not found in any table");
		expect(error?.description).not.toContain('Did you mean');
	});

	test('names a table that is near', async () => {
		kylin.faults.add({ ...kylinSays(TABLES), path: '/query/tables_and_columns' });
		const { error } = await execute(kylin, 'select * from ssb.lineorders');
		expect(error?.message).toBe("Object 'LINEORDERS' not found within 'SSB'");
		expect(error?.description).toContain('Did you mean SSB.LINEORDER?');
	});

	test('names the models when no index fits', async () => {
		const models = { value: [{ alias: 'm_full', status: 'ONLINE' }], total_size: 1 };
		kylin.faults.add({ ...kylinSays(models), path: '/models' });
		const sql = 'select min(lo_tax) from ssb.lineorder';
		const { error } = await execute(kylin, sql, { answerFrom: 'index' });
		expect(error?.message).toBe('No index answers this query');
		expect(error?.description).toContain('Its models are m_full (ONLINE). Build an index');
		expect(kylin.requests.find(({ path }) => path.endsWith('/models'))?.query).toMatchObject({
			project: 'learn_kylin',
			lite: 'true',
		});
	});

	test('of push-down shows neither the SQL of Spark nor the values', async () => {
		const { error } = await execute(kylin, 'select nosuch(:secret) from ssb.lineorder', {
			answerFrom: 'source',
			queryParameters: rowsOf({ name: 'secret', value: 'topsecret' }),
		});
		expect(error?.message).toBeDefined();
		expect(JSON.stringify([error?.message, error?.description, error?.messages])).not.toMatch(
			/topsecret|== SQL ==/,
		);
	});

	test.each([
		[
			'the right is missing',
			() => kylin.queries.settings.withoutDataQuery.add('ADMIN'),
			"The user doesn't have access.",
			'DATA_QUERY',
		],
		[
			'too many rows',
			() => (kylin.queries.settings.maxRows = 10),
			'exceeds the maximum limit',
			"Set 'Limit'",
		],
		[
			'Kylin gives up',
			() => {
				kylin.queries.settings.timeLimitSeconds = 0.05;
				kylin.queries.next({ slowMs: 5_000 });
			},
			'exceeds the set time limit',
			'kylin.query.timeout-seconds',
		],
	])('%s', async (_name, arrange, sentence, advice) => {
		arrange();
		for (const resultFormat of ['rows']) {
			const { error } = await execute(kylin, 'select lo_orderkey from ssb.lineorder', {
				resultFormat,
			});
			expect(error?.message).toContain(sentence);
			expect(error?.description).toContain(advice);
		}
	});

	test('is an item, linked to its own, when the node goes on', async () => {
		const { items } = await execute(
			kylin,
			'={{ $json.sql }}',
			{},
			{
				items: [{ sql: 'select nope from ssb.lineorder' }, { sql: COUNT }],
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(items).toEqual([
			{
				json: {
					error: "Column 'NOPE' not found in any table",
					message: expect.stringContaining('item 0'),
				},
				pairedItem: { item: 0 },
			},
			{ json: { C: 9_100 }, pairedItem: { item: 1 } },
		]);
		const branched = await execute(
			kylin,
			'select nope from ssb.lineorder',
			{},
			{
				settings: { onError: 'continueErrorOutput' },
				items: [{ own: 1 }],
			},
		);
		expect(branched.items).toEqual([]);
		expect(branched.errorItems[0].json).toMatchObject({
			own: 1,
			error: "Column 'NOPE' not found in any table",
		});
	});
});

describe('an answer that does not come whole', () => {
	const FAULTS: Array<[string, object, string]> = [
		['truncated', { truncate: true }, 'complete'],
		['broken', { malformed: true }, 'complete'],
		['empty', { empty: true }, 'The answer was empty'],
		['a web page', { html: true }, 'A web page came back'],
		['a break within', { reset: 'inBody' }, 'closed'],
		['a break before', { reset: 'beforeHeaders' }, 'closed'],
		[
			'fewer rows than Kylin counted',
			{
				body: JSON.stringify({
					code: '000',
					data: { columnMetas: [{ label: 'A' }], results: [['1']], resultRowCount: 2 },
				}),
			},
			'Kylin counted 2 rows, and 1 came',
		],
		['an older API', { body: '{"columnMetas":[],"results":[]}' }, 'The answer could not be read'],
		['a bare text', { body: '{"code":"000","data":""}' }, 'Something other than the answer'],
		[
			'a refusal',
			{ status: 500, body: '{"code":"999","data":null,"msg":"KE-010001201: No such project."}' },
			'No such project.',
		],
		['a proxy', { status: 502, html: true }, 'got no valid answer'],
		['a redirect', { redirect: 'https://sso.example/login' }, 'login page'],
	];

	test.each(
		FAULTS.flatMap(([name, fault, sentence]) =>
			WAYS.map((way) => [name, way, fault, sentence] as const),
		),
	)('%s, %s', async (_name, resultFormat, fault, sentence) => {
		kylin.faults.add({ path: /\/query$/, ...fault });
		const { error, items } = await execute(kylin, 'select lo_orderkey from ssb.lineorder', {
			resultFormat,
		});
		expect(error?.message).toContain(sentence);
		expect(String(error?.description)).toContain('item 0');
		expect(items).toEqual([]);
		expect(kylin.sent('POST')).toHaveLength(1);
	});
});

const until = async (isDone: () => boolean) => {
	while (!isDone()) await sleep(5);
};

describe('a query that nobody waits for', () => {
	test.each(['rows', 'file'])(
		'is stopped in Kylin when the execution is, past its signal: %s',
		async (resultFormat) => {
			kylin.queries.next({ slowMs: 20_000 });
			let cancel = () => {};
			const running = execute(
				kylin,
				COUNT,
				{ resultFormat },
				{ onStart: (execution) => (cancel = execution.cancel) },
			);
			await until(() => kylin.queries.running.count > 0);
			cancel();
			await until(() => kylin.queries.received[0].fate !== 'running');
			const { error, stored } = await running;
			expect(kylin.queries.stops).toEqual([
				{ stopId: kylin.queries.received[0].stopId, user: 'ADMIN', found: true },
			]);
			expect(kylin.queries.received[0].stopId).toMatch(
				/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
			);
			expect(kylin.queries.received[0].fate).toBe('stopped');
			expect(error?.message ?? 'canceled').toContain('canceled');
			expect(stored).not.toContain(kylin.queries.received[0].stopId);
		},
	);

	test('is stopped when its time is up', async () => {
		kylin.queries.next({ slowMs: 20_000 });
		const { error } = await execute(kylin, COUNT, { options: { timeout: 1 } });
		expect(error?.message).toBe('Kylin did not answer the query within 1 s');
		expect(error?.description).toContain("'Timeout (Seconds)' of this node");
		expect(error?.description).toContain('300 seconds');
		expect(kylin.queries.received[0].fate).toBe('stopped');
	});

	test.each(WAYS)(
		'is stopped when the rest of its answer does not come: %s',
		async (resultFormat) => {
			kylin.faults.add({ path: /\/query$/, slowBodyMs: 3_000 });
			const { error } = await execute(kylin, COUNT, { resultFormat, options: { timeout: 1 } });
			expect(error?.message).toBe('Kylin did not answer the query within 1 s');
			expect(kylin.sent('DELETE')).toHaveLength(1);
		},
	);

	test('the limit of all requests of the node counts as well', async () => {
		kylin.queries.next({ slowMs: 20_000 });
		const { error } = await execute(kylin, COUNT, { requestOptions: { timeout: 300 } });
		expect(error?.message).toBe('Kylin did not answer the query within 0.3 s');
	});

	test('a stop that fails changes nothing, and is given up after a while', async () => {
		kylin.queries.next({ slowMs: 20_000 });
		kylin.faults.add({ method: 'DELETE', status: 500, body: 'x' });
		const { error, stored } = await execute(kylin, COUNT, { options: { timeout: 1 } });
		expect(error?.message).toBe('Kylin did not answer the query within 1 s');
		expect(kylin.sent('DELETE')).toHaveLength(1);
		expect(stored).not.toContain('DELETE');
	});

	test('is not stopped when it was never sent, or has failed', async () => {
		await execute(kylin, 'select nope from ssb.lineorder');
		kylin.faults.add({ path: /\/query$/, reset: 'beforeHeaders' });
		await execute(kylin, COUNT);
		await execute(kylin, 'drop table x');
		expect(kylin.sent('DELETE')).toEqual([]);
	});
});

test('an answer that is too large is refused before it is parsed', async () => {
	const parse = jest.spyOn(JSON, 'parse');
	kylin.faults.add({ path: /\/query$/, bigBodyBytes: 110_000_000 });
	const { error } = await execute(kylin, COUNT, { resultFormat: 'all' });
	const longest = Math.max(...parse.mock.calls.map(([text]) => String(text).length));
	parse.mockRestore();
	expect(error?.message).toBe(
		'The answer is larger than 100 MB, which is too much for items of n8n',
	);
	expect(error?.description).toContain("set 'Return' to 'File'");
	expect(longest).toBeLessThan(1_000_000);
}, 30_000);

test('the login is sent once, however many items there are', async () => {
	kylin.credential.password = 'wrong';
	const { items } = await execute(
		kylin,
		COUNT,
		{},
		{
			items: Array(5).fill({}) as IDataObject[],
			settings: { onError: 'continueRegularOutput' },
		},
	);
	expect(items).toHaveLength(5);
	expect(kylin.requests).toHaveLength(1);
});
