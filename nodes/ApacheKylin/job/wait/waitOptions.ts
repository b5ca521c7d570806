import type { IsExpression } from '../../../shared/fields/field';
import type { JobStatus } from '../../../shared/kylin/jobStatus';
import { readCollection } from '../../../shared/values/values';
import { WAIT_DEFAULTS, WAIT_OPTIONS } from './wait.fields';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

export type WaitOptions = {
	/** before the second reading; grows from one to the next */
	intervalMs: number;
	maxDurationMs: number;
	/** none = every end is a good one */
	failureStatuses: JobStatus[];
	onTimeout: 'fail' | 'returnJobs';
};

/** @param value the collection 'Wait Options' */
export function readWaitOptions(value: unknown, isExpression?: IsExpression): WaitOptions {
	const { failureStatuses, interval, maxDuration, onTimeout } = WAIT_OPTIONS.read(
		value,
		isExpression,
	);
	// An empty list is a choice too: no end is a failure then.
	const isChosen = readCollection(value, 'Wait Options').failureStatuses !== undefined;
	return {
		intervalMs: (interval ?? WAIT_DEFAULTS.intervalSeconds) * SECOND_MS,
		maxDurationMs: (maxDuration ?? WAIT_DEFAULTS.maxDurationMinutes) * MINUTE_MS,
		failureStatuses: isChosen ? failureStatuses : WAIT_DEFAULTS.failureStatuses,
		onTimeout: onTimeout ?? WAIT_DEFAULTS.onTimeout,
	};
}
