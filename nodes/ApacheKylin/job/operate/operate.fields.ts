import type { INodeProperties } from 'n8n-workflow';
import { booleanField, choiceField } from '../../../shared/fields/field';
import { collectionField } from '../../../shared/fields/collection';
import { sentFields } from '../../fields/sentFields';
import { outputFields } from '../../../shared/fields/output';
import { ACTION_NAMES } from '../../../shared/kylin/jobStatus';
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
				description:
					'Go on where a failed or paused job stopped. It shows as PENDING for up to 2 minutes first.',
			},
			{
				name: 'Pause',
				value: 'PAUSE',
				description: 'Stop a queued or running job so that it can be resumed later',
			},
			{
				name: 'Restart',
				value: 'RESTART',
				description:
					'Begin a running, failed or paused job again from its first step. It shows as PENDING for up to 2 minutes first.',
			},
			{
				name: 'Discard',
				value: 'DISCARD',
				description: 'Cancel an unfinished job for good: this cannot be undone',
			},
		],
		description: 'What to do with the jobs',
	}),
	statuses: statusesField({
		description: 'Only jobs in these statuses. If empty: all that the action is possible for.',
	}),
});

/** The rest of the body for selected jobs. */
export const SELECTED_JOBS = sentFields('body', {
	job_ids: jobIdsField({
		displayOptions: { show: { applyTo: ['selectedJobs'] } },
		description:
			'A job from the list, or one or more IDs with commas between them. {{ $json.id }} acts on the job of each input item.',
	}),
	project: optionalProjectField({
		displayOptions: { show: { applyTo: ['selectedJobs'] } },
		description:
			'The project of the jobs. Jobs of other projects are skipped. If empty, the jobs may be of any project.',
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
			description: 'Only the jobs that are given',
		},
		{
			name: 'All Jobs in Project',
			value: 'allJobsInProject',
			description: 'Every job of the project in the statuses below',
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

const dryRunField = (
	about: Pick<INodeProperties, 'name' | 'displayOptions'> & { default: boolean },
) =>
	booleanField({
		displayName: 'Dry Run',
		description: 'Whether to only show which jobs would be changed',
		...about,
	});

/** Shown wherever `DISCARD_ALL_DRY_RUN` is not. */
export const DRY_RUN = dryRunField({ name: 'dryRun', default: false });

export const DRY_RUN_PROPERTIES: INodeProperties[] = [
	{ ...DRY_RUN.property, displayOptions: { show: { applyTo: ['selectedJobs'] } } },
	{
		...DRY_RUN.property,
		displayOptions: {
			show: { applyTo: ['allJobsInProject'], action: ['RESUME', 'PAUSE', 'RESTART'] },
		},
	},
];

/** On until somebody switches it off here: its name is its own, so that no other choice is taken for it. */
export const DISCARD_ALL_DRY_RUN = dryRunField({
	name: 'discardAllDryRun',
	default: true,
	displayOptions: { show: { applyTo: ['allJobsInProject'], action: ['DISCARD'] } },
});

export const IF_NO_JOB_FITS = choiceField({
	displayName: 'If No Job Fits',
	name: 'ifNoJobFits',
	default: 'fail',
	description: 'What to do if the action is possible for none of the jobs',
	options: [
		{ name: 'Fail', value: 'fail', description: 'Say why it fits none of them' },
		{
			name: 'Return Them',
			value: 'returnThem',
			description: 'As they are, with the reason for each',
		},
	],
});

export const RETURN = choiceField({
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
			description: 'One item that says what was sent, without reading the jobs again',
		},
	],
});

export const SKIP_UNSUITABLE = booleanField({
	displayName: 'Skip Jobs That Do Not Fit',
	name: 'skipUnsuitable',
	default: true,
	description:
		'Whether to skip jobs that the action does not fit, e.g. finished ones. If off, one such job makes Kylin refuse the action for all.',
});

export const OPTIONS = collectionField(
	{ displayName: 'Options', name: 'options', placeholder: 'Add Option' },
	{
		ifNoJobFits: IF_NO_JOB_FITS,
		output: RETURN,
		skipUnsuitable: SKIP_UNSUITABLE,
	},
);

const CONFIRMATION = { '/options.return': ['confirmation'] };

/** How jobs are returned, where they are. */
export const OUTPUT_PROPERTIES: INodeProperties[] = outputFields.map((property) => ({
	...property,
	displayOptions: { ...property.displayOptions, hide: CONFIRMATION },
}));

/** What the canvas shows below the node, e.g. `Discard Jobs (Dry Run)`: an n8n expression. */
export const SUBTITLE = `(${JSON.stringify(ACTION_NAMES)}[$parameter["action"]] ?? "Operate") + " Jobs" + (($parameter["action"] === "DISCARD" && $parameter["applyTo"] === "allJobsInProject" ? $parameter["discardAllDryRun"] : $parameter["dryRun"]) === true ? " (Dry Run)" : "")`;
