/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
	NodeHelpers,
	type INode,
	type INodeTypeDescription,
	type IWorkflowBase,
} from 'n8n-workflow';
import { ApacheKylinCallbackTrigger } from '../../nodes/ApacheKylinCallbackTrigger/ApacheKylinCallbackTrigger.node';
import { ApacheKylinTrigger } from '../../nodes/ApacheKylinTrigger/ApacheKylinTrigger.node';

const FOLDER = join(__dirname, '../../examples');

const DESCRIPTIONS: Record<string, INodeTypeDescription> = {
	'n8n-nodes-apache-kylin.apacheKylinTrigger': new ApacheKylinTrigger().description,
	'n8n-nodes-apache-kylin.apacheKylinCallbackTrigger': new ApacheKylinCallbackTrigger().description,
};

const triggers = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.flatMap((file) => {
		const { nodes } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as IWorkflowBase;
		return nodes
			.filter(({ type }) => type in DESCRIPTIONS)
			.map((node: INode) => ({ file, node, description: DESCRIPTIONS[node.type] }));
	});

test('each trigger has an example', () => {
	expect(new Set(triggers.map(({ node }) => node.type))).toEqual(
		new Set(Object.keys(DESCRIPTIONS)),
	);
});

test.each(triggers)('$file: every parameter is one of the trigger', ({ node, description }) => {
	const parameters = { ...node.parameters };
	delete parameters.pollTimes;
	const { properties } = description;
	expect(
		NodeHelpers.getNodeParameters(properties, parameters, true, false, node, description),
	).toMatchObject(parameters);
});
