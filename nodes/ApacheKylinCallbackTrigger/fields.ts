import type { INodeProperties } from 'n8n-workflow';
import { CALLBACK_EVENTS } from './callback';
import { eventsField } from '../shared/fields/events';
import { jobTypesField } from '../shared/fields/jobFilters';
import { outputFields } from '../shared/fields/output';

export const callbackFields: INodeProperties[] = [
	{
		displayName:
			'Put this line into <code>kylin.properties</code>, with the Production URL from above, and restart Kylin:<br><code>kylin.job.finished-notifier-url=https://…/webhook/…/kylin</code><br>Then activate the workflow (n8n 2: Publish). There is one URL for all projects, and Kylin reports only the end of a run: use Apache Kylin Trigger for other events.',
		name: 'setUpNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
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
	},
	{
		...eventsField,
		options: eventsField.options?.filter((option) =>
			CALLBACK_EVENTS.some((event) => 'value' in option && option.value === event),
		),
	},
	{
		displayName: 'Projects',
		name: 'projects',
		type: 'string',
		default: '',
		placeholder: 'e.g. learn_kylin, Sales_Mart',
		description:
			'Only jobs of these projects: their names, with commas between them; empty = all projects',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [jobTypesField],
	},
	{
		displayName: 'Job Data',
		name: 'jobData',
		type: 'options',
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
	},
	...outputFields,
];
