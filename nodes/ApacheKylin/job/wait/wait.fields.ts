import { choiceField, choicesField, integerField } from '../../../shared/fields/field';
import { collectionField } from '../../../shared/fields/collection';
import { definite } from '../../fields/definite';
import { sentFields } from '../../fields/sentFields';
import { projectOfJobField } from '../../fields/project';
import { jobIdsField } from '../fields/jobIds';

/** How to wait unless an option says otherwise. */
export const WAIT_DEFAULTS = {
	failureStatuses: ['ERROR', 'DISCARDED'] as Array<'ERROR' | 'DISCARDED' | 'STOPPED'>,
	intervalSeconds: 30,
	maxDurationMinutes: 120,
	onTimeout: 'fail' as const,
};

/** How to wait for jobs; read by `readWaitOptions`. */
export const WAIT_OPTIONS = collectionField(
	{
		displayName: 'Wait Options',
		name: 'waitOptions',
		placeholder: 'Add Option',
	},
	{
		failureStatuses: definite(
			choicesField({
				displayName: 'Fail If a Job Ends As',
				name: 'failureStatuses',
				default: WAIT_DEFAULTS.failureStatuses,
				description:
					'Jobs that end in one of these statuses make the item fail. None chosen: jobs are returned however they ended.',
				options: [
					{ name: 'DISCARDED', value: 'DISCARDED', description: 'Discarded by a user or by Kylin' },
					{
						name: 'ERROR (Failed)',
						value: 'ERROR',
						description: 'Can be resumed, restarted or discarded',
					},
					{
						name: 'STOPPED (Paused)',
						value: 'STOPPED',
						description: 'If not chosen, a paused job is waited for, because it may go on',
					},
				],
			}),
		),
		interval: integerField({
			displayName: 'Interval (Seconds)',
			name: 'interval',
			default: WAIT_DEFAULTS.intervalSeconds,
			typeOptions: { minValue: 1, maxValue: 3_600 },
			description: 'How often to ask Kylin. The pauses grow: to 2 minutes, unless you set more.',
		}),
		maxDuration: integerField({
			displayName: 'Maximum Duration (Minutes)',
			name: 'maxDuration',
			default: WAIT_DEFAULTS.maxDurationMinutes,
			typeOptions: { minValue: 1, maxValue: 7 * 24 * 60 },
			description: 'How long to wait in all. The jobs go on in Kylin when the wait is over.',
		}),
		onTimeout: choiceField({
			displayName: 'On Timeout',
			name: 'onTimeout',
			default: WAIT_DEFAULTS.onTimeout,
			description: 'What to do with jobs that have not ended in time',
			options: [
				{
					name: 'Fail',
					value: 'fail',
					description: 'Report the last status and progress of each job',
				},
				{
					name: 'Return the Jobs',
					value: 'returnJobs',
					description:
						'As they are, marked as timed out. A job that ended in a failure status fails the item all the same.',
				},
			],
		}),
	},
);

export const WAIT = sentFields('query', {
	key: jobIdsField({
		description:
			'A job from the list, or one or more IDs with commas between them. {{ $json.id }} waits for the job of each input item.',
	}),
	project: projectOfJobField,
});
