import { Workflow, type IDataObject, type INode } from 'n8n-workflow';
import { ApacheKylin } from '../../nodes/ApacheKylin/ApacheKylin.node';
import { OPERATIONS } from './fields';
import { NODE_TYPE, NodeTypes } from './harness';

const { subtitle } = new ApacheKylin().description;

function shown(parameters: IDataObject): unknown {
	const node: INode = {
		id: 'kylin',
		name: 'Kylin',
		type: NODE_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: new NodeTypes(),
	});
	return workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
}

const OTHERS = OPERATIONS.filter(({ operation }) => operation !== 'operate');

test.each(OTHERS)('the canvas shows $name below the node', ({ name, resource, operation }) => {
	expect(shown({ resource, operation })).toBe(name);
});

test.each<[IDataObject, string]>([
	[{}, 'Resume Jobs'],
	[{ action: 'PAUSE' }, 'Pause Jobs'],
	[{ action: 'DISCARD' }, 'Discard Jobs'],
	[{ action: 'DISCARD', dryRun: true }, 'Discard Jobs (Dry Run)'],
	[{ action: 'DISCARD', applyTo: 'allJobsInProject' }, 'Discard Jobs (Dry Run)'],
	[{ action: 'DISCARD', applyTo: 'allJobsInProject', discardAllDryRun: false }, 'Discard Jobs'],
	[{ action: 'RESTART', applyTo: 'allJobsInProject' }, 'Restart Jobs'],
])('the canvas shows what is done with the jobs: %j', (parameters, expected) => {
	expect(shown({ resource: 'job', operation: 'operate', ...parameters })).toBe(expected);
});
