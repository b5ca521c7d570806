import type { INodeProperties } from 'n8n-workflow';
import {
	DEFAULT_DURATION_MINUTES,
	DEFAULT_INTERVAL_SECONDS,
	MAX_DURATION_MINUTES,
	MAX_INTERVAL_SECONDS,
} from './waitOptions';

/** How to wait for jobs; read by `readWaitOptions`. */
export const waitOptionsField: INodeProperties = {
	displayName: 'Wait Options',
	name: 'waitOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Failure Statuses',
			name: 'failureStates',
			type: 'multiOptions',
			default: ['ERROR', 'DISCARDED'],
			description:
				'Jobs that end in one of these statuses make the item fail. With none chosen, jobs are returned however they ended.',
			options: [
				{ name: 'DISCARDED', value: 'DISCARDED', description: 'Discarded by a user or by Kylin' },
				{
					name: 'ERROR',
					value: 'ERROR',
					description: 'Failed; can be resumed, restarted or discarded',
				},
				{
					name: 'STOPPED (Paused)',
					value: 'STOPPED',
					description: 'If not chosen, a paused job is waited for, because it may go on',
				},
			],
		},
		{
			displayName: 'Interval (Seconds)',
			name: 'interval',
			type: 'number',
			default: DEFAULT_INTERVAL_SECONDS,
			typeOptions: { minValue: 1, maxValue: MAX_INTERVAL_SECONDS, numberPrecision: 0 },
			description:
				'How long to wait before the second look at the jobs. The time grows from look to look, up to 2 minutes.',
		},
		{
			displayName: 'Maximum Duration (Minutes)',
			name: 'maxDuration',
			type: 'number',
			default: DEFAULT_DURATION_MINUTES,
			typeOptions: { minValue: 1, maxValue: MAX_DURATION_MINUTES, numberPrecision: 0 },
			description: 'How long to wait in all. The jobs go on in Kylin when the wait is over.',
		},
		{
			displayName: 'On Timeout',
			name: 'onTimeout',
			type: 'options',
			default: 'fail',
			description: 'What to do with jobs that are not done in time',
			options: [
				{
					name: 'Fail',
					value: 'fail',
					description: 'Tell the last status and progress of each job',
				},
				{
					name: 'Return the Jobs',
					value: 'returnJobs',
					description:
						'As they are, marked as timed out. A job that ended in a failure status fails the item all the same.',
				},
			],
		},
	],
};
