import { KylinFailure } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import { listed, withoutStop } from '../../../shared/texts/sentences';
import { describeJob, describeJobs } from './describeJob';
import type { FoundJobs } from '../../../shared/jobs/findJobs';

const MINUTE_MS = 60_000;

const GO_ON =
	"Kylin goes on all the same. Raise 'Maximum Duration (Minutes)', or use the trigger to be told when they end.";

export function jobsNotFound([id, ...others]: readonly string[]): KylinFailure {
	return new KylinFailure(`Can't find job "${id}"`, {
		advice: [
			"Check 'Job IDs': the job may have been deleted, or it belongs to another project than 'Project' or to one this user may not read.",
			...(others.length === 0 ? [] : [`Not found either: ${listed(others, ', ')}.`]),
		].join(' '),
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

/** @param trouble what the last request failed with, if it did */
export function notDoneInTime(
	{ jobIds, maxDurationMs }: { jobIds: readonly string[]; maxDurationMs: number },
	last: FoundJobs,
	isDone: (jobId: string) => boolean,
	trouble: Error | undefined,
): KylinFailure {
	const open = jobIds.filter((id) => !isDone(id));
	const done = jobIds.filter(isDone);
	const minutes = Math.round(maxDurationMs / MINUTE_MS);
	const records = [...open, ...done].flatMap((id) => last.get(id) ?? []);
	const advice = [
		...(records.length === 0 ? [] : [describeJobs(records)]),
		...(trouble === undefined
			? []
			: [`The last look failed with: ${withoutStop(trouble.message)}.`]),
		...(records.length === 0 ? [] : [GO_ON]),
	];
	return new KylinFailure(
		`${jobIds.length === 1 ? 'The job was' : `${open.length} of ${jobIds.length} jobs ${open.length === 1 ? 'was' : 'were'}`} not done after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
		{ advice: advice.join(' ') },
	);
}
