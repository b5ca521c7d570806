import type { JobStatus } from '../../../shared/kylin/jobStatus';
import {
	readChoice,
	readChoices,
	readCollection,
	readInteger,
} from '../../../shared/values/values';

const FAILURE_STATES = ['ERROR', 'DISCARDED', 'STOPPED'] as const;

const ON_TIMEOUT = ['fail', 'returnJobs'] as const;

export type WaitOptions = {
	/** before the second look; grows from look to look */
	intervalMs: number;
	maxDurationMs: number;
	/** none = every end is a good one */
	failureStates: JobStatus[];
	onTimeout: (typeof ON_TIMEOUT)[number];
};

export const DEFAULT_INTERVAL_SECONDS = 30;
export const MAX_INTERVAL_SECONDS = 3_600;
export const DEFAULT_DURATION_MINUTES = 120;
export const MAX_DURATION_MINUTES = 7 * 24 * 60;

/** @param value the collection 'Wait Options' */
export function readWaitOptions(value: unknown): WaitOptions {
	const { interval, maxDuration, failureStates, onTimeout } = readCollection(value, 'Wait Options');
	const seconds = readInteger(interval, 'Interval (Seconds)', {
		least: 1,
		most: MAX_INTERVAL_SECONDS,
	});
	const minutes = readInteger(maxDuration, 'Maximum Duration (Minutes)', {
		least: 1,
		most: MAX_DURATION_MINUTES,
	});
	return {
		intervalMs: (seconds ?? DEFAULT_INTERVAL_SECONDS) * 1_000,
		maxDurationMs: (minutes ?? DEFAULT_DURATION_MINUTES) * 60_000,
		failureStates:
			failureStates === undefined
				? ['ERROR', 'DISCARDED']
				: readChoices(failureStates, 'Failure Statuses', FAILURE_STATES),
		onTimeout: readChoice(onTimeout, 'On Timeout', ON_TIMEOUT) ?? 'fail',
	};
}
