// @ts-check
import { PluginKind, declareValuePlugin } from '@stryker-mutator/api/plugin';

/** @typedef {import('../types/n8n.d.ts').Json} Json */

const TEXTS = ['action', 'description', 'displayName', 'hint', 'placeholder'];

/** @param {Json} property */
const keyOf = ({ key }) => key?.name ?? key?.value;

/** @param {Json} parent */
const isChoice = (parent) =>
	parent?.type === 'ObjectExpression' &&
	parent.properties.some((/** @type {Json} */ one) => keyOf(one) === 'value');

/** What n8n shows of a node: whether a label is good is for people to judge. */
const descriptions = {
	/** @param {{ node: Json, parent: Json }} path */
	shouldIgnore({ node, parent }) {
		if (node.type !== 'ObjectProperty' || node.value.type === 'Identifier') return undefined;
		const isText = TEXTS.includes(keyOf(node)) || (keyOf(node) === 'name' && isChoice(parent));
		return isText ? 'A text of the editor' : undefined;
	},
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'descriptions', descriptions)];
