import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { readFields, type Fields, type Values } from '../../shared/fields/collection';
import type { IsExpression } from '../../shared/fields/field';

/**
 * Fields of a declarative node whose values n8n puts into the query or the body of a request, each
 * under its name here, which is Kylin's.
 */
export function sentFields<F extends Fields>(
	type: 'query' | 'body',
	fields: F,
): {
	properties: Record<keyof F, INodeProperties>;
	read: (sent: IDataObject, isExpression?: IsExpression) => Values<F>;
} {
	const properties = Object.entries(fields).map(([name, { property }]) => [
		name,
		{ ...property, routing: { send: { type, property: name } } },
	]);
	return {
		properties: Object.fromEntries(properties) as Record<keyof F, INodeProperties>,
		read: (sent, isExpression) => readFields(fields, (_field, name) => sent[name], isExpression),
	};
}
