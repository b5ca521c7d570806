import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { outputFields } from '../../../shared/fields/output';
import { optionalProjectField, projectField } from '../../fields/project';
import { showFor } from '../../item/showFor';
import { statusesField } from '../fields/statuses';
import { waitOptionsField } from '../wait/wait.fields';
import { runPerItem } from '../../item/runPerItem';
import { openEnvelope } from '../../item/openEnvelope';
import { operateJobs } from './operateJobs';
import { STATUS_URL } from '../../../shared/api/jobs';

export const operateOperation: INodePropertyOptions = {
	name: 'Operate Jobs',
	value: 'operate',
	action: 'Operate jobs',
	description: 'Resume, pause, restart or discard jobs by ID, or all jobs of a project',
	routing: {
		request: { method: 'PUT', url: STATUS_URL },
		send: { paginate: true },
		operations: { pagination: runPerItem(operateJobs) },
		output: { postReceive: [openEnvelope] },
	},
};

export const operateFields = showFor('operate', [
	{
		displayName: 'Action',
		name: 'action',
		type: 'options',
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
		routing: { send: { type: 'body', property: 'action' } },
	},
	{
		displayName:
			'Discarded jobs cannot be recovered. Discarding some of them leaves a gap between segments, so that queries return incomplete results: those whose discard_safety is false. A dry run shows it for each job.',
		name: 'discardNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { action: ['DISCARD'] } },
	},
	{
		displayName: 'Apply To',
		name: 'applyTo',
		type: 'options',
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
	},
	{
		displayName: 'Job IDs',
		name: 'jobIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3f2b1c9e-7a54-4d0e-9c1f-0a6d5e8b7c21',
		displayOptions: { show: { applyTo: ['selectedJobs'] } },
		description:
			'The ID of one job, several IDs with commas or line breaks between them, or an expression that gives an array of IDs',
		routing: { send: { type: 'body', property: 'job_ids' } },
	},
	{
		...optionalProjectField,
		displayOptions: { show: { applyTo: ['selectedJobs'] } },
		description:
			'The project of the jobs. Without one, the jobs may be of any project. A job of another project is left alone.',
		routing: { send: { type: 'body', property: 'project' } },
	},
	{
		...projectField,
		displayOptions: { show: { applyTo: ['allJobsInProject'] } },
		description: 'The project whose jobs the action is for',
		routing: { send: { type: 'body', property: 'project' } },
	},
	{
		...statusesField,
		description:
			'The action is only for jobs in these statuses. If none is chosen: selected jobs are taken in any status, and of a project the jobs in every status that allows the action.',
		routing: { send: { type: 'body', property: 'statuses' } },
	},
	{
		displayName: 'Wait for Completion',
		name: 'waitForCompletion',
		type: 'boolean',
		default: false,
		displayOptions: { show: { action: ['RESUME', 'RESTART'] } },
		description:
			'Whether to wait until the jobs have ended, and fail if one of them did not succeed',
	},
	{
		...waitOptionsField,
		displayOptions: { show: { action: ['RESUME', 'RESTART'], waitForCompletion: [true] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Dry Run',
				name: 'dryRun',
				type: 'boolean',
				default: false,
				description:
					'Whether to only return the jobs the action would be for, as they are, without touching any of them',
			},
			{
				displayName: 'Return',
				name: 'return',
				type: 'options',
				default: 'jobRecords',
				description: 'What to return after the action',
				options: [
					{
						name: 'Job Records',
						value: 'jobRecords',
						description:
							'One item per job: its record after the action, and whether it was applied',
					},
					{
						name: 'Confirmation',
						value: 'confirmation',
						description:
							'One item that says what was sent, without reading the jobs again. Output has no effect then.',
					},
				],
			},
			{
				displayName: 'Skip Unsuitable Jobs',
				name: 'skipUnsuitable',
				type: 'boolean',
				default: false,
				description:
					'Whether to leave out jobs whose status does not allow the action. If off, one such job makes Kylin refuse the action for all of them.',
			},
		],
	},
	...outputFields,
] as INodeProperties[]);
