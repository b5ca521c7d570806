import type { IDataObject } from 'n8n-workflow';
import { openBinaryStore } from '../binaryStore';
import { execute, inProject, jsonOf, rowsOf, startQueryKylin, type Kylin } from './query';

let kylin: Kylin;
let store: Awaited<ReturnType<typeof openBinaryStore>>;

beforeAll(async () => (store = await openBinaryStore()));
afterAll(() => store.close());
beforeEach(async () => (kylin = await startQueryKylin()));
afterEach(async () => await kylin.close());

const BY_MODE =
	'select lo_shipmode, count(*) as c from ssb.lineorder group by lo_shipmode order by 1';
const NO_ROWS =
	"select lo_shipmode from ssb.lineorder where lo_shipmode = 'none' group by lo_shipmode";

/** What the stand-in was asked, without what differs from run to run. */
const asked = () =>
	kylin.queries.received.map(({ body }) => {
		const rest = { ...(body as IDataObject) };
		delete rest.stopId;
		return rest;
	});

describe('Return', () => {
	test('each row becomes an item, linked to the item that asked', async () => {
		const { items, error } = await execute(kylin, BY_MODE);
		expect(error).toBeUndefined();
		expect(jsonOf(items)).toEqual([
			{ LO_SHIPMODE: 'AIR', C: 3034 },
			{ LO_SHIPMODE: 'RAIL', C: 3033 },
			{ LO_SHIPMODE: 'SHIP', C: 3033 },
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(Array(3).fill({ item: 0 }));
		expect(asked()).toEqual([{ project: 'learn_kylin', sql: BY_MODE, limit: 501 }]);
	});

	test('one item has the columns with their types, the rows and the facts', async () => {
		const { items } = await execute(kylin, BY_MODE, { resultFormat: 'all' });
		expect(jsonOf(items)).toEqual([
			{
				row_count: 3,
				truncated: false,
				columns: [
					{ name: 'LO_SHIPMODE', type: 'VARCHAR' },
					{ name: 'C', type: 'BIGINT' },
				],
				rows: [
					{ LO_SHIPMODE: 'AIR', C: 3034 },
					{ LO_SHIPMODE: 'RAIL', C: 3033 },
					{ LO_SHIPMODE: 'SHIP', C: 3033 },
				],
				query_id: expect.stringMatching(/^[-0-9a-f]{36}$/),
				duration: expect.any(Number),
				answered_by: 'index',
				models: [{ model: 'm_full2', index_type: 'Agg Index', index_id: 1 }],
				push_down: false,
				cached: false,
				partial: false,
				text_columns: [],
			},
		]);
	});

	test('the first row alone', async () => {
		const { items } = await execute(kylin, BY_MODE, { resultFormat: 'first' });
		expect(jsonOf(items)).toEqual([{ LO_SHIPMODE: 'AIR', C: 3034 }]);
		expect(asked()[0].limit).toBe(2);
	});

	test('a CSV file, kept in the binary store', async () => {
		const { items, error } = await execute(kylin, BY_MODE, {
			resultFormat: 'file',
			binaryPropertyName: 'report',
		});
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ row_count: 3, truncated: false, answered_by: 'index' });
		const { report } = items[0].binary!;
		expect(report).toMatchObject({ fileName: 'result.csv', mimeType: 'text/csv' });
		expect(report.id).toContain('filesystem');
		expect(await store.read(report)).toBe(
			'\uFEFFLO_SHIPMODE,C\r\nAIR,3034\r\nRAIL,3033\r\nSHIP,3033\r\n',
		);
		expect(items[0].pairedItem).toEqual({ item: 0 });
	});

	test('a file of JSON Lines', async () => {
		const { items } = await execute(kylin, BY_MODE, {
			resultFormat: 'file',
			fileFormat: 'jsonLines',
			numbers: 'rounded',
			limit: 2,
		});
		expect(items[0].json).toMatchObject({ row_count: 2, truncated: true });
		expect(await store.read(items[0].binary!.data)).toBe(
			'{"LO_SHIPMODE":"AIR","C":3034}\n{"LO_SHIPMODE":"RAIL","C":3033}\n',
		);
	});

	test('query facts are added to every row on wish', async () => {
		const { items } = await execute(kylin, BY_MODE, { options: { queryFacts: true } });
		for (const { json } of items) {
			expect(json._kylin).toMatchObject({
				answered_by: 'index',
				truncated: false,
				text_columns: [],
			});
		}
	});

	test('several items each get their own answer', async () => {
		const { items } = await execute(
			kylin,
			'select count(*) as c from ssb.lineorder where lo_shipmode = :mode',
			{ queryParameters: rowsOf({ name: 'mode', value: '={{ $json.mode }}' }) },
			{ items: [{ mode: 'AIR' }, { mode: 'none' }, { mode: "it's" }] },
		);
		expect(items.map(({ json, pairedItem }) => [json.C, pairedItem])).toEqual([
			[3034, { item: 0 }],
			[0, { item: 1 }],
			[0, { item: 2 }],
		]);
	});
});

describe('Limit', () => {
	const KEYS = 'select lo_orderkey as k from ssb.lineorder';

	test('a result that goes on says so in its last item', async () => {
		const { items } = await execute(kylin, KEYS, { limit: 2 });
		expect(jsonOf(items)).toEqual([
			{ K: 4550 },
			{ K: 4551, _kylin: { truncated: true, limit: 2 } },
		]);
		const { items: whole } = await execute(kylin, BY_MODE, { limit: 3 });
		expect(whole.map(({ json }) => '_kylin' in json)).toEqual([false, false, false]);
	});

	test('holds where Kylin drops it because of the word in the query', async () => {
		const { items } = await execute(kylin, `${KEYS} limit 5`, { limit: 2, resultFormat: 'all' });
		expect(items[0].json).toMatchObject({ row_count: 2, truncated: true });
		expect(items[0].json.rows).toHaveLength(2);
	});

	test('Return All asks for as many rows as n8n can carry, and one more', async () => {
		const { items } = await execute(kylin, KEYS, { returnAll: true });
		expect(items).toHaveLength(9_100);
		await execute(kylin, KEYS, { returnAll: true, resultFormat: 'all' });
		expect(asked().map(({ limit }) => limit)).toEqual([100_001, undefined]);
	});

	test('more rows than n8n can carry are refused with what to do', async () => {
		const sql = 'select a.lo_orderkey k from ssb.lineorder a, ssb.customer b limit 110000';
		const { error } = await execute(kylin, sql, { returnAll: true });
		expect(error?.message).toContain('but one item can become 100000 items at most');
		expect(error?.description).toContain("set 'Return' to 'File'");
	});

	test('as items no more can be asked for', async () => {
		const { error } = await execute(kylin, KEYS, { limit: 100_001 });
		expect(error?.message).toContain("'Limit' may be 100000 at most when each row becomes an item");
		expect(kylin.requests).toEqual([]);
	});
});

describe('values', () => {
	const KINDS = 'select * from ssb.kinds';
	const EDGES = 'select * from ssb.edges order by e_id';

	test('of every type, by push-down', async () => {
		const { items } = await execute(kylin, KINDS);
		expect(jsonOf(items)).toEqual([
			{
				k_tiny: 1,
				k_small: 2,
				k_int: 3,
				k_big: '9007199254740993',
				k_dec: 12.5,
				k_float: 1,
				k_double: 1e10,
				k_bool: true,
				k_date: '2012-01-31',
				k_ts: '2012-01-31 16:00:00.5',
				k_str: 'ab',
				k_null: null,
				k_empty: '',
				k_nan: 'NaN',
			},
		]);
	});

	test.each(['any', 'index', 'source'])(
		'at the edges of their types, answered by: %s',
		async (answerFrom) => {
			const { items, error } = await execute(kylin, EDGES, { answerFrom, numbers: 'text' });
			expect(error).toBeUndefined();
			const { results } = await bareAnswer(EDGES, answerFrom);
			const bare = results.map((row) =>
				row.map((value, index) => (index === 6 ? value && value === 'true' : value)),
			);
			expect(jsonOf(items).map((json) => Object.values(json))).toEqual(bare);
			expect(items[0].json[Object.keys(items[0].json)[1]]).toBe('9223372036854775807');
		},
	);

	test('a column whose numbers do not all fit stays text as a whole', async () => {
		const { items } = await execute(kylin, EDGES, { resultFormat: 'all', answerFrom: 'source' });
		expect(items[0].json.text_columns).toEqual([
			...['e_big', 'e_dec', 'e_whole', 'e_double', 'e_float'],
		]);
		const rows = items[0].json.rows as IDataObject[];
		expect(rows.map(({ e_big }) => e_big)).toEqual([
			...['9223372036854775807', '-9223372036854775808', '9007199254740993', '0', null],
		]);
		expect(rows.map(({ e_id }) => e_id)).toEqual([1, 2, 3, 4, 5]);
	});

	test('two columns of one name, and names like numbers, keep their values', async () => {
		const sql =
			'select lo_shipmode as x, count(*) as x, count(*) as "1", 1 as "__proto__" from ssb.lineorder group by lo_shipmode';
		const { items } = await execute(kylin, sql, { resultFormat: 'all' });
		const [row] = items[0].json.rows as IDataObject[];
		expect(Object.entries(row)).toEqual([
			['1', 3034],
			['X', 'AIR'],
			['X_2', 3034],
			['__proto__', 1],
		]);
		expect((items[0].json.columns as IDataObject[]).map(({ name }) => name)).toEqual([
			...['X', 'X_2', '1', '__proto__'],
		]);
	});

	test('a NULL that was read from no table is the text of Kylin', async () => {
		const { items } = await execute(kylin, 'select cast(null as varchar) a, 1.50 b');
		expect(jsonOf(items)).toEqual([{ A: 'null', B: 1.5 }]);
	});

	async function bareAnswer(sql: string, answerFrom: string) {
		const response = await fetch(`${kylin.url}/api/query`, {
			method: 'POST',
			headers: {
				Authorization: `Basic ${btoa('ADMIN:KYLIN')}`,
				'Content-Type': 'application/json',
				Accept: 'application/vnd.apache.kylin-v4-public+json',
				'User-Agent': 'bare',
			},
			body: JSON.stringify({
				project: 'learn_kylin',
				sql,
				limit: 501,
				forced_to_index: answerFrom === 'index',
				forcedToPushDown: answerFrom === 'source',
			}),
		});
		const { data } = (await response.json()) as { data: { results: Array<Array<string | null>> } };
		return data;
	}
});

describe('If There Are No Rows', () => {
	test.each([
		['nothing', []],
		['item', [{ row_count: 0, columns: ['LO_SHIPMODE'] }]],
	])('%s', async (noRows, expected) => {
		const { items, error } = await execute(kylin, NO_ROWS, { noRows });
		expect(error).toBeUndefined();
		expect(jsonOf(items)).toEqual(expected);
	});

	test('one item with all rows has none', async () => {
		const { items } = await execute(kylin, NO_ROWS, { noRows: 'item', resultFormat: 'all' });
		expect(items[0].json).toMatchObject({
			row_count: 0,
			rows: [],
			columns: [{ name: 'LO_SHIPMODE' }],
		});
	});

	test('a file has its heading', async () => {
		const more = { resultFormat: 'file', csvReader: 'programs' };
		const { items } = await execute(kylin, NO_ROWS, { ...more, noRows: 'item' });
		expect(await store.read(items[0].binary!.data)).toBe('LO_SHIPMODE\r\n');
		expect((await execute(kylin, NO_ROWS, { ...more, noRows: 'nothing' })).items).toEqual([]);
	});

	test.each(['rows', 'all', 'first', 'file'])('fail, as %s', async (resultFormat) => {
		const { error } = await execute(kylin, NO_ROWS, { noRows: 'fail', resultFormat });
		expect(error?.message).toBe('The query found no rows');
	});
});

describe('Answer From', () => {
	test.each([
		['any', {}],
		['index', { forced_to_index: true }],
		['source', { forcedToPushDown: true }],
	])('%s', async (answerFrom, sent) => {
		const { items } = await execute(kylin, BY_MODE, { answerFrom, resultFormat: 'all' });
		expect(items[0].json.answered_by).toBe(answerFrom === 'source' ? 'source' : 'index');
		expect(asked()).toEqual([{ project: 'learn_kylin', sql: BY_MODE, limit: 501, ...sent }]);
	});
});

describe('Query Parameters', () => {
	const COUNT = 'select count(*) as c from ssb.lineorder where lo_shipmode = :mode';
	const mode = (value: unknown, type = 'text') => ({
		queryParameters: rowsOf({ name: 'mode', value, type } as IDataObject),
	});

	test('stand in the SQL as literals when the source may answer', async () => {
		const { items } = await execute(kylin, COUNT, mode('AIR'));
		expect(jsonOf(items)).toEqual([{ C: 3034 }]);
		expect(asked()[0]).toMatchObject({ sql: COUNT.replace(':mode', " 'AIR' ") });
		expect(asked()[0].params).toBeUndefined();
	});

	test('stand beside it when only an index may answer', async () => {
		const { items } = await execute(kylin, COUNT, { ...mode('AIR'), answerFrom: 'index' });
		expect(jsonOf(items)).toEqual([{ C: 3034 }]);
		expect(asked()[0]).toMatchObject({
			sql: COUNT.replace(':mode', ' ? '),
			params: [{ className: 'java.lang.String', value: 'AIR' }],
		});
	});

	test('an array is a list', async () => {
		const sql = 'select count(*) as c from ssb.lineorder where lo_shipmode in (?)';
		for (const answerFrom of ['any', 'index', 'source']) {
			const { items } = await execute(kylin, sql, {
				answerFrom,
				queryParameters: rowsOf({ name: '', value: '={{ ["AIR", "RAIL"] }}' }),
			});
			expect(jsonOf(items)).toEqual([{ [Object.keys(items[0].json)[0]]: 6067 }]);
		}
	});

	test('a day of an expression', async () => {
		const sql = 'select count(*) as c from ssb.lineorder where lo_orderdate = :day';
		const value = '={{ DateTime.fromISO("2024-01-03", { zone: "Asia/Tokyo" }) }}';
		const { items } = await execute(kylin, sql, {
			queryParameters: rowsOf({ name: 'day', value, type: 'date' }),
		});
		expect(jsonOf(items)).toEqual([{ C: 100 }]);
	});

	const HOSTILE = [
		"'",
		'\\',
		"\\'",
		"' or 1=1 --",
		"\\' or 1=1 --",
		"''; select 1",
		'日本\n/* ? :x */',
		'"',
	];

	test.each(HOSTILE)(
		'whatever a text holds, it is compared, not carried out: %j',
		async (value) => {
			const sql = 'select :mode as x, count(*) as c from ssb.lineorder where lo_shipmode <> :mode';
			for (const answerFrom of ['any', 'source']) {
				const { items, error } = await execute(kylin, sql, { ...mode(value), answerFrom });
				expect(error).toBeUndefined();
				expect(jsonOf(items)).toEqual([{ X: value, C: 9_100 }]);
			}
			const only = await execute(kylin, COUNT, { ...mode(value), answerFrom: 'index' });
			expect(jsonOf(only.items)).toEqual([{ C: 0 }]);
		},
	);

	test.each([
		['select :a, 1', rowsOf(), "'Query Parameters' has no row for :a"],
		['select 1', rowsOf({ name: 'a', value: 'x' }), 'a row that the query does not use: :a'],
		['select ? from t', rowsOf(), 'has 0 rows, but the query holds 1 times ?'],
		['select 1 where x in (:a)', rowsOf({ name: 'a', value: '={{ [] }}' }), 'is an empty list'],
		['drop table x', rowsOf(), "'Query' must begin with SELECT or WITH"],
		['select 1; select 2', rowsOf(), "'Query' holds more than one statement"],
	])('%s sends nothing when it does not fit', async (sql, queryParameters, complaint) => {
		const { error } = await execute(kylin, sql, { queryParameters });
		expect(error?.message).toContain(complaint);
		expect(error?.description).toContain('nothing was sent');
		expect(kylin.requests).toEqual([]);
	});

	test('what a language model puts around the query is cut off', async () => {
		const { items } = await execute(kylin, '```sql\nselect 1 as a;\n```');
		expect(jsonOf(items)).toEqual([{ A: 1 }]);
		expect(asked()[0].sql).toBe('select 1 as a');
	});
});

describe('Expect', () => {
	const COUNT = 'select count(*) as c from ssb.lineorder';
	const FROM_SOURCE = 'select min(lo_tax) as t from ssb.lineorder';
	const rows = (leastRows: number) => ({ expect: 'rows', leastRows });
	const value = (comparison: string, expectedValue: unknown) =>
		({ expect: 'firstValue', comparison, expectedValue }) as IDataObject;

	test.each([
		[rows(1), undefined],
		[rows(2), 'at least 2 rows were expected, but 1 came'],
		[value('equal', '9100'), undefined],
		[value('equal', 9100), undefined],
		[value('atLeast', '9101'), 'the first value should be at least 9101, but it is 9100'],
		[value('less', 'x'), 'the given value is no number'],
	])('%j', async (expectation, sentence) => {
		for (const resultFormat of ['rows', 'all', 'first', 'file']) {
			const { items, error } = await execute(kylin, COUNT, { resultFormat, ...expectation });
			if (sentence === undefined) expect(items).toHaveLength(1);
			else expect(error?.message).toContain(sentence);
		}
	});

	test('an answer from the source proves no build', async () => {
		for (const resultFormat of ['rows', 'file']) {
			const { error } = await execute(kylin, FROM_SOURCE, { ...rows(1), resultFormat });
			expect(error?.message).toBe('The query was answered from the source, so it proves no build');
		}
		for (const more of [{ acceptSource: true }, { answerFrom: 'source' }]) {
			const { items } = await execute(kylin, FROM_SOURCE, { ...rows(1), ...more });
			expect(jsonOf(items)).toEqual([{ T: 0 }]);
		}
	});

	test('a build that is missing fails, although the source has the rows', async () => {
		for (const model of kylin.queries.models) model.built = false;
		const { error } = await execute(kylin, COUNT, value('atLeast', '1'));
		expect(error?.message).toBe('The query was answered from the source, so it proves no build');
		const forced = await execute(kylin, COUNT, { ...rows(1), answerFrom: 'index' });
		expect(forced.error?.message).toBe('No index answers this query');
	});

	test('a query without tables proves nothing', async () => {
		const { error } = await execute(kylin, 'select 1', rows(1));
		expect(error?.message).toBe('The query reads no table, so it proves no build');
	});

	test('as many rows are asked for as are expected', async () => {
		await execute(kylin, BY_MODE, { ...rows(1_000), limit: 10 });
		expect(asked()[0].limit).toBe(1_000);
	});

	test.each([
		[value('equal', ''), "'Expected Value' is empty"],
		[value('equal', '={{ {} }}'), "'Expected Value' must be text"],
		[value('about', '1'), "'Comparison' must be one of"],
		[{ expect: 'rows', leastRows: 0 }, "'Least Rows' must be a whole number"],
	])('%j sends nothing', async (expectation, complaint) => {
		const { error } = await execute(kylin, COUNT, expectation);
		expect(error?.message).toContain(complaint);
		expect(kylin.requests).toEqual([]);
	});
});

describe('Options', () => {
	test('are sent by the names of Kylin', async () => {
		await execute(kylin, 'select 1', {
			options: { acceptPartial: true, bypassCache: true, tag: 'x'.repeat(300) },
		});
		expect(asked()[0]).toMatchObject({
			acceptPartial: true,
			backdoorToggles: { DEBUG_TOGGLE_DISABLE_QUERY_CACHE: 'true' },
			user_defined_tag: 'x'.repeat(256),
		});
	});

	test('the tag names workflow and execution', async () => {
		await execute(kylin, 'select 1', {
			options: { tag: '={{ "n8n: " + $workflow.name + " #" + $execution.id }}' },
		});
		expect(asked()[0].user_defined_tag).toBe('n8n: Test #execution-1');
	});

	test('a partial result is one that is accepted', async () => {
		const body = (partial: boolean) => ({
			body: JSON.stringify({
				code: '000',
				data: { columnMetas: [{ label: 'A' }], results: [['1']], resultRowCount: 1, partial },
			}),
		});
		kylin.faults.add({ ...body(true), times: 2 });
		expect((await execute(kylin, 'select 1')).error?.message).toContain('The result is partial');
		const { items } = await execute(kylin, 'select 1', { options: { acceptPartial: true } });
		expect(jsonOf(items)).toEqual([{ A: '1' }]);
	});
});

describe('Project', () => {
	test.each(['={{ "" }}', '={{ null }}', '={{ {} }}'])('%j sends nothing', async (project) => {
		const { error } = await execute(kylin, 'select 1', { project: inProject(project) });
		expect(error?.message).toContain("'Project'");
		expect(kylin.requests).toEqual([]);
	});
});
