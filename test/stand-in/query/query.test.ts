import * as fc from 'fast-check';
import { sleep } from 'n8n-workflow';
import { start, type StandIn } from '../harness';
import { AS_ADMIN, basic, send, V4_PUBLIC } from '../request';

/** What the query side of the stand-in promises beyond the recorded exchanges. */

type ColumnMeta = {
	label: string;
	columnTypeName: string;
	precision: number;
	scale: number;
	isNullable: number;
};
type Result = {
	columnMetas: ColumnMeta[] | null;
	results: Array<Array<string | null>> | null;
	exceptionMessage: string | null;
	[member: string]: unknown;
};
type Envelope<T> = { code: string; data: T; msg: string };

const SEED = { projects: [{ name: 'learn', permissions: { READER: 'READ' } }] };

async function startQueried(): Promise<StandIn> {
	return await start({ profile: '5.0.2', seed: SEED });
}

async function post(
	standIn: StandIn,
	path: string,
	body: unknown,
	headers: Record<string, string> = {},
) {
	return await send(standIn.port, {
		method: 'POST',
		path: `/kylin/api/query${path}`,
		headers: {
			...AS_ADMIN,
			'User-Agent': 'test',
			'Content-Type': 'application/json',
			...headers,
		},
		body: JSON.stringify(body),
	});
}

async function ask(
	standIn: StandIn,
	sql: string,
	more: Record<string, unknown> = {},
): Promise<Result> {
	const answer = await post(standIn, '', { project: 'learn', sql, ...more });
	return (JSON.parse(answer.text) as Envelope<Result>).data;
}

async function stop(standIn: StandIn, stopId: string) {
	await send(standIn.port, {
		method: 'DELETE',
		path: `/kylin/api/query/${stopId}`,
		headers: AS_ADMIN,
	});
}

async function running(standIn: StandIn) {
	while (standIn.queries.running.count === 0) await sleep(5);
}

describe('literals and parameters', () => {
	const hostile = fc
		.array(
			fc.oneof(
				fc.constantFrom("'", '\\', '"', '`', '?', '--', '/*', '*/', ';', '\n', '%', ' or 1=1 '),
				fc.string({ unit: 'grapheme' }).filter((part) => !part.includes('\0')),
			),
			{ maxLength: 8 },
		)
		.map((parts) => parts.join(''));

	it('gives any text back whose apostrophes and backslashes are doubled, on both paths', async () => {
		const standIn = await startQueried();
		await fc.assert(
			fc.asyncProperty(hostile, fc.boolean(), async (value, forcedToPushDown) => {
				const literal = `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
				const sql = `select lo_shipmode, ${literal} as x from ssb.lineorder group by lo_shipmode`;
				const { results } = await ask(standIn, sql, { forcedToPushDown });
				expect(results?.map(([, x]) => x)).toEqual([value, value, value]);
			}),
			{ numRuns: 100 },
		);
	});

	it('lets a text break out of its literal in push-down where only the apostrophe is doubled', async () => {
		const standIn = await startQueried();
		const where = "lo_shipmode = '\\'' or 1=1 --'";
		const sql = `select count(*) from ssb.lineorder where ${where}`;
		expect((await ask(standIn, sql)).results).toEqual([['0']]);
		expect((await ask(standIn, sql, { forcedToPushDown: true })).results).toEqual([['9100']]);
	});

	it.each([
		['e_big > ?', 'java.lang.Long', '9007199254740993', '1'],
		['e_big > ?', 'java.lang.Integer', null, '2'],
		['e_big > ?', 'java.math.BigDecimal', '0.5', '2'],
		['e_double > ?', 'java.lang.Double', '1.5', '3'],
		['e_bool = ?', 'java.lang.Boolean', 'true', '1'],
		['e_bool = ?', 'java.lang.Boolean', null, '2'],
		['e_date = ?', 'java.sql.Date', '2024-02-29', '1'],
		['e_ts = ?', 'java.sql.Timestamp', '1970-01-01 00:00:00.12', '1'],
		['e_text = ?', 'java.lang.String', '', '1'],
		['e_text = ?', 'java.lang.String', null, '0'],
	])('binds in %s as %s: %s', async (condition, className, value, count) => {
		const standIn = await startQueried();
		const { results } = await ask(standIn, `select count(*) from ssb.edges where ${condition}`, {
			params: [{ className, value }],
			forced_to_index: true,
		});
		expect(results).toEqual([[count]]);
	});

	it.each([
		['java.lang.Integer', 'x', 'For input string: "x"'],
		['java.sql.Date', 'x', 'java.lang.IllegalArgumentException'],
		['int', '1', 'java.lang.ClassNotFoundException: int'],
	])('refuses %s %s', async (className, value, sentence) => {
		const standIn = await startQueried();
		const { exceptionMessage } = await ask(standIn, 'select 1 from ssb.edges where e_id = ?', {
			params: [{ className, value }],
		});
		expect(exceptionMessage).toBe(sentence);
	});
});

describe('limit', () => {
	it.each([
		['select lo_orderkey from ssb.lineorder', 2],
		['select lo_orderkey as "limit" from ssb.lineorder', 2],
		["select lo_orderkey from ssb.lineorder where lo_shipmode <> 'limit'", 2],
		["select lo_orderkey from ssb.lineorder where lo_shipmode <> 'no limit here'", 6067 + 3033],
		['select lo_orderkey from (select lo_orderkey from ssb.lineorder limit 5) x', 5],
		['select lo_orderkey from (select lo_orderkey from ssb.lineorder)limit 5', 5],
	])('of the request counts for %s', async (sql, rows) => {
		const standIn = await startQueried();
		expect((await ask(standIn, sql, { limit: 2 })).resultRowCount).toBe(rows);
	});

	it('comes before the offset', async () => {
		const standIn = await startQueried();
		const sql = 'select e_id from ssb.edges order by e_id';
		const { results } = await ask(standIn, sql, { limit: 2, offset: 1 });
		expect(results).toEqual([['2'], ['3']]);
	});
});

describe('types', () => {
	it('gives the edges of every type digit by digit, the same from an index and from the source', async () => {
		const standIn = await startQueried();
		const sql = 'select * from ssb.edges order by e_id';
		const [index, source] = await Promise.all([
			ask(standIn, sql),
			ask(standIn, sql, { forcedToPushDown: true }),
		]);
		expect([index.pushDown, source.pushDown]).toEqual([false, true]);
		expect(source.results).toEqual(index.results);
		expect(index.results?.[0].slice(0, 4)).toEqual([
			'1',
			'9223372036854775807',
			'1234567890123456789012345678.0123456789',
			'12345678901234567890123456789012345678',
		]);
		expect(index.columnMetas?.map(({ label }) => label)[0]).toBe('E_ID');
		expect(source.columnMetas?.map(({ label }) => label)[0]).toBe('e_id');
	});

	it.each([
		['1.0/4', '0.25'],
		['cast(1 as double)', '1.0'],
		['cast(12345678 as double)', '1.2345678E7'],
		['cast(0.0001 as double)', '1.0E-4'],
		["timestamp '2024-01-31 08:00:00.120'", '2024-01-31 08:00:00.12'],
		["date '2024-01-31'", '2024-01-31'],
		['7/2', '3'],
		['cast(null as date)', 'null'],
	])('reads %s as %s where no table is read', async (expression, value) => {
		const standIn = await startQueried();
		expect((await ask(standIn, `select ${expression}`)).results).toEqual([[value]]);
	});

	it('sorts the groups of an index, and those of the source by nothing one could guess', async () => {
		const standIn = await startQueried();
		const groups = async (key: string, forcedToPushDown: boolean) => {
			const sql = `select ${key}, count(*) from ssb.lineorder group by 1`;
			const { results } = await ask(standIn, sql, { forcedToPushDown });
			return results?.map(([name]) => name);
		};
		expect(await groups('lo_shipmode', false)).toEqual(['AIR', 'RAIL', 'SHIP']);
		expect(await groups('lo_shipmode', true)).toEqual(['RAIL', 'AIR', 'SHIP']);
		const halves = "case when lo_shipmode = 'AIR' then 'x' end";
		expect(await groups(halves, false)).toEqual(['x', null]);
	});

	it('names and types columns in the manner of what answers', async () => {
		const standIn = await startQueried();
		const sql =
			"select sum(lo_revenue), lo_shipmode || 'x', count(*) n from ssb.lineorder group by lo_shipmode";
		const facts = ({ columnMetas }: Result) =>
			columnMetas?.map((meta) => [meta.label, meta.columnTypeName, meta.isNullable]);
		expect(facts(await ask(standIn, sql))).toEqual([
			['EXPR$0', 'BIGINT', 1],
			['EXPR$1', 'VARCHAR', 1],
			['N', 'BIGINT', 0],
		]);
		expect(facts(await ask(standIn, sql, { forcedToPushDown: true }))).toEqual([
			['sum(LO_REVENUE)', 'BIGINT', 1],
			['(LO_SHIPMODE || x)', 'VARCHAR', 1],
			['N', 'BIGINT', 0],
		]);
	});
});

describe('refusals', () => {
	it.each([
		['select l.zzz from ssb.lineorder l', "Column 'ZZZ' not found in table 'L'"],
		['select x.lo_tax from ssb.lineorder l', "Table 'X' not found"],
		['select lo_tax, count(*) from ssb.lineorder', "Expression 'LO_TAX' is not being grouped"],
		['select lo_tax from lineorder', "Object 'LINEORDER' not found"],
		[
			'select "lo_tax" from ssb.lineorder',
			"Column 'lo_tax' not found in any table; did you mean 'LO_TAX'?",
		],
		['select sum(lo_shipmode) from ssb.lineorder', "Cannot apply 'SUM' to arguments of type"],
		['select count(*) count from ssb.lineorder', 'Encountered "count" at line 1, column 17.'],
		['select 1 as timestamp', 'Encountered "as timestamp" at line 1, column 10.'],
		['select lo_tax\nfrom ssb.lineorder\nwhere', 'Encountered "<EOF>" at line 3, column 6.'],
		["select 'abc", 'Lexical error at line 1, column 12.'],
		['delete from ssb.lineorder', 'This SQL is not supported at the moment.'],
	])('says of %s: %s', async (sql, sentence) => {
		const standIn = await startQueried();
		const answer = await ask(standIn, sql);
		expect(answer).toMatchObject({ isException: true, results: null, columnMetas: null });
		expect(answer.exceptionMessage).toContain(sentence);
	});

	it.each([
		'select case when lo_tax is null then 1 else 2 end from ssb.lineorder where lo_tax between 1 and 2',
		"select cast(lo_orderdate as date), lo_orderdate + interval '1' day from ssb.lineorder",
		'select lo_orderkey as "count" from ssb.lineorder order by "count" limit 2',
		'with t as (select lo_tax as tax from ssb.lineorder) select tax from t',
		'select current_date, extract(year from lo_orderdate) from ssb.lineorder',
	])('has nothing against %s', async (sql) => {
		const standIn = await startQueried();
		for (const forcedToPushDown of [false, true]) {
			const answer = await ask(standIn, sql, { forcedToPushDown, limit: 1 });
			expect(answer.exceptionMessage).toBeNull();
		}
	});

	it.each([
		['select lo_tx from ssb.lineorder', "Column 'LO_TX' does not exist; line 1 pos 7"],
		['select lo_tax from ssb.lineordr', 'Table or view not found: SSB.LINEORDR; line 1 pos 21'],
		['select lo_tax from ssb.lineorder where', 'Syntax error at or near end of input'],
	])('says of %s on the source: %s', async (sql, sentence) => {
		const standIn = await startQueried();
		const { exceptionMessage } = await ask(standIn, sql, { forcedToPushDown: true });
		expect(exceptionMessage).toContain(`[HIVE Exception] \n${sentence}`);
	});

	it('points at a name behind letters of several bytes', async () => {
		const standIn = await startQueried();
		const { exceptionMessage } = await ask(standIn, "select '日本', zzz from ssb.lineorder");
		expect(exceptionMessage).toContain('From line 1, column 14 to line 1, column 16');
	});

	it('needs a User-Agent, and the right DATA_QUERY', async () => {
		const standIn = await startQueried();
		const body = { project: 'LEARN', sql: 'select 1' };
		const reader = { Authorization: basic('READER', 'reader') };
		expect((await post(standIn, '', body, reader)).status).toBe(200);
		standIn.queries.settings.withoutDataQuery.add('READER');
		const denied = await post(standIn, '', body, reader);
		expect([denied.status, denied.text]).toEqual([400, expect.stringContaining('KE-010024001')]);
		const nameless = await send(standIn.port, {
			method: 'POST',
			path: '/kylin/api/query',
			headers: { ...AS_ADMIN, 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		});
		expect([nameless.status, nameless.text]).toEqual([500, expect.stringContaining('User-Agent')]);
	});
});

describe('what answers', () => {
	const REVENUE = `select lo_orderdate, sum(lo_revenue) from ssb.lineorder
		join ssb.customer on lo_custkey = c_custkey where lo_orderdate = date '2024-03-31' group by lo_orderdate`;

	it('finds the rows of a missing build in the source alone', async () => {
		const standIn = await startQueried();
		standIn.queries.model('m_inc').built = false;
		const [silent, proof] = await Promise.all([
			ask(standIn, REVENUE),
			ask(standIn, REVENUE, { forced_to_index: true }),
		]);
		expect(silent).toMatchObject({ pushDown: true, resultRowCount: 1, realizations: [] });
		expect(proof.exceptionMessage).toMatch(/^No realization found for OlapContext, /);
	});

	it('finds no rows in an index of the days that are not built', async () => {
		const standIn = await startQueried();
		standIn.queries.model('m_inc').rows = "lo_orderdate < DATE '2024-03-31'";
		expect(await ask(standIn, REVENUE)).toMatchObject({ pushDown: false, results: [] });
		const fromSource = await ask(standIn, REVENUE, { forcedToPushDown: true });
		expect(fromSource.resultRowCount).toBe(1);
	});

	it('fails where push-down is switched off', async () => {
		const standIn = await startQueried();
		standIn.queries.settings.pushDown = false;
		const { exceptionMessage } = await ask(standIn, 'select * from ssb.region');
		expect(exceptionMessage).toMatch(/^No model found for OlapContext, /);
	});

	it('reads a lookup table alone from its snapshot', async () => {
		const standIn = await startQueried();
		const answer = await ask(standIn, 'select count(*) from ssb.customer');
		expect(answer).toMatchObject({
			engineType: 'NATIVE',
			results: [['20']],
			realizations: [{ modelId: 'null', layoutId: null, type: 'Table Snapshot' }],
		});
	});

	it.each([
		['select count(*) from ssb.lineorder', { is_push_down: false, is_post_aggregation: true }],
		['select lo_tax from ssb.lineorder', { is_push_down: true, realizations: [] }],
		['select 1', { is_constants: true, is_push_down: false }],
		['select', { is_exception: true, is_push_down: false }],
	])('is told without running %s', async (sql, facts) => {
		const standIn = await startQueried();
		const answer = await post(standIn, '/detection', { project: 'learn', sql });
		expect((JSON.parse(answer.text) as Envelope<unknown>).data).toMatchObject(facts);
		expect(standIn.queries.received).toEqual([]);
	});

	it('answers a large result from the cache until a model changes', async () => {
		const standIn = await startQueried();
		await standIn.queries.engine.run(
			'INSERT INTO SSB.EDGES (e_id) SELECT n FROM range(20000) numbers(n)',
		);
		const sql = 'select e_id from ssb.edges';
		const fresh = { backdoorToggles: { DEBUG_TOGGLE_DISABLE_QUERY_CACHE: 'true' } };
		expect((await ask(standIn, sql)).storageCacheUsed).toBe(false);
		expect((await ask(standIn, sql)).storageCacheUsed).toBe(true);
		expect((await ask(standIn, sql, fresh)).storageCacheUsed).toBe(false);
		standIn.queries.model('m_edges').rows = 'e_id > 5';
		expect((await ask(standIn, sql)).storageCacheUsed).toBe(false);
	});
});

describe('behaviour on demand', () => {
	it('ends a query that is stopped, and the first of its stopId alone', async () => {
		const standIn = await startQueried();
		standIn.queries.next({ slowMs: 60_000 });
		const asked = ask(standIn, 'select 1', { stopId: 'mine' });
		await running(standIn);
		await stop(standIn, 'another');
		await stop(standIn, 'mine');
		expect(await asked).toMatchObject({
			isException: true,
			is_stop_by_user: true,
			exceptionMessage: 'Stopped by user.',
			columnMetas: [],
		});
		expect(standIn.queries.stops.map(({ found }) => found)).toEqual([false, true]);
		expect(standIn.queries.received).toMatchObject([{ stopId: 'mine', fate: 'stopped' }]);
	});

	it('stops a query that really computes', async () => {
		const standIn = await startQueried();
		const product = 'ssb.lineorder a, ssb.lineorder b, ssb.lineorder c';
		const asked = ask(standIn, `select sum(a.lo_tax * b.lo_tax * c.lo_tax) from ${product}`, {
			stopId: 'long',
		});
		await running(standIn);
		await sleep(300);
		await stop(standIn, 'long');
		expect(await asked).toMatchObject({ is_stop_by_user: true });
	});

	it('runs into the time limit', async () => {
		const standIn = await startQueried();
		standIn.queries.settings.timeLimitSeconds = 0.05;
		standIn.queries.next({ slowMs: 60_000 });
		expect(await ask(standIn, 'select 1')).toMatchObject({ isException: true, is_timeout: true });
	});

	it.each([
		[{ refused: 'pushDown' as const }, { isException: true, is_refused: true }],
		[{ tooManyRows: true }, { exceptionMessage: expect.stringContaining('KE-010031201') }],
		[{ timedOut: true }, { is_timeout: true }],
		[{ partial: true }, { partial: true, isException: false }],
		[{ cached: true }, { storageCacheUsed: true, duration: 0 }],
		[{ exception: 'Spark is gone' }, { isException: true, exceptionMessage: 'Spark is gone' }],
		[{ resultRowCount: 7 }, { resultRowCount: 7, results: [['1']] }],
	])('%j once', async (behaviour, facts) => {
		const standIn = await startQueried();
		standIn.queries.next(behaviour);
		expect(await ask(standIn, 'select 1')).toMatchObject(facts);
		expect(await ask(standIn, 'select 1')).toMatchObject({ results: [['1']], isException: false });
	});

	it('refuses as a server that is too busy', async () => {
		const standIn = await startQueried();
		standIn.queries.next({ refused: 'server' });
		const answer = await post(standIn, '', { project: 'learn', sql: 'select 1' });
		expect([answer.status, answer.text]).toEqual([500, expect.stringContaining('KE-020032001')]);
	});

	it('drips', async () => {
		const standIn = await startQueried();
		standIn.queries.next({ drip: { bytes: 200, everyMs: 1 } });
		expect((await ask(standIn, 'select 1')).results).toEqual([['1']]);
	});

	it('breaks off', async () => {
		const standIn = await startQueried();
		standIn.queries.next({ cutAfterBytes: 100 });
		await expect(ask(standIn, 'select 1')).rejects.toThrow('aborted');
	});

	it('makes up results of any size and type', async () => {
		const standIn = await startQueried();
		standIn.queries.next({
			generated: {
				rows: 1234,
				columns: [
					{},
					{ type: 'BIGINT' },
					{ type: 'DECIMAL', precision: 38, scale: 3 },
					{ type: 'TIMESTAMP' },
					{ label: 'own', text: (row) => (row === 0 ? null : `"${row}"`) },
				],
			},
		});
		const { results, columnMetas, resultRowCount } = await ask(standIn, 'select 1');
		expect([results?.length, resultRowCount]).toEqual([1234, 1234]);
		expect(columnMetas?.map((meta) => [meta.label, meta.columnTypeName])).toEqual([
			['C0', 'VARCHAR'],
			['C1', 'BIGINT'],
			['C2', 'DECIMAL'],
			['C3', 'TIMESTAMP'],
			['own', 'VARCHAR'],
		]);
		expect(results?.[0]).toEqual([
			'a0000000000000000000',
			'0',
			'0.000',
			'2000-01-01 00:00:00',
			null,
		]);
		expect(results?.[1233].at(-1)).toBe('"1233"');
	});

	it('answers in the envelope of the type that was asked for', async () => {
		const standIn = await startQueried();
		const body = { project: 'learn', sql: 'select 1' };
		const bare = await post(standIn, '', body, { Accept: 'application/json' });
		const wrapped = await post(standIn, '', body, { Accept: V4_PUBLIC });
		expect(JSON.parse(bare.text)).toMatchObject({ results: [['1']] });
		expect(JSON.parse(wrapped.text)).toMatchObject({ data: { results: [['1']] } });
	});
});
