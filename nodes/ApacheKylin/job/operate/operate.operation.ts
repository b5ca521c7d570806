import { STATUS_URL } from '../../../shared/api/jobs';
import { operation } from '../../item/operation';
import { WAIT_OPTIONS } from '../wait/wait.fields';
import {
	APPLY_TO,
	AWAITED_ACTIONS,
	DISCARD_ALL_DRY_RUN,
	DRY_RUN_PROPERTIES,
	OPERATE,
	OPTIONS,
	OUTPUT_PROPERTIES,
	SELECTED_JOBS,
	SUBTITLE,
	WAIT_FOR_COMPLETION,
	WHOLE_PROJECT,
} from './operate.fields';
import { operateJobs } from './operateJobs';

export const operate = operation(
	{
		name: 'Operate Jobs',
		value: 'operate',
		action: 'Resume, pause, restart or discard jobs',
		description: 'Resume, pause, restart or discard chosen jobs, or all jobs of a project',
		request: { method: 'PUT', url: STATUS_URL },
		subtitle: SUBTITLE,
	},
	operateJobs,
	[
		OPERATE.properties.action,
		{
			displayName:
				"Discarding cannot be undone. Jobs with <code>discard_safety</code> false leave a gap, and queries return incomplete results. Switch on 'Dry Run' to look first.",
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
		...DRY_RUN_PROPERTIES,
		DISCARD_ALL_DRY_RUN.property,
		WAIT_FOR_COMPLETION.property,
		{
			...WAIT_OPTIONS.property,
			displayOptions: { show: { action: [...AWAITED_ACTIONS], waitForCompletion: [true] } },
		},
		OPTIONS.property,
		...OUTPUT_PROPERTIES,
	],
);
