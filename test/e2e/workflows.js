// @ts-check

/**
 * @typedef {import('../types/n8n').Json} Json
 * @typedef {import('../types/n8n').NodeCredentials} NodeCredentials
 * @typedef {import('../types/n8n').WorkflowNode} WorkflowNode
 * @typedef {import('../types/n8n').Workflow} Workflow
 */

const KYLIN_NODE = 'n8n-nodes-apache-kylin.apacheKylin';

/** @param {string} name a project's name or an expression */
function projectLocator(name) {
	return { __rl: true, mode: 'name', value: name };
}

function manualTrigger() {
	return { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
}

/** Turns one start into an item per row. @param {string} name @param {Json[]} values */
function rows(name, values) {
	return [
		{
			name: `${name} as a List`,
			type: 'n8n-nodes-base.set',
			typeVersion: 3.3,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows: values }), options: {} },
		},
		{
			name,
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'rows', options: {} },
		},
	];
}

/**
 * Keeps only what the expressions give, one item for each input item.
 *
 * @param {string} name
 * @param {Record<string, string>} expressions
 */
function show(name, expressions) {
	return {
		name,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.3,
		parameters: {
			assignments: {
				assignments: Object.entries(expressions).map(([field, value]) => ({
					id: field,
					name: field,
					value,
					type: 'string',
				})),
			},
			options: {},
		},
	};
}

/** @param {string} name @param {Json} parameters @param {NodeCredentials} credentials */
function kylin(name, parameters, credentials, more = {}) {
	return {
		name,
		type: KYLIN_NODE,
		typeVersion: 1,
		parameters: { resource: 'job', ...parameters },
		credentials,
		...more,
	};
}

/** One node after the other. @param {string} name @param {WorkflowNode[]} nodes @returns {Workflow} */
function chain(name, nodes) {
	return {
		name,
		settings: { executionOrder: 'v1' },
		nodes: nodes.map((node, index) => ({
			id: `${index}-${node.name}`,
			position: [index * 220, 0],
			...node,
		})),
		connections: Object.fromEntries(
			nodes
				.slice(0, -1)
				.map(({ name: from }, index) => [
					from,
					{ main: [[{ node: nodes[index + 1].name, type: 'main', index: 0 }]] },
				]),
		),
	};
}

/**
 * Makes the last connection also lead from the error output of its first node.
 *
 * @param {Workflow} workflow
 * @param {string} from
 * @param {string} to
 */
function alsoFromErrorOutput(workflow, from, to) {
	workflow.connections[from].main[1] = [{ node: to, type: 'main', index: 0 }];
	return workflow;
}

module.exports = {
	KYLIN_NODE,
	alsoFromErrorOutput,
	chain,
	kylin,
	manualTrigger,
	projectLocator,
	rows,
	show,
};
