import type { INodeProperties } from 'n8n-workflow';
import {
	booleanField,
	choiceField,
	integerField,
	textField,
	type Field,
} from '../../../shared/fields/field';
import { collectionField } from '../../../shared/fields/collection';
import { definite } from '../../fields/definite';
import { withToolDefault } from './toolDefaults';
import { QUERY_PARAMETERS, STATEMENT, projectProperty } from '../query.fields';

const RETURN = choiceField({
	displayName: 'Return',
	name: 'resultFormat',
	default: 'rows',
	description: 'How to return the rows',
	options: [
		{ name: 'File', value: 'file', description: 'All rows in a CSV or JSON Lines file' },
		{ name: 'First Row', value: 'first', description: 'One item with the first row' },
		{
			name: 'One Item per Row',
			value: 'rows',
			description: 'One item for each row, with its columns as fields',
		},
		{
			name: 'One Item with All Rows',
			value: 'all',
			description: 'The columns with their types, the rows, and what Kylin says about the query',
		},
	],
});

const MANY_ROWS = { resultFormat: ['rows', 'all', 'file'] };

const RETURN_ALL = booleanField({
	displayName: 'Return All',
	name: 'returnAll',
	default: false,
	displayOptions: { show: MANY_ROWS },
	description: 'Whether to return all results or only up to a given limit',
});

const LIMIT = integerField({
	displayName: 'Limit',
	name: 'limit',
	default: 500,
	typeOptions: { minValue: 1, maxValue: 2_000_000 },
	displayOptions: { show: { ...MANY_ROWS, returnAll: [false] } },
	description: 'Max number of results to return',
});

const IS_FILE = { show: { resultFormat: ['file'] } };

const FILE_FORMAT = choiceField({
	displayName: 'File Format',
	name: 'fileFormat',
	default: 'csv',
	displayOptions: IS_FILE,
	description: 'What kind of file to write',
	options: [
		{ name: 'CSV', value: 'csv' },
		{ name: 'JSON Lines', value: 'jsonLines', description: 'One JSON object a line' },
	],
});

const CSV_READER = choiceField({
	displayName: 'CSV Is For',
	name: 'csvReader',
	default: 'spreadsheets',
	displayOptions: { show: { resultFormat: ['file'], fileFormat: ['csv'] } },
	description: 'Who reads the file',
	options: [
		{
			name: 'Programs',
			value: 'programs',
			description: 'Every text exactly as it is, no byte order mark',
		},
		{
			name: 'Spreadsheets',
			value: 'spreadsheets',
			description:
				'An apostrophe before texts that would be formulas, and the byte order mark Excel needs for UTF-8',
		},
	],
});

const BINARY_FIELD = textField({
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	default: 'data',
	displayOptions: IS_FILE,
	description: 'The name of the output binary field to put the file in',
});

const NUMBERS = choiceField({
	displayName: 'Numbers',
	name: 'numbers',
	default: 'exact',
	description: 'How to return the numbers of the result. CSV files hold them as Kylin writes them.',
	options: [
		{
			name: 'Numbers (May Be Rounded)',
			value: 'rounded',
			description: 'Always numbers, with 15 to 17 digits',
		},
		{
			name: 'Numbers Where Exact',
			value: 'exact',
			description:
				'A column is returned as text if one of its values, such as 2^63, does not fit a number',
		},
		{ name: 'Text', value: 'text', description: 'Every digit as Kylin writes it' },
	],
});

const NO_ROWS_OPTIONS = [
	{ name: 'Fail', value: 'fail', description: 'The node fails' },
	{
		name: 'Return Nothing',
		value: 'nothing',
		description: 'No item comes out: nodes after this one do not run',
	},
	{
		name: 'Return One Item',
		value: 'item',
		description: 'An item that says so, or a file without rows',
	},
] as const;

const NO_ROWS = definite(
	choiceField({
		displayName: 'If There Are No Rows',
		name: 'noRows',
		default: 'nothing',
		description: 'What to do when the query finds nothing',
		options: NO_ROWS_OPTIONS,
	}),
);

const ANSWER_FROM = definite(
	choiceField({
		displayName: 'Answer From',
		name: 'answerFrom',
		default: 'any',
		description: 'What may answer the query',
		options: [
			{
				name: 'Index Only',
				value: 'index',
				description: 'Fail if no index answers the query',
			},
			{
				name: 'Index or Source',
				value: 'any',
				description: 'An index if one fits, else the tables of the source (push-down)',
			},
			{
				name: 'Source Only',
				value: 'source',
				description: 'The tables of the source, without indexes and cache',
			},
		],
	}),
);

const EXPECT = definite(
	choiceField({
		displayName: 'Expect',
		name: 'expect',
		default: 'none',
		description: 'What the result must be, or the node fails: proves that a build has arrived',
		options: [
			{ name: 'At Least N Rows', value: 'rows' },
			{ name: 'First Value', value: 'firstValue', description: 'Compares it with a given one' },
			{ name: 'Nothing', value: 'none', description: 'Any result will do' },
		],
	}),
);

const COMPARES = { show: { expect: ['firstValue'] } };

const LEAST_ROWS = definite(
	integerField({
		displayName: 'Least Rows',
		name: 'leastRows',
		default: 1,
		typeOptions: { minValue: 1, maxValue: 100_000 },
		displayOptions: { show: { expect: ['rows'] } },
		description: 'How many rows there must be at least',
	}),
);

const COMPARISON = choiceField({
	displayName: 'Comparison',
	name: 'comparison',
	default: 'equal',
	displayOptions: COMPARES,
	description: 'How the first column of the first row must compare with the expected value',
	options: [
		{ name: 'At Least', value: 'atLeast' },
		{ name: 'At Most', value: 'atMost' },
		{ name: 'Equal', value: 'equal' },
		{ name: 'Greater', value: 'greater' },
		{ name: 'Less', value: 'less' },
		{ name: 'Not Equal', value: 'notEqual' },
	],
});

export const EXPECTED_VALUE = textField({
	displayName: 'Expected Value',
	name: 'expectedValue',
	default: '',
	displayOptions: COMPARES,
	description: 'What to compare with, e.g. the number of rows in the source',
});

const ACCEPT_SOURCE = booleanField({
	displayName: 'Accept an Answer From the Source',
	name: 'acceptSource',
	default: false,
	displayOptions: { show: { expect: ['rows', 'firstValue'], answerFrom: ['any'] } },
	description:
		'Whether the source may answer although a result is expected. It proves that the rows are there, but not that they were built.',
});

/** Above Kylin's own limit of 300 seconds, so that Kylin's error arrives. */
export const DEFAULT_TIMEOUT_SECONDS = 330;

export const MOST_TAG_CHARACTERS = 256;

const OPTIONS = collectionField(
	{ displayName: 'Options', name: 'options', placeholder: 'Add Option' },
	{
		acceptPartial: booleanField({
			displayName: 'Accept Partial Results',
			name: 'acceptPartial',
			default: false,
			description: 'Whether rows may be missing when Kylin cannot read all of them',
		}),
		bypassCache: booleanField({
			displayName: 'Bypass Cache',
			name: 'bypassCache',
			default: false,
			description: "Whether to run the query without Kylin's cache of results",
		}),
		facts: booleanField({
			displayName: 'Include Query Facts',
			name: 'queryFacts',
			default: false,
			description:
				'Whether to add the field _kylin with query ID, duration, models and indexes, push-down and cache',
		}),
		tag: textField({
			displayName: 'Tag',
			name: 'tag',
			default: '={{ "n8n: " + $workflow.name + " #" + $execution.id }}',
			description: "A note for Kylin's query history, up to 256 characters",
		}),
		timeout: integerField({
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			default: DEFAULT_TIMEOUT_SECONDS,
			typeOptions: { minValue: 1, maxValue: 86_400 },
			description:
				"When to stop the query. Kylin's own limit is 300 seconds unless its administrator set another one.",
		}),
	},
);

/** The fields of the operation in the order of the editor, behind the project. */
export const EXECUTE = {
	statement: STATEMENT,
	parameters: QUERY_PARAMETERS,
	format: RETURN,
	returnAll: RETURN_ALL,
	limit: LIMIT,
	fileFormat: FILE_FORMAT,
	csvReader: CSV_READER,
	binaryField: BINARY_FIELD,
	numbers: NUMBERS,
	noRows: NO_ROWS,
	answerFrom: ANSWER_FROM,
	expect: EXPECT,
	leastRows: LEAST_ROWS,
	comparison: COMPARISON,
	expectedValue: EXPECTED_VALUE,
	acceptSource: ACCEPT_SOURCE,
	options: OPTIONS,
} satisfies Record<string, Field<unknown>>;

export const executeProperties: INodeProperties[] = [
	projectProperty,
	...Object.values(EXECUTE).flatMap(({ property }: Field<unknown>) => withToolDefault(property)),
];
