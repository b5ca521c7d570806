import type { INodeProperties } from 'n8n-workflow';
import { eventsField } from '../shared/fields/events';
import { choiceField, choicesField, type Field } from '../shared/fields/field';
import { collectionField } from '../shared/fields/collection';
import { narrowing } from '../shared/fields/narrowing';
import { outputFields } from '../shared/fields/output';
import { ParameterError } from '../shared/kylin/failures';
import { JOB_TYPES } from '../shared/kylin/jobType';
import { readTexts, shown } from '../shared/values/values';
import { CALLBACK_EVENTS } from './callback';
import { HOUSEKEEPING_TYPES } from './housekeeping';

/**
 * A choice that n8n shows a credential for, by its exact value. Nothing else will do: no other value, and
 * not nothing, opens the webhook.
 */
function toTheLetter<T extends string>({ property, read }: Field<T | undefined>): Field<T> {
	return {
		property,
		read: (value) => {
			const choice = read(value);
			if (choice !== undefined && choice === value) return choice;
			throw new ParameterError(property.displayName, `is ${shown(value)}: choose it from the list`);
		},
	};
}

export const AUTHENTICATION = toTheLetter(
	choiceField({
		displayName: 'Authentication',
		name: 'authentication',
		default: 'basicAuth',
		description: 'How Kylin proves that a call comes from it',
		options: [
			{
				name: 'Basic Auth',
				value: 'basicAuth',
				description:
					'The login in kylin.job.finished-notifier-username and kylin.job.finished-notifier-password',
			},
			{
				name: 'None',
				value: 'none',
				description: 'Anyone who knows the URL can start the workflow',
			},
		],
	}),
);

export const EVENTS = eventsField(CALLBACK_EVENTS);

/** Kylin names a project with letters, digits, `_` and `-` only. */
const NOT_IN_A_NAME = /[^\p{L}\p{N}_-]/u;

export const PROJECT_NAMES: Field<string[]> = narrowing({
	property: {
		displayName: 'Projects',
		name: 'projects',
		type: 'string',
		default: '',
		placeholder: 'e.g. learn_kylin, Sales_Mart',
		description:
			'Only jobs of these projects: their names, with commas between them; empty = all projects',
	},
	read: (value) => {
		const names = readTexts(value, 'Projects');
		const odd = names.find((name) => NOT_IN_A_NAME.test(name));
		if (odd === undefined) return names;
		throw new ParameterError(
			'Projects',
			`holds ${shown(odd.slice(0, 100))}, which is no name of a project: give names with commas between them`,
		);
	},
});

export const FILTERS = collectionField(
	{ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' },
	{
		jobTypes: narrowing(
			choicesField<string>({
				displayName: 'Job Types',
				name: 'jobTypes',
				default: [],
				description:
					"Only jobs of these types, by their names on Kylin's page or by their codes; none = all but Kylin's housekeeping",
				options: [...JOB_TYPES, ...HOUSEKEEPING_TYPES],
			}),
		),
	},
);

export const JOB_DATA = toTheLetter(
	choiceField({
		displayName: 'Job Data',
		name: 'jobData',
		default: 'kylin',
		description: 'Where the data of the job comes from',
		options: [
			{
				name: 'Full Job',
				value: 'kylin',
				description: "The job's whole record, with one request to Kylin; recommended",
			},
			{
				name: 'Only What Kylin Sends',
				value: 'callback',
				description: 'No model name, no progress, no creation time',
			},
		],
	}),
);

export const callbackFields: INodeProperties[] = [
	{
		displayName:
			"Add to <code>kylin.properties</code>, then restart Kylin: <code>kylin.job.finished-notifier-url=</code> and the Production URL above. Set 'Authentication' first.",
		name: 'setUpNotice',
		type: 'notice',
		default: '',
	},
	AUTHENTICATION.property,
	EVENTS.property,
	PROJECT_NAMES.property,
	FILTERS.property,
	JOB_DATA.property,
	...outputFields,
];
