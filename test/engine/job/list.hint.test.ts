import { Workflow, type IDataObject, type INode } from 'n8n-workflow';
import { PROJECT_BY_PROJECT_HINT } from '../../../nodes/ApacheKylin/job/list/projectByProjectHint';
import { NODE_TYPE, NodeTypes } from '../harness';

const OTHERS = { filters: { otherProjects: ['sales'] } };
const named = { project: { __rl: true, mode: 'name', value: 'sales' } };

test.each<[IDataObject, boolean]>([
	[{ options: { sortBy: 'duration' } }, true],
	[{ options: { sortBy: 'duration' }, ...named, ...OTHERS }, true],
	[{ options: { sortBy: 'duration' }, ...named }, false],
	[{ options: { sortBy: 'duration' }, returnAll: true }, false],
	[{ options: { sortBy: 'last_modified' } }, false],
	[{}, false],
	[{ operation: 'wait', options: { sortBy: 'duration' } }, false],
])('for %j the hint about the order is shown: %s', (parameters, isShown) => {
	const node: INode = {
		id: 'kylin',
		name: 'Kylin',
		type: NODE_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource: 'job', operation: 'list', ...parameters } as INode['parameters'],
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: new NodeTypes(),
	});
	const condition = PROJECT_BY_PROJECT_HINT.displayCondition;
	const shown = workflow.expression.getSimpleParameterValue(node, condition, 'internal', {});
	expect(Boolean(shown)).toBe(isShown);
});
