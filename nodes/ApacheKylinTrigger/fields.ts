import type { INodeProperties } from 'n8n-workflow';
import { booleanField, choiceField } from '../shared/fields/field';
import { collectionField } from '../shared/fields/collection';
import { JOB_EVENTS } from '../shared/events/jobEvent';
import { eventsField, PROJECTS } from '../shared/fields/events';
import { jobTypesField, keyField, modelsField } from '../shared/fields/jobFilters';
import { outputFields } from '../shared/fields/output';

export const EVENTS = eventsField(JOB_EVENTS);

export const FILTERS = collectionField(
	{ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' },
	{ key: keyField(), jobTypes: jobTypesField(), models: modelsField() },
);

export const OPTIONS = collectionField(
	{ displayName: 'Options', name: 'options', placeholder: 'Add Option' },
	{
		failureDetails: booleanField({
			displayName: 'Include Failed Step and Log',
			name: 'failureDetails',
			default: true,
			description:
				'Whether to add step, reason, suggestion and the end of the log to failed jobs (the first 20 of a poll)',
		}),
		whenUnreachable: choiceField({
			displayName: 'When Kylin Cannot Be Reached',
			name: 'whenUnreachable',
			default: 'failOnce',
			description:
				'How often to show a failed execution while Kylin is down (each one also starts the workflow you chose for failures). No event is missed either way.',
			options: [
				{
					name: 'Fail Every Poll',
					value: 'failEveryPoll',
					description: 'Each poll that does not reach Kylin fails',
				},
				{
					name: 'Fail Once',
					value: 'failOnce',
					description:
						'Only the first poll of an outage fails, and one more every 24 hours while it lasts',
				},
			],
		}),
		whileInactive: choiceField({
			displayName: 'While the Workflow Was Inactive',
			name: 'whileInactive',
			default: 'deliver',
			description:
				'Jobs that changed while the workflow was off: whether to start it for them when it is on again. After a restart of n8n it always starts.',
			options: [
				{
					name: 'Deliver Events',
					value: 'deliver',
					description: 'Start for every job whose status has changed meanwhile, in one execution',
				},
				{
					name: 'Skip Events',
					value: 'skip',
					description: 'Ignore what happened while it was inactive',
				},
			],
		}),
	},
);

export const triggerFields: INodeProperties[] = [
	EVENTS.property,
	PROJECTS.property,
	FILTERS.property,
	...outputFields,
	OPTIONS.property,
];
