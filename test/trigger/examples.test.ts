/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type IDataObject, type IWorkflowBase } from 'n8n-workflow';
import { ApacheKylinTrigger } from '../../nodes/ApacheKylinTrigger/ApacheKylinTrigger.node';
import { startKylin, seedJob, type Kylin } from '../engine/kylin';
import { TriggerHost } from './pollHarness';

const FOLDER = join(__dirname, '../../examples');
const TYPE = 'n8n-nodes-apache-kylin.apacheKylinTrigger';

const { description } = new ApacheKylinTrigger();

const triggers = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.flatMap((file) => {
		const workflow = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as IWorkflowBase;
		const node = workflow.nodes.find(({ type }) => type === TYPE);
		return node === undefined ? [] : [{ file, workflow, node }];
	});

let kylin: Kylin | undefined;

afterEach(async () => {
	await kylin?.close();
	kylin = undefined;
});

test('there is an alert, a remedy and a follow-up', () => {
	expect(triggers.map(({ file }) => file)).toEqual(
		expect.arrayContaining([
			'failure-alert.json',
			'resume-then-alert.json',
			'run-after-build.json',
		]),
	);
});

test.each(triggers)('$file: every parameter is one of the trigger', ({ node }) => {
	const parameters = { ...node.parameters };
	delete parameters.pollTimes;
	const { properties } = description;
	expect(
		NodeHelpers.getNodeParameters(properties, parameters, true, false, node, description),
	).toMatchObject(parameters);
});

test.each(triggers)('$file fires for what it is about', async ({ node }) => {
	const { events, filters } = node.parameters as { events?: string[]; filters?: { key?: string } };
	const key = filters?.key;
	kylin = await startKylin([
		seedJob('RUNNING', { id: 'job', job_name: 'INC_BUILD', target_subject: key ?? 'sales_model' }),
	]);
	const host = new TriggerHost(kylin.credential, node.parameters as IDataObject);
	const run = await host.activated();
	kylin.clock.advance(1_000);
	kylin.state.setState('job', events?.includes('jobFinished') ? 'SUCCEED' : 'ERROR');
	await run.poll();
	expect(host.events).toEqual([expect.objectContaining({ id: 'job' })]);
});

test.each(triggers)('$file: the trigger leads to every node', ({ workflow, node }) => {
	const reached = new Set([node.name]);
	for (const name of reached) {
		const next = workflow.connections[name]?.main.flatMap((output) => output ?? []) ?? [];
		for (const connection of next) reached.add(connection.node);
	}
	const nodes = workflow.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
	expect([...reached].sort()).toEqual(nodes.map(({ name }) => name).sort());
});
