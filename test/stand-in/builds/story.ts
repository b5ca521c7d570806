import type { startStandIn } from '../index';
import { loadExchanges, loadSeed, type Exchange } from '../recorded';

/** What stood behind `builds.jsonl`, and what happened between its requests. */

type StandIn = Awaited<ReturnType<typeof startStandIn>>;
type Entry = Record<string, unknown>;

const GMT8 = 8 * 3_600_000;
/** The source tables hold 100 orders for each day of the first quarter. */
const DATA = {
	rows_per_day: 100,
	data_from: Date.UTC(2024, 0, 1) - GMT8,
	data_until: Date.UTC(2024, 3, 1) - GMT8,
};
/** Three ship modes, in four regions where the customers are joined; the timestamps lie outside of what is built. */
const DATA_OF_MODEL: Record<string, Entry> = {
	m_inc: { groups_per_day: 12 },
	a_inc: { groups_per_day: 12 },
	m_full: { groups_per_day: 12 },
	m_int: { groups_per_day: 3 },
	m_ts: { rows_per_day: 0, groups_per_day: 0 },
};

const listOf = (value: unknown) => (Array.isArray(value) ? (value as Entry[]) : []);

function answerOf(exchanges: Exchange[], n: number): Entry {
	const exchange = exchanges.find((candidate) => candidate.n === n);
	return (exchange?.response.body as { data: Entry }).data;
}

/** Columns of the model's tables with what sampling found. */
function columnsOf(record: Entry): Record<string, Entry[]> {
	const described = new Map(
		listOf(record.simplified_dimensions).map((entry) => [entry.column, entry]),
	);
	return Object.fromEntries(
		listOf(record.simplified_tables).map(({ table, columns }) => [
			table,
			listOf(columns).map(({ name, datatype, cardinality }) => {
				const [, short] = String(table).split('.');
				const { min_value, max_value, simple } = described.get(`${short}.${String(name)}`) ?? {};
				return { name, type: datatype, cardinality, min_value, max_value, simple };
			}),
		]),
	);
}

function segmentSeed(record: Entry): Entry {
	const range = record.segRange as { date_range_start: number; date_range_end: number };
	const isFull = record.name === 'FULL_BUILD';
	const isEmpty = record.index_count === 0 && record.status === 'READY';
	return {
		id: record.id,
		...(isFull ? {} : { start: range.date_range_start, end: range.date_range_end }),
		status: isEmpty ? 'EMPTY' : record.status,
		create_time: record.create_time_utc,
		last_build_time: record.last_build_time,
		writes: record.mvcc,
	};
}

/** A model as the first list showed it. */
function modelSeed(record: Entry): Entry {
	const partition = record.partition_desc as Entry | null;
	const named = listOf(record.all_named_columns);
	const alias = String(record.alias);
	return {
		...DATA,
		...DATA_OF_MODEL[alias],
		project: record.project,
		alias,
		uuid: record.uuid,
		create_time: record.create_time,
		last_modified: record.last_modified,
		usage: record.usage,
		fact_table: record.fact_table,
		lookups: listOf(record.join_tables).map(({ table, alias: name, join }) => ({
			table,
			alias: name,
			primary_key: (join as Entry).primary_key,
			foreign_key: (join as Entry).foreign_key,
		})),
		columns: columnsOf(record),
		named_columns: named.map(({ column }) => column),
		dimensions: listOf(record.dimensions).flatMap(({ table, columns }) =>
			listOf(columns).map((column) => `${String(table)}.${String(column)}`),
		),
		measures: listOf(record.all_measures).map(({ name, function: call }) => {
			const { expression, parameters, returntype } = call as Entry;
			const [{ type, value }] = listOf(parameters);
			return {
				name,
				expression,
				column: type === 'column' ? value : null,
				return_type: returntype,
			};
		}),
		partition: partition && {
			column: partition.partition_date_column,
			format: partition.partition_date_format,
		},
		segments: listOf(record.segments).map(segmentSeed),
	};
}

/** An index as the list of indexes showed it. */
function indexSeed({ id, source, col_order, last_modified, usage }: Entry): Entry {
	const keys = (kind: string) =>
		listOf(col_order)
			.filter(({ value }) => value === kind)
			.map(({ key }) => key);
	return { id, source, last_modified, usage, columns: keys('column'), measures: keys('measure') };
}

/** The tables of the project alpha were made from the same source. */
function alphaModels(template: Entry, exchanges: Exchange[]): Entry[] {
	const found = listOf(answerOf(exchanges, 285).value);
	const incremental = { ...template, project: 'alpha', alias: 'a_inc' };
	const fullUuid = '22758434-3e4c-468f-0f47-a691bfc8087a';
	return [
		{ ...incremental, uuid: found[0].model_uuid, segments: found.map(segmentSeed) },
		{ ...incremental, alias: 'a_full', uuid: fullUuid, partition: null, segments: undefined },
	];
}

/** Snapshots that builds had made before the story looks at them. */
const SNAPSHOTS: Record<string, Entry> = {
	'learn/SSB.CUSTOMER': {
		snapshot: true,
		snapshot_rows: 50,
		snapshot_bytes: 57_796,
		snapshot_time: 1795820351758,
	},
	'learn/SSB.REGION': { rows: 4, loaded_at: 1795819014635 },
};

/** Most of what the seed tells of was gone when the story began: a DELETE had emptied the history. */
function remainingJobs(jobs: Entry[]) {
	const kept = ['b67bf44a', 'd410f5bf', '2fc28e17', 'db59187b', 'ff7dac79'];
	return jobs.filter(({ id }) => kept.includes(String(id).slice(0, 8)));
}

export function seedBehind(exchanges: Exchange[]) {
	const seed = loadSeed();
	const models = listOf(answerOf(exchanges, 9).value).map(modelSeed);
	const [template] = models.filter(({ alias }) => alias === 'm_inc');
	template.indexes = listOf(answerOf(exchanges, 520).indexes).map(indexSeed);
	return {
		...seed,
		recorded_at: exchanges[0].at,
		models: [...models, ...alphaModels(template, exchanges)],
		tables: (seed.tables as Entry[]).map((table) => ({
			...table,
			...SNAPSHOTS[`${String(table.project)}/${String(table.name)}`],
		})),
		jobs: remainingJobs(seed.jobs),
	};
}

/** `hasDetected`: it had its first step behind it. */
export type JobEvent = { at: number; id: string; state: string; hasDetected?: boolean };

/** Jobs that no list of the story shows, and a run that a RESTART wiped out. */
const UNSEEN: JobEvent[] = [
	{
		at: 1795820365062,
		id: 'e4dd895d-ba96-4488-338a-eb5f1b0b0265-7a623ae7-7a2f-140c-62c3-470f2dd10459',
		state: 'SUCCEED',
	},
	{
		at: 1795820478000,
		id: 'bfac1d6a-9bf7-fcf5-36e1-596357a88b94-7a623ae7-7a2f-140c-62c3-470f2dd10459',
		state: 'RUNNING',
	},
];

/** When a job of the story began to run and when it ended by itself, from the records of its lists. */
export function jobEvents(exchanges: Exchange[]): JobEvent[] {
	const events = new Map<string, JobEvent>();
	for (const { response } of exchanges) {
		const { data } = (response.body ?? {}) as { data?: Entry };
		for (const record of listOf(data?.value)) {
			const { id, scheduler_state: state, exec_start_time: start, exec_end_time: end } = record;
			if (typeof state !== 'string') continue;
			const hasDetected = Number(record.step_ratio) > 0;
			const note = (at: unknown, next: string) => {
				const event = { at: Number(at), id: String(id), state: next, hasDetected };
				events.set(`${event.at} ${event.id} ${next}`, event);
			};
			if (Number(start) > 0 && state !== 'SUICIDAL') note(start, 'RUNNING');
			if (['SUCCEED', 'ERROR', 'SUICIDAL'].includes(state)) note(end, state);
			if (state === 'PENDING') note(record.last_modified, 'PENDING');
		}
	}
	const own = [...events.values()].filter(({ at }) => at > exchanges[0].at);
	return [...own, ...UNSEEN].sort((x, y) => x.at - y.at);
}

/** What the source file that somebody broke made of a build. */
const BROKEN_FILE =
	'file:/srv/kylin/wh/ssb.db/lineorder_int/part-00001-aeeb8ed8-fe1f-404b-8735-f6e7126e87f8-c000.snappy.parquet is not a Parquet file. Expected magic number at tail, but found [98, 97, 103, 101]';

function outputOf(exchanges: Exchange[], n: number) {
	return String(answerOf(exchanges, n).cmd_output);
}

/** What the story changes without a request that the stand-in serves, before the exchange of that number. */
export const CHANGES: Record<
	number,
	(standIn: StandIn, body: Entry, exchanges: Exchange[]) => void
> = {
	252: ({ builds }, _body, exchanges) => {
		const logs = { 0: outputOf(exchanges, 255), 1: outputOf(exchanges, 256) };
		builds.failNext({ message: BROKEN_FILE }, 1, logs);
	},
	214: ({ builds }) => builds.setSnapshotManagement('learn', true),
	243: ({ builds }) => builds.removeModel('learn', 'm_str'),
	264: ({ builds }, { col_order }) => {
		builds.addIndex('learn', 'm_inc', { columns: col_order });
	},
	325: ({ builds }) => {
		builds.addModel({
			...DATA,
			groups_per_day: 3,
			project: 'learn',
			alias: 'm_full2',
			uuid: 'db4efd88-5559-1aa9-d85f-24b404008970',
			create_time: 1795820925952,
			fact_table: 'SSB.LINEORDER',
			columns: {
				'SSB.LINEORDER': [
					{ name: 'LO_REVENUE', type: 'bigint' },
					{ name: 'LO_SHIPMODE', type: 'varchar(4096)' },
				],
			},
			dimensions: ['LINEORDER.LO_SHIPMODE'],
			measures: [
				{ name: 'SUM_LO_REVENUE', expression: 'SUM', column: 'LINEORDER.LO_REVENUE' },
				{ name: 'COUNT_ALL', expression: 'COUNT' },
			],
			partition: null,
			segments: [
				{ id: '8a0219cd-e7e2-1bb0-8061-ceaa33b8e75a', status: 'EMPTY', create_time: 1795820925974 },
			],
		});
	},
	332: ({ builds }) => {
		builds.addModel({
			project: 'learn',
			alias: 'm_noidx',
			fact_table: 'SSB.LINEORDER',
			partition: { column: 'LINEORDER.LO_ORDERDATE', format: 'yyyy-MM-dd' },
			indexes: [],
		});
	},
};

/** Lists of indexes that stand in the other file, at their place in time. */
const INDEX_LISTS = [520, 521, 522];

export function loadStory() {
	const lists = loadExchanges('jobs.jsonl').filter(({ n }) => INDEX_LISTS.includes(n));
	return [...loadExchanges('builds.jsonl'), ...lists].sort((x, y) => x.at - y.at || x.n - y.n);
}
