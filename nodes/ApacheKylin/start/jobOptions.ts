import type { INodeProperties } from 'n8n-workflow';
import { booleanField, choiceField, integerField, textField } from '../../shared/fields/field';
import { collectionField } from '../../shared/fields/collection';
import { outputFields } from '../../shared/fields/output';
import { WAIT_OPTIONS } from '../job/wait/wait.fields';

export const PRIORITY = choiceField({
	displayName: 'Priority',
	name: 'priority',
	default: 3,
	description: 'Which jobs Kylin takes first when several wait',
	options: [
		{ name: '0 (Highest)', value: 0 },
		{ name: '1', value: 1 },
		{ name: '2', value: 2 },
		{ name: '3 (Default)', value: 3 },
		{ name: '4 (Lowest)', value: 4 },
	],
});

export const YARN_QUEUE = textField({
	displayName: 'YARN Queue',
	name: 'yarnQueue',
	default: '',
	description: 'The YARN queue to run in. Kylin ignores it unless its configuration allows queues.',
});

export const DRY_RUN = booleanField({
	displayName: 'Dry Run',
	name: 'dryRun',
	default: false,
	description: 'Whether to only show what would be started',
});

export const WAIT_FOR_COMPLETION = booleanField({
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	default: false,
	description:
		'Whether to wait until the jobs have ended, and fail if one of them did not succeed. The execution stays open meanwhile: for builds of hours, let Apache Kylin Trigger tell you instead.',
});

export const MAX_JOBS = integerField({
	displayName: 'Maximum Jobs',
	name: 'maxJobs',
	default: 31,
	typeOptions: { minValue: 1, maxValue: 1_000 },
	description: 'A plan with more jobs than this is refused before anything is started',
});

export const JOBS_AT_ONCE = integerField({
	displayName: 'Jobs at Once',
	name: 'jobsAtOnce',
	default: 1,
	typeOptions: { minValue: 1, maxValue: 20 },
	description:
		'How many jobs may run at a time, if you wait for their completion. Otherwise all are submitted in order, and Kylin queues them. Leave 1 for Kylin 5.0.0: it has a bug with parallel builds.',
});

/** What every job that is started bears besides the node's own tag. */
export const TAG = textField({
	displayName: 'Tag',
	name: 'tag',
	default: '',
	description:
		"A text to find the jobs by: it is in each job's record and in callbacks. The node adds which workflow and execution started the job.",
});

/** Options of an operation that may start several jobs. */
export const START_OPTIONS = collectionField(
	{ displayName: 'Options', name: 'options', placeholder: 'Add Option' },
	{
		dryRun: DRY_RUN,
		jobsAtOnce: JOBS_AT_ONCE,
		maxJobs: MAX_JOBS,
		priority: PRIORITY,
		tag: TAG,
		yarnQueue: YARN_QUEUE,
	},
);

const awaitedFields: INodeProperties[] = [WAIT_OPTIONS.property, ...outputFields].map((field) => ({
	...field,
	displayOptions: { show: { waitForCompletion: [true], ...field.displayOptions?.show } },
}));

/** Whether and how to wait, and what to return of the jobs then. */
export const waitFields = [WAIT_FOR_COMPLETION.property, ...awaitedFields];
