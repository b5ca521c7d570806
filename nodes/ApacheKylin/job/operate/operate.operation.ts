import { STATUS_URL } from '../../../shared/api/jobs';
import { outputFields } from '../../../shared/fields/output';
import { operation } from '../../item/operation';
import { WAIT_OPTIONS } from '../wait/wait.fields';
import {
	APPLY_TO,
	AWAITED_ACTIONS,
	OPERATE,
	OPTIONS,
	SELECTED_JOBS,
	WAIT_FOR_COMPLETION,
	WHOLE_PROJECT,
} from './operate.fields';
import { operateJobs } from './operateJobs';

export const operate = operation(
	{
		name: 'Operate Jobs',
		value: 'operate',
		action: 'Operate jobs',
		description: 'Resume, pause, restart or discard jobs by ID, or all jobs of a project',
		request: { method: 'PUT', url: STATUS_URL },
	},
	operateJobs,
	[
		OPERATE.properties.action,
		{
			displayName:
				'Discarded jobs cannot be recovered. Discarding some of them leaves a gap between segments, so that queries return incomplete results: those whose discard_safety is false. A dry run shows it for each job.',
			name: 'discardNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { action: ['DISCARD'] } },
		},
		APPLY_TO.property,
		SELECTED_JOBS.properties.job_ids,
		SELECTED_JOBS.properties.project,
		WHOLE_PROJECT.properties.project,
		OPERATE.properties.statuses,
		WAIT_FOR_COMPLETION.property,
		{
			...WAIT_OPTIONS.property,
			displayOptions: { show: { action: [...AWAITED_ACTIONS], waitForCompletion: [true] } },
		},
		OPTIONS.property,
		...outputFields,
	],
);
