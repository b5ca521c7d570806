import type { INodeProperties } from 'n8n-workflow';
import { eventsField } from '../shared/fields/events';
import { choiceField, collectionField, textField } from '../shared/fields/field';
import { jobTypesField } from '../shared/fields/jobFilters';
import { outputFields } from '../shared/fields/output';
import { CALLBACK_EVENTS } from './callback';

export const AUTHENTICATION = choiceField({
	displayName: 'Authentication',
	name: 'authentication',
	default: 'none',
	description: 'How Kylin proves that a call comes from it',
	options: [
		{
			name: 'Basic Auth',
			value: 'basicAuth',
			description:
				"The user name and password of Kylin's kylin.job.finished-notifier-username and kylin.job.finished-notifier-password",
		},
		{
			name: 'None',
			value: 'none',
			description: 'Anyone who knows the URL can start the workflow',
		},
	],
});

export const EVENTS = eventsField(CALLBACK_EVENTS);

export const PROJECT_NAMES = textField({
	displayName: 'Projects',
	name: 'projects',
	default: '',
	placeholder: 'e.g. learn_kylin, Sales_Mart',
	description:
		'Only jobs of these projects: their names, with commas between them; empty = all projects',
});

export const FILTERS = collectionField(
	{ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' },
	{ jobTypes: jobTypesField() },
);

export const JOB_DATA = choiceField({
	displayName: 'Job Data',
	name: 'jobData',
	default: 'callback',
	description: 'Where the data of the job comes from',
	options: [
		{
			name: 'From the Callback',
			value: 'callback',
			description: 'What Kylin sends: no name of the model, no progress, no creation time',
		},
		{
			name: 'Read From Kylin',
			value: 'kylin',
			description:
				"The job's whole record, as Apache Kylin Trigger returns it. Costs a request to Kylin.",
		},
	],
});

export const callbackFields: INodeProperties[] = [
	{
		displayName:
			'Put this line into <code>kylin.properties</code>, with the Production URL from above, and restart Kylin:<br><code>kylin.job.finished-notifier-url=https://…/webhook/…/kylin</code><br>Then activate the workflow (n8n 2: Publish). There is one URL for all projects, and Kylin reports only the end of a run: use Apache Kylin Trigger for other events.',
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
