/** The way project → model → segments through the lists of the editor, and what is left of it at run time. */
import type { IDataObject } from 'n8n-workflow';
import { loadOptions, searchList } from '../harness';
import type { Kylin } from '../kylin';
import { built, daysAgo, onModel, salesModel, startWithModels, started } from '../models';
import { READER, runner } from '../operations';
import { shareClock } from '../waiting';

let kylin: Kylin;

beforeEach(async () => {
	kylin = await startWithModels([
		salesModel({ segments: [5, 4].map((day) => built(day, day - 1)) }),
		{ project: 'learn_kylin', alias: 'orders', segments: [built(3, 2)] },
		{ project: 'secret', alias: 'hidden' },
	]);
	shareClock(kylin);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

/** As the editor holds them: a field that is not shown has no value. */
const OF = (model: string) => ({
	resource: 'segment',
	operation: 'refresh',
	chooseBy: 'names',
	...onModel(model),
});

test('a READ user goes from the project to the segments, but finds no project to build in', async () => {
	const { credential } = READER(kylin);
	const projects = await searchList('searchReadableProjects', credential);
	expect(projects.results.map(({ value }) => value)).toEqual(['learn_kylin']);
	const models = await searchList('searchModels', credential, { parameters: onModel('') });
	expect(models.results.map(({ value }) => value).sort()).toEqual(['orders', 'sales']);
	const segments = await loadOptions('getSegments', credential, OF('sales'));
	expect(segments).toEqual([
		{
			name: '2026-11-19 to 2026-11-20 · ONLINE · 2 of 2 indexes',
			value: '20261119000000_20261120000000',
		},
		{
			name: '2026-11-18 to 2026-11-19 · ONLINE · 2 of 2 indexes',
			value: '20261118000000_20261119000000',
		},
	]);
	await expect(searchList('searchProjects', credential)).rejects.toThrow(
		'This user has the permission OPERATION on no project',
	);
	const hidden = { ...onModel(''), project: { __rl: true, mode: 'name', value: 'secret' } };
	await expect(searchList('searchModels', credential, { parameters: hidden })).rejects.toThrow();
});

test('segments that do not begin and end at midnight are told with the time of day', async () => {
	const start = daysAgo(3);
	const segments = [{ start, end: start + 90 * 60_000 }];
	kylin.builds.addModel({ project: 'learn_kylin', alias: 'hourly', segments });
	const [{ name }] = await loadOptions('getSegments', kylin.credential, OF('hourly'));
	expect(name).toMatch(/^2026-11-20 00:00:00 to 2026-11-20 01:30:00 · /);
});

test('segments ask for what is above them first', async () => {
	const { credential } = kylin;
	await expect(loadOptions('getSegments', credential)).rejects.toThrow("'Project' is empty");
	await expect(loadOptions('getSegments', credential, OF(''))).rejects.toThrow("'Model' is empty");
});

const OF_SALES = { chooseBy: 'names', segments: ['20261118000000_20261119000000'] };

test.each<[string, string, IDataObject]>([
	['segment', 'list', {}],
	['segment', 'build', {}],
	['segment', 'refresh', OF_SALES],
	['segment', 'merge', OF_SALES],
	['index', 'build', OF_SALES],
	['model', 'get', {}],
])('%s %s refuses a model of the former project', async (resource, operation, parameters) => {
	const { error } = await runner(resource, operation)(kylin, {
		...parameters,
		project: { __rl: true, mode: 'list', value: 'secret' },
		model: { __rl: true, mode: 'list', value: 'sales' },
	});
	expect(error?.message).toBe('\'Model\' is "sales", which project "secret" does not have');
	expect(error?.description).toContain("'Project' was changed since");
	expect(started(kylin)).toEqual([]);
});

test.each([
	['segment', 'refresh'],
	['segment', 'merge'],
	['index', 'build'],
])('%s %s refuses a segment of the former model', async (resource, operation) => {
	const { error } = await runner(resource, operation)(kylin, { ...onModel('orders'), ...OF_SALES });
	expect(error?.message).toBe(
		'\'Segment Names or IDs\' holds 20261118000000_20261119000000, which model "orders" does not have',
	);
	expect(error?.description).toContain("'Model' was changed since");
	expect(started(kylin)).toEqual([]);
});
