import type { INodeProperties, NodeHint } from 'n8n-workflow';
import { sentFields } from '../fields/sentFields';
import { ParameterError } from '../../shared/kylin/failures';
import { readableProjectField } from '../fields/project';
import type { InputItem } from '../item/inputItem';
import { PARAMETERS_FIELD, readParameterRows } from './parameters/parameterRows';
import type { PARAMETER_TYPES } from './parameters/typedValue';
import { QUERY_FIELD, readStatement } from './sql/statement';

const SENT = sentFields('body', {
	project: readableProjectField,
});

export const projectProperty = SENT.properties.project;

/** @throws ParameterError when there is none */
export function readProject({ fields }: InputItem): string {
	const { project } = SENT.read(fields.body);
	if (project === undefined) throw new ParameterError('Project', 'is empty: choose a project');
	return project;
}

const SQL: INodeProperties = {
	displayName: QUERY_FIELD,
	name: 'query',
	type: 'string',
	typeOptions: { editor: 'sqlEditor', sqlDialect: 'StandardSQL', rows: 5 },
	default: '',
	required: true,
	placeholder: 'e.g. SELECT COUNT(*) FROM ssb.lineorder WHERE lo_orderdate = :day',
	description:
		'One SELECT statement. Write :name for a value and give it in Query Parameters. Put columns named like SQL keywords in double quotes.',
};

/**
 * A hint and not a notice among the fields: a condition that looks into a text costs every run 7 ms in n8n 2,
 * which tests it in a sandbox, and fails every operation in n8n 1 where the field has no value. The SQL editor may leave
 * the braces in a text that is no expression. n8n would read two braces here as the beginning of one.
 */
export const EXPRESSION_HINT: NodeHint = {
	message:
		"An expression in the query lets its value change the query. Write :name in its place, and give the value in 'Query Parameters'.",
	type: 'warning',
	displayCondition:
		'={{ $parameter["resource"] === "query" && String($rawParameter.query).includes("{".repeat(2)) && !String($rawParameter.query).includes("$fromAI(") }}',
	whenToDisplay: 'always',
	location: 'outputPane',
};

type TypeChoice = { name: string; value: (typeof PARAMETER_TYPES)[number]; description?: string };

const TYPE_CHOICES: TypeChoice[] = [
	{ name: 'Boolean', value: 'boolean' },
	{ name: 'Date', value: 'date', description: 'A day such as 2026-11-01' },
	{ name: 'Decimal', value: 'decimal', description: 'Up to 38 digits' },
	{
		name: 'From the Value',
		value: 'auto',
		description: 'As the expression gives it: a text, a number, true, false or null',
	},
	{ name: 'Integer', value: 'integer', description: 'From -2^63 to 2^63 - 1' },
	{ name: 'Null', value: 'null' },
	{ name: 'Text', value: 'text' },
	{
		name: 'Timestamp',
		value: 'timestamp',
		description: "Such as 2026-11-01 08:00:00, by the clock of Kylin's server",
	},
];

const PARAMETERS: INodeProperties = {
	displayName: PARAMETERS_FIELD,
	name: 'queryParameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Parameter',
	default: {},
	description:
		'The values for :name in the query, or for ? in its order. They cannot change the query. An array is a list for IN (:name).',
	options: [
		{
			displayName: 'Parameter',
			name: 'parameter',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. day',
					description: 'The name in the query, without the colon. Empty for ?.',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					displayOptions: { hide: { type: ['null'] } },
					description: 'The value, or an array of values',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					default: 'auto',
					options: TYPE_CHOICES,
					description: 'The type the value has in SQL',
				},
			],
		},
	],
};

export const STATEMENT = { property: SQL, read: readStatement };

export const QUERY_PARAMETERS = { property: PARAMETERS, read: readParameterRows };
