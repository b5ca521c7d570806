import type { Field } from '../../shared/fields/field';
import { ParameterError } from '../../shared/kylin/failures';

/**
 * A field that widens what is read, changed or taken for good where nothing is chosen, so that an
 * expression has to give something.
 */
export function definite<T, More>(field: Field<T> & More): Field<T> & More {
	const { property } = field;
	return {
		...field,
		read: (value, isExpression = () => false) => {
			const given = field.read(value);
			const isGiven = ([] as unknown[]).concat(given ?? []).length > 0;
			if (isGiven || !isExpression(property.name)) return given;
			throw new ParameterError(
				property.displayName,
				'is an expression that gave nothing: make it give a value',
				'Check what the node before returned.',
			);
		},
	};
}
