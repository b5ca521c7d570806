import type { INodeProperties } from 'n8n-workflow';
import { booleanField, choiceField, collectionField } from '../shared/fields/field';
import { JOB_EVENTS } from '../shared/events/jobEvent';
import { eventsField, FILTERS, PROJECTS } from '../shared/fields/events';
import { outputFields } from '../shared/fields/output';

export const EVENTS = eventsField(JOB_EVENTS);

export const OPTIONS = collectionField(
	{ displayName: 'Options', name: 'options', placeholder: 'Add Option' },
	{
		failureDetails: booleanField({
			displayName: 'Include Failed Step and Log',
			name: 'failureDetails',
			default: false,
			description:
				'Whether to add to a failed job the step that failed, the reason, a suggestion and the end of the log of this step. Costs two more requests for each, for up to 20 failed jobs in a poll.',
		}),
		whenUnreachable: choiceField({
			displayName: 'When Kylin Cannot Be Reached',
			name: 'whenUnreachable',
			default: 'failOnce',
			description:
				'How often to show a failed execution, which starts the error workflow, while Kylin is down. No event is missed either way.',
			options: [
				{
					name: 'Fail Every Poll',
					value: 'failEveryPoll',
					description: 'Each poll that does not reach Kylin fails',
				},
				{
					name: 'Fail Once',
					value: 'failOnce',
					description: 'An outage fails one poll, and one more every 24 hours while it lasts',
				},
			],
		}),
		whileInactive: choiceField({
			displayName: 'While the Workflow Was Inactive',
			name: 'whileInactive',
			default: 'deliver',
			description:
				'What to do, when the workflow is activated again (n8n 2: published), with what happened while it was inactive. After a restart of n8n events are always delivered; what happened before the first activation never is.',
			options: [
				{
					name: 'Deliver Events',
					value: 'deliver',
					description: 'Fire for every job whose status has changed meanwhile, in one execution',
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
