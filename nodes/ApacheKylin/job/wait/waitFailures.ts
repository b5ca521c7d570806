import type { FoundJobs } from '../../../shared/jobs/findJobs';
import { KylinFailure } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import { joined, listed, withoutStop } from '../../../shared/texts/sentences';
import { JOB_IDS } from '../jobIds';
import { jobNotFound, MAY_BE_ELSEWHERE } from '../jobNotFound';
import { describeJob, describeJobs } from './describeJob';

const MINUTE_MS = 60_000;

const GO_ON =
	"Kylin goes on all the same. Raise 'Maximum Duration (Minutes)', or use the trigger to be told when they end.";

export function jobsNotFound(
	[id, ...others]: readonly string[],
	project: string | undefined,
): KylinFailure {
	return jobNotFound(id, {
		field: JOB_IDS,
		note: joined(
			project === undefined ? undefined : MAY_BE_ELSEWHERE,
			others.length === 0 ? undefined : `Not found either: ${listed(others, ', ')}.`,
		),
	});
}

export function jobsGone([id, ...others]: readonly string[]): KylinFailure {
	const what =
		others.length === 0
			? `Job ${id} was deleted while it was waited for`
			: `Job ${id} and ${others.length} more were deleted while they were waited for`;
	return new KylinFailure(what, {
		advice: 'How it ended is not known any more.',
	});
}

export function jobsFailed(failed: readonly JobRecord[], count: number): KylinFailure {
	const sentence =
		count === 1
			? describeJob(failed[0])
			: `${failed.length} of ${count} jobs ended in a state that counts as failure`;
	return new KylinFailure(sentence, {
		advice: `${count === 1 ? '' : `${describeJobs(failed)} `}Get Job shows the step that failed and the reason, Get Job Log its log. Which states count as failure is set in 'Failure Statuses'.`,
	});
}

/** @param failure what the last request failed with, if it did */
export function notDoneInTime(
	{ jobIds, maxDurationMs }: { jobIds: readonly string[]; maxDurationMs: number },
	last: FoundJobs,
	isDone: (jobId: string) => boolean,
	failure: Error | undefined,
): KylinFailure {
	const unfinished = jobIds.filter((id) => !isDone(id));
	const done = jobIds.filter(isDone);
	const minutes = Math.round(maxDurationMs / MINUTE_MS);
	const records = [...unfinished, ...done].flatMap((id) => last.get(id) ?? []);
	const advice = [
		...(records.length === 0 ? [] : [describeJobs(records)]),
		...(failure === undefined
			? []
			: [`The last look failed with: ${withoutStop(failure.message)}.`]),
		...(records.length === 0 ? [] : [GO_ON]),
	];
	return new KylinFailure(
		`${jobIds.length === 1 ? 'The job was' : `${unfinished.length} of ${jobIds.length} jobs ${unfinished.length === 1 ? 'was' : 'were'}`} not done after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
		{ advice: advice.join(' ') },
	);
}
