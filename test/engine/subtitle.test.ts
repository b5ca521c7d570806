import { Workflow, type INode, type INodePropertyOptions } from 'n8n-workflow';
import { ApacheKylin } from '../../nodes/ApacheKylin/ApacheKylin.node';
import { NODE_TYPE, NodeTypes } from './harness';

const { properties, subtitle } = new ApacheKylin().description;
const operations = properties.find(({ name }) => name === 'operation')
	?.options as INodePropertyOptions[];

test.each(operations)('the canvas shows $name below the node', ({ name, value }) => {
	const node: INode = {
		id: 'kylin',
		name: 'Kylin',
		type: NODE_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource: 'job', operation: value },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: new NodeTypes(),
	});
	const shown = workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
	expect(shown).toBe(name);
});
