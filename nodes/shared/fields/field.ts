import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import {
	readBoolean,
	readChoice,
	readChoices,
	readInteger,
	readText,
	readTexts,
} from '../values/values';

/**
 * A field of the editor with the reader of its value, so that its label, choices and limits stand
 * once. The value may come from an expression and so be of any type.
 */
export type Field<T> = {
	property: INodeProperties;
	/**
	 * @param isExpression whether an expression gave the value; see `narrowing`
	 * @returns undefined for nothing (absent, null, blanks); a list is empty then
	 * @throws ParameterError that names the field as the editor shows it
	 */
	read: (value: unknown, isExpression?: IsExpression) => T;
};

/** A field that always has a value. */
export type FieldWithDefault<T> = Field<T | undefined> & { default: T };

/** Whether the parameter of a path, e.g. `filters.statuses`, is an expression, whatever it gave. */
export type IsExpression = (path: string) => boolean;

/** What `read` of a field returns. */
export type Value<F> = F extends Field<infer T> ? T : never;

type Description<Default> = Omit<INodeProperties, 'type' | 'default' | 'options'> & {
	default: Default;
};

type Choice<V extends string | number> = INodePropertyOptions & { value: V };

export function textField(
	description: Description<string> & Partial<Pick<INodeProperties, 'type'>>,
): Field<string | undefined> {
	return {
		property: { type: 'string', ...description },
		read: (value) => readText(value, description.displayName),
	};
}

/** A date, read as it is given: only `readMoment` knows the timezone that one without an offset is in. */
export function dateField(description: Omit<Description<string>, 'default'>): Field<unknown> {
	return {
		property: { ...description, type: 'dateTime', default: '' },
		read: (value) =>
			value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value,
	};
}

/** A field in which one of several things is picked from a list or given as text. */
export function locatorField(
	description: Omit<INodeProperties, 'type'>,
): Field<string | undefined> {
	return {
		property: { ...description, type: 'resourceLocator' },
		read: (value) => readText(value, description.displayName),
	};
}

export function booleanField(description: Description<boolean>): FieldWithDefault<boolean> {
	return {
		property: { ...description, type: 'boolean' },
		default: description.default,
		read: (value) => readBoolean(value, description.displayName),
	};
}

/** A whole number within its limits. */
export function integerField(
	description: Description<number> & { typeOptions: { minValue: number; maxValue?: number } },
): FieldWithDefault<number> {
	const { minValue, maxValue = Number.MAX_SAFE_INTEGER } = description.typeOptions;
	const typeOptions = { ...description.typeOptions, numberPrecision: 0 };
	return {
		property: { ...description, type: 'number', typeOptions },
		default: description.default,
		read: (value) =>
			readInteger(value, description.displayName, { least: minValue, most: maxValue }),
	};
}

export function choiceField<const V extends string | number>(
	description: Description<V> & { options: ReadonlyArray<Choice<V>> },
): FieldWithDefault<V> {
	const { displayName, options } = description;
	return {
		property: { ...description, type: 'options', options: [...options] },
		default: description.default,
		read: (value) => readChoice<V>(value, displayName, options),
	};
}

export function choicesField<const V extends string>(
	description: Description<V[]> & { options: ReadonlyArray<Choice<V>> },
): Field<V[]> {
	const { displayName, options } = description;
	return {
		property: { ...description, type: 'multiOptions', options: [...options] },
		read: (value) => readChoices<V>(value, displayName, options),
	};
}

/** Like `choicesField`, for choices that only Kylin knows: they are loaded while the editor is open. */
export function openChoicesField(description: Description<string[]>): Field<string[]> {
	return {
		property: { ...description, type: 'multiOptions' },
		read: (value) => readTexts(value, description.displayName),
	};
}

type Parameters = {
	parameter: (name: string, fallback?: unknown) => unknown;
	isExpression?: IsExpression;
};

/** The value of a field that is not sent to Kylin itself: its default if it is hidden or holds nothing. */
export function readParameter<T>(
	{ property, read, default: ofNothing }: FieldWithDefault<T>,
	{ parameter, isExpression }: Parameters,
): T {
	return read(parameter(property.name, null), isExpression) ?? ofNothing;
}
