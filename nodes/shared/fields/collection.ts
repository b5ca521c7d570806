import type { INodeProperties } from 'n8n-workflow';
import { ParameterError } from '../kylin/failures';
import { readCollection } from '../values/values';
import type { Field, IsExpression, Value } from './field';

export type Fields = Record<string, Field<unknown>>;

/** What the members of some fields read as. */
export type Values<F extends Fields> = { [Name in keyof F]: Value<F[Name]> };

/** Fields that are shown once they are added; each is stored under the name of its property. */
export function collectionField<F extends Fields>(
	description: Omit<INodeProperties, 'type' | 'default' | 'options'>,
	fields: F,
): Field<Values<F>> {
	const options = Object.values(fields).map(({ property }) => property);
	return {
		property: { ...description, type: 'collection', default: {}, options },
		read: (value, isExpression = () => false) => {
			const isWhole = isExpression(description.name);
			if (isWhole && isNothing(value)) {
				throw new ParameterError(
					description.displayName,
					'is an expression that gave nothing: make it give the fields, or {} for none',
				);
			}
			const collection = readCollection(value, description.displayName);
			return readFields(
				fields,
				({ property }) => collection[property.name],
				(name) => isExpression(`${description.name}.${name}`) || (isWhole && name in collection),
			);
		},
	};
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** @param valueOf tells the value of a field; `name` is its name among the fields */
export function readFields<F extends Fields>(
	fields: F,
	valueOf: (field: Field<unknown>, name: string) => unknown,
	isExpression?: IsExpression,
): Values<F> {
	const entries = Object.entries(fields).map(([name, field]) => [
		name,
		field.read(valueOf(field, name), isExpression),
	]);
	return Object.fromEntries(entries) as Values<F>;
}
