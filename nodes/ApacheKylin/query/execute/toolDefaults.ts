import type { INodeProperties } from 'n8n-workflow';

/** What suits a language model: one answer, few rows, and an answer even without rows. */
const DEFAULTS_OF_TOOL: Readonly<Record<string, INodeProperties['default']>> = {
	resultFormat: 'all',
	limit: 50,
	noRows: 'item',
};

/** n8n makes a tool of the node under another type, for which a field can have another default. */
export function withToolDefault(property: INodeProperties): INodeProperties[] {
	if (!(property.name in DEFAULTS_OF_TOOL)) return [property];
	const ofTool = { ...property, default: DEFAULTS_OF_TOOL[property.name] };
	return [
		withDisplay(ofTool, { show: { '@tool': [true] } }),
		withDisplay(property, { hide: { '@tool': [true] } }),
	];
}

function withDisplay(
	property: INodeProperties,
	{ show, hide }: NonNullable<INodeProperties['displayOptions']>,
): INodeProperties {
	const own = property.displayOptions ?? {};
	return {
		...property,
		displayOptions: {
			...own,
			...(show === undefined ? {} : { show: { ...own.show, ...show } }),
			...(hide === undefined ? {} : { hide: { ...own.hide, ...hide } }),
		},
	};
}
