/** When the editor shows the hints of the node: their conditions, evaluated as the editor does. */
import { Workflow, type IDataObject, type INode, type NodeHint } from 'n8n-workflow';
import { ONE_REQUEST_HINT } from '../../nodes/ApacheKylin/job/fields/jobIds';
import { PROJECT_BY_PROJECT_HINT } from '../../nodes/ApacheKylin/job/list/projectByProjectHint';
import { EXPRESSION_HINT } from '../../nodes/ApacheKylin/query/query.fields';
import { NODE_TYPE, NodeTypes } from './harness';

/** @param items how many items come in */
function isShown({ displayCondition }: NodeHint, parameters: IDataObject, items: number): unknown {
	const node: INode = {
		id: 'kylin',
		name: 'Kylin',
		type: NODE_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource: 'job', ...parameters } as INode['parameters'],
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: new NodeTypes(),
	});
	const input = Array.from({ length: items }, (_, index) => ({ json: { id: `job-${index}` } }));
	const { expression } = workflow;
	try {
		// The editor shows a hint for true alone, and takes an error, as without any input, for false.
		return expression.getParameterValue(
			displayCondition!,
			null,
			0,
			0,
			'Kylin',
			input,
			'manual',
			{},
		);
	} catch {
		return false;
	}
}

describe('the hint about the order', () => {
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
	])('for %j: %s', (parameters, shown) => {
		const listed = { operation: 'list', ...parameters };
		expect(isShown(PROJECT_BY_PROJECT_HINT, listed, 1)).toBe(shown);
	});
});

describe('the hint that many items send a request each', () => {
	const ids = (value: string) => ({ jobIds: { __rl: true, mode: 'id', value } });
	const EACH = ids('={{ $json.id }}');
	const ALL = ids('={{ $input.all().map((item) => item.json.id) }}');

	test.each<[IDataObject, number, boolean]>([
		[{ operation: 'operate', ...EACH }, 2, true],
		[{ operation: 'wait', ...EACH }, 2, true],
		[{ operation: 'operate', ...EACH }, 1, false],
		[{ operation: 'operate', ...EACH }, 0, false],
		[{ operation: 'operate', ...ALL }, 2, false],
		[{ operation: 'operate', ...ids('a-job, another-job') }, 2, false],
		[{ operation: 'operate' }, 2, false],
		[{ operation: 'operate', applyTo: 'allJobsInProject', ...EACH }, 2, false],
		[{ operation: 'get', ...EACH }, 2, false],
		[{ resource: 'model', operation: 'list', ...EACH }, 2, false],
	])('for %j and %i items: %s', (parameters, items, shown) => {
		expect(isShown(ONE_REQUEST_HINT, parameters, items)).toBe(shown);
	});
});

describe('the hint about an expression in a query', () => {
	test.each<[IDataObject, boolean]>([
		[{ operation: 'execute', query: '={{ $json.sql }}' }, true],
		[{ operation: 'check', query: "=select 1 where x = '{{ $json.x }}'" }, true],
		[{ operation: 'execute', query: 'select {{ $json.x }}' }, true],
		[{ operation: 'execute', query: 'select 1' }, false],
		[{ operation: 'execute' }, false],
		[{ operation: 'execute', query: "={{ $fromAI('sql') }}" }, false],
		[{ resource: 'job', operation: 'get', query: '={{ $json.sql }}' }, false],
	])('for %j: %s', (parameters, shown) => {
		expect(isShown(EXPRESSION_HINT, { resource: 'query', ...parameters }, 1)).toBe(shown);
	});
});
