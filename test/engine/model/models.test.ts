import type { IDataObject } from 'n8n-workflow';
import { searchList } from '../harness';
import type { Kylin } from '../kylin';
import { built, daysAgo, factsModel, iso, onModel, salesModel, startWithModels } from '../models';
import { READER, runner } from '../operations';
import { shareClock } from '../waiting';

const list = runner('model', 'list');
const get = runner('model', 'get');

let kylin: Kylin;

beforeEach(async () => {
	kylin = await startWithModels([
		salesModel({ segments: [built(10, 8), built(7, 5), built(5, 4)] }),
		factsModel(),
		{ project: 'learn_kylin', alias: 'broken_one', broken: true },
	]);
	shareClock(kylin);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

const named = (items: Array<{ json: IDataObject }>, name: string) =>
	items.find(({ json }) => json.name === name)?.json;

test('List Models tells until when data reach, gaps, failed jobs and what is being built', async () => {
	kylin.builds.failNext();
	const failed = await runner('segment', 'build')(kylin, {
		range: 'fromUntil',
		from: '2026-11-19',
		until: '2026-11-20',
	});
	kylin.clock.advance(3_600_000);
	kylin.builds.holdNext('RUNNING');
	await runner('segment', 'build')(
		kylin,
		{ range: 'fromUntil', from: '2026-11-20', until: '2026-11-21' },
		{ executionId: 'execution-2' },
	);
	const { items, error } = await list(kylin);
	expect(error).toBeUndefined();
	expect(items).toHaveLength(3);
	expect(named(items, 'sales')).toMatchObject({
		project: 'learn_kylin',
		load_type: 'incremental',
		partition_format: 'yyyy-MM-dd',
		data_until: iso(daysAgo(4)),
		complete_until: iso(daysAgo(8)),
		building_until: iso(daysAgo(2)),
		segments: 5,
		gaps: [{ range_start: iso(daysAgo(8)), range_end: iso(daysAgo(7)) }],
		unfinished_segments: ['20261119000000_20261120000000', '20261120000000_20261121000000'],
		failed_jobs: [
			{
				job_id: failed.items[0].json.job_id,
				status: 'ERROR',
				segments: ['20261119000000_20261120000000'],
			},
		],
		segments_without_all_indexes: [],
	});
	expect(named(items, 'facts')).toMatchObject({ load_type: 'full', data_until: null, gaps: [] });
	expect(named(items, 'broken_one')).toMatchObject({ status: 'BROKEN' });
});

test('List Models filters by name and status, limits, and gives raw records', async () => {
	expect(
		(await list(kylin, { modelFilters: { name: 'ALE' } })).items.map(({ json }) => json.name),
	).toEqual(['sales']);
	expect(
		(await list(kylin, { modelFilters: { statuses: ['BROKEN'] } })).items.map(
			({ json }) => json.name,
		),
	).toEqual(['broken_one']);
	expect((await list(kylin, { limit: 2 })).items).toHaveLength(2);
	expect((await list(kylin, { output: 'raw', limit: 1 })).items[0].json).toHaveProperty('uuid');
});

test('List Models reads page after page', async () => {
	for (let index = 0; index < 230; index += 1) {
		kylin.builds.addModel({ project: 'learn_kylin', alias: `model_${index}` });
	}
	const { items } = await list(kylin, { returnAll: true });
	expect(new Set(items.map(({ json }) => json.name)).size).toBe(233);
});

test('Get Model tells tables, columns with types, measures and the range that is ready, in a short item', async () => {
	const { items, error } = await get(kylin);
	expect(error).toBeUndefined();
	const [{ json }] = items;
	expect(json).toMatchObject({
		name: 'sales',
		data_until: iso(daysAgo(4)),
		fact_table: expect.any(String),
	});
	expect((json.columns as IDataObject[])[0]).toEqual({
		column: expect.stringContaining('.'),
		name: expect.any(String),
		type: expect.any(String),
	});
	expect((json.measures as IDataObject[])[0]).toMatchObject({
		expression: expect.stringMatching(/^[A-Z_]+\(.*\)$/),
	});
	expect(JSON.stringify(json).length).toBeLessThan(3_000);
});

test('both are enough with READ', async () => {
	for (const run of [await list(kylin, {}, READER(kylin)), await get(kylin, {}, READER(kylin))]) {
		expect(run.error).toBeUndefined();
		expect(run.items.length).toBeGreaterThan(0);
	}
});

test('a broken model, and one of another project, are refused', async () => {
	const broken = await get(kylin, onModel('broken_one'));
	expect(broken.error?.message).toBe('Model "broken_one" is broken');
	const unknown = await get(kylin, onModel('elsewhere'));
	expect(unknown.error?.message).toContain('\'Model\' is "elsewhere"');
});

test('the picker of models tells status, column and until when data reach', async () => {
	const { results } = await searchList('searchModels', kylin.credential, {
		parameters: onModel(''),
	});
	expect(results.map(({ name }) => name)).toEqual(
		expect.arrayContaining([
			expect.stringMatching(/^sales · [A-Z]+ · data until 2026-11-19 · by /),
			expect.stringMatching(/^facts · [A-Z]+ · full load$/),
		]),
	);
	const filtered = await searchList('searchModels', kylin.credential, {
		parameters: onModel(''),
		filter: 'fac',
	});
	expect(filtered.results.map(({ value }) => value)).toEqual(['facts']);
	await expect(searchList('searchModels', kylin.credential)).rejects.toThrow("'Project' is empty");
});
