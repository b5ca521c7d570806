import { start } from '../harness';
import {
	AS_ANALYST,
	AS_READER,
	FIRST,
	SECOND,
	THIRD,
	ask,
	asUser,
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
	type Body,
} from './questions';

/** Models and segments as lists show them. */

const SEGMENTS = 'models/sales/segments?project=learn';
const names = (value: Body[]) => value.map(({ name }) => name);

describe('the status of a segment', () => {
	it('is WARNING for inconsistent data and OVERLAP for two ready ones', async () => {
		const standIn = await startWith({
			segments: [{ ...range(0), status: 'WARNING' }, range(1, 3), range(2, 4)],
		});
		expect(shown(standIn).map(([, status]) => status)).toEqual(['WARNING', 'OVERLAP', 'OVERLAP']);
	});

	it('is LOADING while a job builds indexes into it', async () => {
		const standIn = await startWith({ segments: [range(0), range(1)] });
		standIn.builds.addIndex('learn', 'sales');
		await ask(standIn, 'POST', `models/sales/segments/completion?project=learn&names=${FIRST}`);
		expect(shown(standIn)).toEqual([
			[FIRST, 'LOADING'],
			[SECOND, 'ONLINE'],
		]);
		expect(refusal(await change(standIn, { names: [FIRST] }))).toEqual([500, 'KE-010022217']);
	});

	it.each([
		['5.0.2', 'ONLINE'],
		['5.0.0', 'LOCKED'],
	] as const)(
		'of %s is %s where only what lies outside of the window locks it',
		async (profile, status) => {
			const standIn = await start({
				profile,
				manual: true,
				seed: seed({ segments: [range(0, 2), { ...range(1, 3), status: 'NEW' }] }),
			});
			const { start: from, end: until } = range(0);
			const { value } = await list(standIn, `${SEGMENTS}&start=${from}&end=${until}`);
			expect(value.map(({ status_to_display }) => status_to_display)).toEqual([status]);
		},
	);
});

describe('the list of segments', () => {
	const three = {
		segments: [range(0), range(1), range(2)].map((segment, index) => ({
			...segment,
			create_time: 1000 + index,
		})),
	};

	it('turns `reverse` round', async () => {
		const standIn = await startWith(three);
		expect(names((await list(standIn, SEGMENTS)).value)).toEqual([THIRD, SECOND, FIRST]);
		expect(names((await list(standIn, `${SEGMENTS}&reverse=true`)).value)).toEqual([
			FIRST,
			SECOND,
			THIRD,
		]);
		const byName = await list(standIn, `${SEGMENTS}&sort_by=name&reverse=true`);
		expect(names(byName.value)).toEqual([FIRST, SECOND, THIRD]);
		expect((await list(standIn, `${SEGMENTS}&sort_by=zzz`)).value).toHaveLength(3);
	});

	it('is cut into pages and windows', async () => {
		const standIn = await startWith(three);
		const page = await list(standIn, `${SEGMENTS}&page_size=2&page_offset=1`);
		expect([names(page.value), page.total_size]).toEqual([[FIRST], 3]);
		const { start: from, end: until } = range(1);
		const window = await list(standIn, `${SEGMENTS}&start=${from}&end=${until}`);
		expect(names(window.value)).toEqual([SECOND]);
		expect((await list(standIn, `${SEGMENTS}&page_size=0`)).value).toEqual([]);
		const negative = await ask(standIn, 'GET', `${SEGMENTS}&page_size=-1`);
		expect(refusal(negative)).toEqual([500, 'KE-010043208']);
	});

	it('ignores unknown statuses, and all of them if none is known', async () => {
		const standIn = await startWith({ segments: [range(0), { ...range(1), status: 'WARNING' }] });
		const found = async (question: string) =>
			(await list(standIn, `${SEGMENTS}&${question}`)).total_size;
		expect(await found('statuses=WARNING,nonsense')).toBe(1);
		expect(await found('statuses=online')).toBe(2);
		expect(await found('status=warning')).toBe(1);
		expect(await found('status=nonsense')).toBe(0);
	});

	it('needs READ', async () => {
		const standIn = await startWith(three);
		const forReader = await ask(standIn, 'GET', SEGMENTS, {}, AS_READER);
		expect(forReader.status).toBe(200);
		expect(refusal(await ask(standIn, 'GET', SEGMENTS, {}, AS_ANALYST))).toEqual([
			400,
			'KE-010024001',
		]);
	});
});

describe('the list of models', () => {
	it('shows what each of them is', async () => {
		const standIn = await startWith(
			{ alias: 'online', segments: [range(0)] },
			{ alias: 'gap', segments: [range(0), range(2)] },
			{ alias: 'covered', segments: [range(0, 4), range(1), range(4)] },
			{ alias: 'lacks', segments: [range(0), { ...range(1), indexes: [1] }] },
			{ alias: 'offline', segments: [range(0)], offline: true },
			{ alias: 'empty' },
			{ alias: 'full', partition: null },
			{ alias: 'broken', broken: true },
		);
		const { value } = await list(standIn, 'models?project=learn&page_size=50');
		const row = ({ alias, status, last_build_end, segment_holes }: Body) => [
			alias,
			[status, last_build_end, (segment_holes as Body[]).length],
		];
		expect(Object.fromEntries(value.map(row))).toEqual({
			online: ['ONLINE', range(0).end, 0],
			gap: ['WARNING', range(2).end, 1],
			covered: ['ONLINE', range(4).end, 0],
			lacks: ['WARNING', range(1).end, 0],
			offline: ['OFFLINE', range(0).end, 0],
			empty: ['OFFLINE', '', 0],
			full: ['OFFLINE', '9223372036854775807', 0],
			broken: ['BROKEN', '', 0],
		});
		const warned = await list(standIn, 'models?project=learn&status=warning,broken');
		expect(warned.value.map(({ alias }) => alias).sort()).toEqual(['broken', 'gap', 'lacks']);
		expect((await list(standIn, 'models?project=learn&table=DEFAULT.ORDERS')).total_size).toBe(0);
	});

	it('counts a segment under way in its end', async () => {
		const standIn = await startWith({ segments: [range(0)] });
		await build(standIn, range(1));
		const { value } = await list(standIn, 'models?project=learn&model_name=SALES');
		expect(value[0].last_build_end).toBe(range(1).end);
	});

	it('puts models with hidden columns last and leaves nothing out of them', async () => {
		const standIn = await startWith(
			{ alias: 'hidden', hidden: { READER: ['DEFAULT.ORDERS.AMOUNT'] }, last_modified: 2 },
			{ alias: 'plain', last_modified: 1 },
		);
		const answer = await ask(standIn, 'GET', 'models?project=learn', {}, AS_READER);
		const { value } = answer.data as { value: Body[] };
		expect(value.map(({ alias, visible }) => [alias, visible])).toEqual([
			['plain', true],
			['hidden', false],
		]);
		expect(value[1].unauthorized_columns).toEqual(['DEFAULT.ORDERS.AMOUNT']);
	});

	it('without unbroken models is open to everybody', async () => {
		const standIn = await startWith({ broken: true });
		const models = await ask(standIn, 'GET', 'models?project=learn', {}, AS_ANALYST);
		expect(models.status).toBe(200);
	});

	it('tells of index planning since 5.0.2', async () => {
		const record = async (profile: '5.0.0' | '5.0.2') => {
			const standIn = await start({ profile, frozen: true, seed: seed({}) });
			return (await list(standIn, 'models?project=learn')).value[0];
		};
		expect(await record('5.0.2')).toHaveProperty('auto_index_plan_enable', false);
		expect(await record('5.0.0')).not.toHaveProperty('auto_index_plan_enable');
	});
});

describe('one model', () => {
	it('is described to whoever has a login, by alias or UUID', async () => {
		const standIn = await startWith({});
		const desc = async (name: string, accept = AS_ANALYST) =>
			await ask(standIn, 'GET', `models/LEARN/${name}/model_desc`, {}, accept);
		const { data } = await desc('Sales');
		const { uuid, dimensions, measures } = data as {
			uuid: string;
			dimensions: Body[];
			measures: Body[];
		};
		expect(dimensions.map(({ column, type }) => [column, type])).toEqual([
			['ORDERS.ORDER_DATE', 'date'],
			['ORDERS.REGION', 'varchar(4096)'],
		]);
		expect(measures.map(({ name }) => name)).toEqual(['SUM_AMOUNT', 'COUNT_ALL']);
		expect((await desc(uuid)).status).toBe(200);
		expect(refusal(await desc('other'))).toEqual([500, 'KE-010002203']);
		const v4 = { ...asUser('ADMIN', 'KYLIN'), Accept: 'application/vnd.apache.kylin-v4+json' };
		expect((await desc('sales', v4)).status).toBe(406);
	});

	it('has its tables and columns, without the hidden ones', async () => {
		const standIn = await startWith({ hidden: { READER: ['DEFAULT.ORDERS.AMOUNT'] } });
		const columns = async (question: string, user = AS_READER) => {
			const answer = await ask(
				standIn,
				'GET',
				`query/tables_and_columns?project=learn&${question}`,
				{},
				user,
			);
			const [table] = answer.data as Array<{ columns: Array<{ column_NAME: string }> }>;
			return table?.columns.map(({ column_NAME }) => column_NAME);
		};
		expect(await columns('cube=SALES')).toEqual(['ORDER_ID', 'ORDER_DATE', 'REGION']);
		expect(await columns('cube=other')).toBeUndefined();
	});
});

it('a deleted segment takes its job with it', async () => {
	const standIn = await startWith({ segments: [range(0)] });
	const [job] = jobsOf(await build(standIn, range(1)));
	const path = `models/sales/segments?project=learn&purge=false&names=${SECOND}`;
	expect((await ask(standIn, 'DELETE', path)).status).toBe(200);
	expect(standIn.jobs()[job.job_id]).toBe('SUICIDAL');
	finish(standIn);
	expect(shown(standIn)).toEqual([[FIRST, 'ONLINE']]);
});
