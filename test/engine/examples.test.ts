/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type IDataObject, type INode, type INodeProperties } from 'n8n-workflow';
import { ApacheKylin } from '../../nodes/ApacheKylin/ApacheKylin.node';
import { clock } from '../../nodes/shared/time/clock';
import { NODE_TYPE, runKylin } from './harness';
import { NOW, seedJob, startKylin, type Kylin } from './kylin';
import { built, startWithModels } from './models';
import { shareClock } from './waiting';

const FOLDER = join(__dirname, '../../examples');

type Example = { nodes: INode[] };

const read = (file: string): Example => JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
const kylinNodes = (file: string) => read(file).nodes.filter(({ type }) => type === NODE_TYPE);
const parametersOf = (file: string, name: string) =>
	kylinNodes(file).find((node) => node.name === name)?.parameters as IDataObject;

const { description } = new ApacheKylin();

const everyNode = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.flatMap((file) => kylinNodes(file).map((node) => ({ file, name: node.name, node })));

test.each(everyNode)('$file, $name: every parameter is one of the operation', ({ node }) => {
	const { properties } = description;
	// n8n leaves out what the operation does not show.
	const kept = NodeHelpers.getNodeParameters(
		properties,
		node.parameters,
		true,
		false,
		node,
		description,
	);
	expect(kept).toMatchObject(node.parameters);
	for (const { name, type } of properties) {
		if (type !== 'collection') continue;
		const used = Object.keys((node.parameters[name] as IDataObject | undefined) ?? {});
		const offered = properties
			.filter((property: INodeProperties) => property.name === name)
			.flatMap((property) => property.options ?? [])
			.map((option) => option.name);
		expect(offered).toEqual(expect.arrayContaining(used));
	}
});

let kylin: Kylin;

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin?.close();
});

const run = async (file: string, name: string, item: IDataObject = {}) => {
	const { items, error } = await runKylin({
		parameters: parametersOf(file, name),
		credential: kylin.credential,
		items: [item],
	});
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
};

test('tell-me-why.json: from the list to the job, and to the log of its failed step', async () => {
	const failed = seedJob('ERROR', { shape: 'full', logs: { 'Load Data To Index': 'the log' } });
	kylin = await startKylin([failed, seedJob('SUCCEED')]);
	const [listed] = await run('tell-me-why.json', 'List Failed Jobs');
	expect(listed).toEqual({ id: failed.id, project: 'learn_kylin' });
	const [job] = await run('tell-me-why.json', 'Get Job', listed);
	expect(job).toMatchObject({ failure: { step: 'Load Data To Index' } });
	const [log] = await run('tell-me-why.json', 'Get Its Log', job);
	expect(log).toMatchObject({ step_name: 'Load Data To Index', log: 'the log' });
});

test('resume-and-wait.json returns the job when it has finished', async () => {
	const failed = seedJob('ERROR', { shape: 'full', run_ms: 600_000 });
	kylin = await startKylin([failed], { frozen: false, manual: true });
	shareClock(kylin);
	const [done] = await run('resume-and-wait.json', 'Resume and Wait', { id: failed.id });
	expect(done).toMatchObject({ id: failed.id, status: 'FINISHED', applied: true });
});

test('monthly-report.json counts the month before', async () => {
	const lastMonth = Date.now() - 31 * 24 * 3_600_000;
	jest.spyOn(clock, 'now').mockImplementation(() => NOW);
	kylin = await startKylin([seedJob('SUCCEED', { end_time: lastMonth, byte_size: 5 })]);
	const [total] = await run('monthly-report.json', 'Count Last Month');
	expect(total).toMatchObject({
		project: 'learn_kylin',
		from: expect.stringMatching(/^\d{4}-\d\d-01T00:00:00[+-]/),
		to: expect.stringMatching(/^\d{4}-\d\d-01T00:00:00[+-]/),
	});
	await run('monthly-report.json', 'Count by Model');
	expect(kylin.requests[1].query).toMatchObject({ dimension: 'model' });
});

describe('examples that build', () => {
	const named = (alias: string) => ({
		project: 'learn_kylin',
		alias,
		segments: [9, 8, 7, 6, 5, 4, 3].map((day) => built(day, day - 1)),
	});

	beforeEach(async () => {
		kylin = await startWithModels([
			named('sales_model'),
			named('orders_model'),
			named('stock_model'),
		]);
		shareClock(kylin);
	});

	test('nightly-build.json: a segment a day until today, and nothing to do after it', async () => {
		const night = await run('nightly-build.json', 'Build What Is New');
		expect(night.map(({ outcome, timed_out }) => [outcome, timed_out])).toEqual([
			['started', false],
			['started', false],
		]);
		const again = await run('nightly-build.json', 'Build What Is New');
		expect(again.map(({ outcome }) => outcome)).toEqual(['nothing_to_do']);
	});

	test('late-data.json: three days are refreshed, and two are built', async () => {
		const done = await run('late-data.json', 'Refresh and Build');
		expect(done.map(({ job }) => (job as IDataObject).job_type)).toEqual([
			'Refresh Data',
			'Refresh Data',
			'Refresh Data',
			'Load Data',
			'Load Data',
		]);
	});

	test('weekly-merge.json: the missing indexes are built, and the week is one segment', async () => {
		kylin.builds.addIndex('learn_kylin', 'sales_model');
		const indexes = await run('weekly-merge.json', 'Build Missing Indexes');
		expect(indexes.map(({ outcome }) => outcome)).toEqual(['started']);
		const merged = await run('weekly-merge.json', 'Merge Last Week');
		expect(merged.map(({ outcome, timed_out }) => [outcome, timed_out])).toEqual([
			['started', false],
		]);
	});

	test('build-then-go-on.json: each of the models is built once', async () => {
		for (const models of ['sales_model', 'orders_model', 'stock_model']) {
			const done = await run('build-then-go-on.json', 'Build Them', { models });
			expect(done.map(({ outcome, model }) => [outcome, model])).toEqual([['started', models]]);
		}
		expect(kylin.state.jobs.size).toBe(3);
	});
});
