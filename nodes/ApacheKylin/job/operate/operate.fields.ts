import {
	booleanField,
	choiceField,
	collectionField,
	sentFields,
} from '../../../shared/fields/field';
import { optionalProjectField, projectField } from '../../fields/project';
import { jobIdsField } from '../fields/jobIds';
import { statusesField } from '../fields/statuses';

/** The body of `PUT /jobs/status`, by Kylin's names, whichever jobs it is for. */
export const OPERATE = sentFields('body', {
	action: choiceField({
		displayName: 'Action',
		name: 'action',
		default: 'RESUME',
		options: [
			{
				name: 'Resume',
				value: 'RESUME',
				action: 'Resume jobs',
				description:
					'Continue from where the job stopped. For ERROR and STOPPED (paused) jobs. The job stays PENDING for up to about 20 seconds before it runs.',
			},
			{
				name: 'Pause',
				value: 'PAUSE',
				action: 'Pause jobs',
				description: 'Stop the job so that it can be resumed later. For PENDING and RUNNING jobs.',
			},
			{
				name: 'Restart',
				value: 'RESTART',
				action: 'Restart jobs',
				description:
					'Begin the job again from its first step. For RUNNING, ERROR and STOPPED (paused) jobs. The job stays PENDING for up to about 20 seconds before it runs.',
			},
			{
				name: 'Discard',
				value: 'DISCARD',
				action: 'Discard jobs',
				description:
					'Cancel the job for good: it cannot be recovered. For PENDING, RUNNING, ERROR and STOPPED (paused) jobs.',
			},
		],
		description: 'What to do with the jobs',
	}),
	statuses: statusesField({
		description:
			'The action is only for jobs in these statuses. If none is chosen: selected jobs are taken in any status, and of a project the jobs in every status that allows the action.',
	}),
});

/** The rest of the body for selected jobs. */
export const SELECTED_JOBS = sentFields('body', {
	job_ids: jobIdsField({
		displayOptions: { show: { applyTo: ['selectedJobs'] } },
		description:
			'The ID of one job, several IDs with commas or line breaks between them, or an expression that gives an array of IDs',
	}),
	project: optionalProjectField({
		displayOptions: { show: { applyTo: ['selectedJobs'] } },
		description:
			'The project of the jobs. Without one, the jobs may be of any project. A job of another project is left alone.',
	}),
});

/** The rest of the body for all jobs of a project. */
export const WHOLE_PROJECT = sentFields('body', {
	project: projectField({
		displayOptions: { show: { applyTo: ['allJobsInProject'] } },
		description: 'The project whose jobs the action is for',
	}),
});

export const APPLY_TO = choiceField({
	displayName: 'Apply To',
	name: 'applyTo',
	noDataExpression: true,
	default: 'selectedJobs',
	options: [
		{
			name: 'Selected Jobs',
			value: 'selectedJobs',
			description: 'Only the jobs whose IDs are given',
		},
		{
			name: 'All Jobs in Project',
			value: 'allJobsInProject',
			description: 'Every job of the project that List Jobs shows in one of the statuses',
		},
	],
	description: 'Which jobs the action is for',
});

/** The actions after which a job runs again, so that its end can be waited for. */
export const AWAITED_ACTIONS = ['RESUME', 'RESTART'] as const;

export const WAIT_FOR_COMPLETION = booleanField({
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	default: false,
	displayOptions: { show: { action: [...AWAITED_ACTIONS] } },
	description: 'Whether to wait until the jobs have ended, and fail if one of them did not succeed',
});

export const OPTIONS = collectionField(
	{ displayName: 'Options', name: 'options', placeholder: 'Add Option' },
	{
		dryRun: booleanField({
			displayName: 'Dry Run',
			name: 'dryRun',
			default: false,
			description:
				'Whether to only return the jobs the action would be for, as they are, without touching any of them',
		}),
		output: choiceField({
			displayName: 'Return',
			name: 'return',
			default: 'jobRecords',
			description: 'What to return after the action',
			options: [
				{
					name: 'Job Records',
					value: 'jobRecords',
					description: 'One item per job: its record after the action, and whether it was applied',
				},
				{
					name: 'Confirmation',
					value: 'confirmation',
					description:
						'One item that says what was sent, without reading the jobs again. Output has no effect then.',
				},
			],
		}),
		skipUnsuitable: booleanField({
			displayName: 'Skip Unsuitable Jobs',
			name: 'skipUnsuitable',
			default: false,
			description:
				'Whether to leave out jobs whose status does not allow the action. If off, one such job makes Kylin refuse the action for all of them.',
		}),
	},
);
