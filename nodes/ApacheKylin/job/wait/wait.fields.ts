import {
	choiceField,
	choicesField,
	collectionField,
	integerField,
	sentFields,
} from '../../../shared/fields/field';
import { optionalProjectField } from '../../fields/project';
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
		failureStatuses: choicesField({
			displayName: 'Failure Statuses',
			name: 'failureStatuses',
			default: WAIT_DEFAULTS.failureStatuses,
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
		}),
		interval: integerField({
			displayName: 'Interval (Seconds)',
			name: 'interval',
			default: WAIT_DEFAULTS.intervalSeconds,
			typeOptions: { minValue: 1, maxValue: 3_600 },
			description:
				'How long to wait before the second look at the jobs. The time grows from look to look, up to 2 minutes.',
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
		}),
	},
);

export const WAIT = sentFields('query', {
	key: jobIdsField({
		description:
			'The ID of one job, several IDs with commas or line breaks between them, or an expression that gives an array of IDs. However many jobs: one request per look.',
	}),
	project: optionalProjectField({
		description:
			'The project of the jobs. May be left empty; with it, Kylin has fewer jobs to search.',
	}),
});
