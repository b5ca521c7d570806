import { readNarrowing } from '../values/narrowing';
import type { Field } from './field';

/**
 * A field that narrows what is read, watched or changed, so that nothing in it means all: an expression
 * that gives nothing is refused, because it would widen that by accident.
 */
export function narrowing<T>(field: Field<T>): Field<T> {
	const { property } = field;
	return {
		property,
		read: (value, isExpression = () => false) =>
			readNarrowing(value, property.displayName, {
				read: field.read,
				isExpression: isExpression(property.name),
			}),
	};
}
