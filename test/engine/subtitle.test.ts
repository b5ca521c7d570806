import { Workflow, type INode } from 'n8n-workflow';
import { ApacheKylin } from '../../nodes/ApacheKylin/ApacheKylin.node';
import { OPERATIONS } from './fields';
import { NODE_TYPE, NodeTypes } from './harness';

const { subtitle } = new ApacheKylin().description;

test.each(OPERATIONS)('the canvas shows $name below the node', ({ name, resource, operation }) => {
	const node: INode = {
		id: 'kylin',
		name: 'Kylin',
		type: NODE_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource, operation },
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
