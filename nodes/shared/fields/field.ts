import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { ParameterError } from '../kylin/failures';
import {
	readBoolean,
	readChoice,
	readChoices,
	readCollection,
	readInteger,
	readText,
	readTexts,
} from '../values/values';
import { readNarrowing } from '../values/narrowing';

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

type Fields = Record<string, Field<unknown>>;

/** What the members of some fields read as. */
export type Values<F extends Fields> = { [Name in keyof F]: Value<F[Name]> };

/** Fields that are shown once they are added; each is stored under the name of its property. */
export function collectionField<F extends Fields>(
	description: Omit<Description<object>, 'default'>,
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
			return readEach(
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

export function readEach<F extends Fields>(
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
		read: (sent, isExpression) => readEach(fields, (_field, name) => sent[name], isExpression),
	};
}
