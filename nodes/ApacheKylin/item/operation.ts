import {
	type IDataObject,
	type IHttpRequestMethods,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
	type PostReceiveAction,
} from 'n8n-workflow';
import type { InputItem } from './inputItem';
import { openEnvelope } from './openEnvelope';
import { runPerItem, runPerItemWithFiles } from './runPerItem';
import { shareFields } from './sharedFields';

type About = {
	/** as the editor shows it */
	name: string;
	/** as workflows store it */
	value: string;
	/** what it does, in the panel of nodes and for AI agents */
	action: string;
	description: string;
	/**
	 * The request of Kylin's API the operation stands for. For n8n it is where a run begins: the fields'
	 * `routing.send` put their values into it. What is sent is what the operation passes to `send`,
	 * which may be several requests, or others that are made from this one.
	 */
	request: { method: IHttpRequestMethods; url: string };
	/** an n8n expression for the node's subtitle, if the name of the operation is not enough */
	subtitle?: string;
};

/** An operation of a resource: its choice in the field Operation, and the fields it shows. */
export type Operation = {
	option: INodePropertyOptions;
	fields: INodeProperties[];
	subtitle: string;
};

/**
 * Makes an operation out of a function of one input item.
 *
 * @param run returns the JSON of the items that come out
 */
export function operation(
	about: About,
	run: (item: InputItem) => Promise<IDataObject[]>,
	fields: INodeProperties[],
): Operation {
	return build(about, fields, runPerItem(run), openEnvelope);
}

/**
 * The same for an operation whose items may hold files.
 *
 * @param openAnswer opens Kylin's answers, those that are files among them
 */
export function fileOperation(
	about: About,
	run: (item: InputItem) => Promise<INodeExecutionData[]>,
	fields: INodeProperties[],
	openAnswer: PostReceiveAction,
): Operation {
	return build(about, fields, runPerItemWithFiles(run), openAnswer);
}

function build(
	{ request, subtitle, ...about }: About,
	fields: INodeProperties[],
	pagination: ReturnType<typeof runPerItem>,
	openAnswer: PostReceiveAction,
): Operation {
	return {
		option: {
			...about,
			routing: {
				request,
				send: { paginate: true },
				operations: { pagination },
				output: { postReceive: [openAnswer] },
			},
		},
		fields,
		subtitle: subtitle ?? JSON.stringify(about.name),
	};
}

/** A thing of Kylin and what can be done with it. */
export type Resource = {
	/** as the editor shows it */
	name: string;
	/** as workflows store it */
	value: string;
	/** value of the operation that is chosen at first */
	defaultOperation: string;
	/** alphabetically by name */
	operations: Operation[];
};

/** The fields Resource and Operation, and those of each operation, shown for it alone. */
export function propertiesOf(
	resources: readonly Resource[],
	defaultResource: string,
): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			default: defaultResource,
			options: resources.map(({ name, value }) => ({ name, value })),
		},
		...resources.map(operationProperty),
		...shareFields(
			resources.flatMap(({ value: resource, operations }) =>
				operations.map(({ option, fields }) => ({
					resource,
					operation: String(option.value),
					fields,
				})),
			),
		),
	];
}

function operationProperty({
	value: resource,
	defaultOperation,
	operations,
}: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: defaultOperation,
		displayOptions: { show: { resource: [resource] } },
		options: operations.map(({ option }) => option),
	};
}

/** The node's subtitle: what the chosen operation calls itself. */
export function subtitleOf(resources: readonly Resource[]): string {
	const subtitles = resources.flatMap(({ value, operations }) =>
		operations.map(
			({ option, subtitle }) =>
				`${JSON.stringify(`${value}.${String(option.value)}`)}: ${subtitle}`,
		),
	);
	return `={{ ({ ${subtitles.join(', ')} })[$parameter["resource"] + "." + $parameter["operation"]] }}`;
}
