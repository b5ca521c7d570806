import type { INodePropertyOptions } from 'n8n-workflow';
import type { JobEventName } from '../events/jobEvent';
import { ParameterError } from '../kylin/failures';
import { choicesField, openChoicesField, type Field } from './field';
import { narrowing } from './narrowing';

const EVENT_CHOICES: ReadonlyArray<INodePropertyOptions & { value: JobEventName }> = [
	{ name: 'Job Created', value: 'jobCreated', description: 'A job was submitted' },
	{
		name: 'Job Discarded',
		value: 'jobDiscarded',
		description: 'A job was discarded, by a user or by Kylin',
	},
	{ name: 'Job Failed', value: 'jobFailed', description: 'A job went to ERROR' },
	{ name: 'Job Finished', value: 'jobFinished', description: 'A job ended successfully' },
	{ name: 'Job Paused', value: 'jobPaused', description: 'A job was paused (STOPPED)' },
	{
		name: 'Job Started',
		value: 'jobStarted',
		description: 'A job left the queue and runs, for the first time or again',
	},
];

/**
 * What a trigger fires for.
 *
 * @param offered the events the trigger can see
 */
export function eventsField(offered: readonly JobEventName[]): Field<JobEventName[]> {
	const options = EVENT_CHOICES.filter(({ value }) => offered.includes(value));
	const field = choicesField<JobEventName>({
		displayName: 'Events',
		name: 'events',
		required: true,
		default: ['jobFailed'],
		description: 'What has to happen to a job for the workflow to start',
		options,
	});
	const read = (value: unknown) => {
		const events = value === '*' ? [...offered] : field.read(value);
		if (events.length > 0) return events;
		throw new ParameterError('Events', 'is empty: choose at least one event, or give * for all');
	};
	return { ...field, read };
}

export const PROJECTS = narrowing(
	openChoicesField({
		displayName: 'Project Names or IDs',
		name: 'projects',
		typeOptions: { loadOptionsMethod: 'getProjects' },
		default: [],
		description:
			'Only jobs of these projects; none = all projects. The ID of a project is its name. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	}),
);
