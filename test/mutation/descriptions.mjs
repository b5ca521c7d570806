// @ts-check
import { PluginKind, declareValuePlugin } from '@stryker-mutator/api/plugin';

/** @typedef {import('../types/n8n.d.ts').Json} Json */

const TYPES = ['INodeProperties', 'INodePropertyOptions', 'INodeTypeDescription'];

/** @param {Json} annotation */
function isDescribing(annotation) {
	const type = annotation?.typeAnnotation;
	return TYPES.includes((type?.elementType ?? type)?.typeName?.name);
}

/** What n8n shows of a node before it runs: whether a label is good is for people to judge. */
const descriptions = {
	/** @param {{ node: Json }} path */
	shouldIgnore({ node }) {
		const isDescription =
			(node.type === 'VariableDeclarator' && isDescribing(node.id.typeAnnotation)) ||
			(node.type === 'ClassProperty' && isDescribing(node.typeAnnotation)) ||
			(node.type === 'CallExpression' && node.callee.name === 'showFor');
		return isDescription ? 'A description of fields' : undefined;
	},
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'descriptions', descriptions)];
