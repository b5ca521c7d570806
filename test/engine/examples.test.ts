/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type IDataObject, type INode, type INodeProperties } from 'n8n-workflow';
import { ApacheKylin } from '../../nodes/ApacheKylin/ApacheKylin.node';
import { NODE_TYPE, runKylin } from './harness';
import type { Kylin } from './kylin';
import { built, startWithModels } from './models';
import { shareClock } from './waiting';

const FOLDER = join(__dirname, '../../examples');

type Example = { nodes: INode[] };

const read = (file: string): Example => JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
const kylinNodes = (file: string) =>
	read(file).nodes.filter(({ type }) => [NODE_TYPE, `${NODE_TYPE}Tool`].includes(type));
const parametersOf = (file: string, name: string) =>
	kylinNodes(file).find((node) => node.name === name)?.parameters as IDataObject;

/** What n8n itself adds to a node. */
const OF_N8N = ['descriptionType', 'toolDescription', 'requestOptions'];

const { description } = new ApacheKylin();

const everyNode = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.flatMap((file) => kylinNodes(file).map((node) => ({ file, name: node.name, node })));

test.each(everyNode)('$file, $name: every parameter is one of the operation', ({ node }) => {
	const { properties } = description;
	const own = Object.fromEntries(
		Object.entries(node.parameters).filter(([name]) => !OF_N8N.includes(name)),
	);
	// n8n leaves out what the operation does not show.
	const kept = NodeHelpers.getNodeParameters(
		properties,
		node.parameters,
		true,
		false,
		node,
		description,
	);
	expect(kept).toMatchObject(own);
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
});
