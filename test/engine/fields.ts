import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { ApacheKylin } from '../../nodes/ApacheKylin/ApacheKylin.node';
import { isProperty } from './oddValues';
import type { FieldRow, Sample } from './sample';
import { SAMPLES } from './samples';

const { properties: PROPERTIES } = new ApacheKylin().description;

export type OfOperation = { resource: string; operation: string };

/** Every operation of the description. */
export const OPERATIONS: Array<OfOperation & { name: string }> = PROPERTIES.filter(
	({ name }) => name === 'operation',
).flatMap(({ displayOptions, options = [] }) =>
	(options as INodePropertyOptions[]).map(({ name, value }) => ({
		resource: String(displayOptions?.show?.resource?.[0]),
		operation: String(value),
		name,
	})),
);

export type Field = OfOperation & {
	/** as the editor shows it */
	label: string;
	/** of the parameter, with the collection it is in, e.g. `filters.statuses` */
	path: string;
	property: INodeProperties;
	/** the parameters that show the field and give it a value */
	parameters: (value: unknown) => IDataObject;
};

const FROM_ITEM = '={{ $json.value }}';

/** Takes the value from the input item. */
export const fromItem = ({ parameters }: Field) => parameters(FROM_ITEM);

function parametersFor(value: unknown, property: INodeProperties, inner?: INodeProperties) {
	const shown = Object.entries(property.displayOptions?.show ?? {})
		.filter(([name]) => !['resource', 'operation'].includes(name))
		.map(([name, values]) => [name, (values as string[])[0]]);
	const isLocator = property.type === 'resourceLocator';
	const mode = property.modes?.at(-1)?.name;
	const given = isLocator ? { __rl: true, mode, value } : value;
	return { ...Object.fromEntries(shown), [property.name]: inner ? { [inner.name]: given } : given };
}

/** Every field of every operation, those in collections and the collections themselves. */
function fieldsOf({ resource, operation }: OfOperation): Field[] {
	return PROPERTIES.filter(({ type }) => type !== 'notice')
		.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource))
		.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(operation))
		.flatMap((property) => {
			const inner = property.type === 'collection' ? (property.options ?? []) : [];
			return [
				{
					label: property.displayName,
					path: property.name,
					property,
					parameters: (value: unknown) => parametersFor(value, property),
				},
				...inner.filter(isProperty).map((one) => ({
					label: one.displayName,
					path: `${property.name}.${one.name}`,
					property: one,
					parameters: (value: unknown) => parametersFor(value, property, one),
				})),
			];
		})
		.map((field) => ({ ...field, resource, operation }));
}

/** Fields of one name that two choices show, such as Project, count each. */
export const FIELDS: Field[] = OPERATIONS.flatMap(fieldsOf);

export function sampleOf({ resource, operation }: OfOperation): Sample {
	const found = SAMPLES.find((one) => one.resource === resource && one.operation === operation);
	if (found === undefined) throw new Error(`${resource} ${operation} has no sample`);
	return found;
}

export function rowOf(field: Field): FieldRow {
	const row = sampleOf(field).fields[field.path];
	if (row === undefined) throw new Error(`${field.path} has no row in the sample`);
	return row;
}

/** The parameters of a run that succeeds, but for what the field brings. */
export function runWith(field: Field, value: unknown): IDataObject {
	const { resource, operation } = field;
	return { resource, operation, ...sampleOf(field).sound, ...field.parameters(value) };
}
