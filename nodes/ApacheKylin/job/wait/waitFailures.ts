import type { FoundJobs } from '../../../shared/jobs/findJobs';
import { KylinFailure } from '../../../shared/kylin/failures';
import type { JobFailure } from '../../../shared/jobs/jobFailure';
import type { JobRecord } from '../../../shared/kylin/job';
import { progressPercent } from '../../../shared/output/simplifyJob';
import { joined, listed, withoutStop } from '../../../shared/texts/sentences';
import { JOBS } from '../jobIds';
import { jobNotFound, MAY_BE_ELSEWHERE } from '../jobNotFound';
import { describeJob, describeJobs } from './describeJob';

const MINUTE_MS = 60_000;

const MAX_REASONS = 10;

const GO_ON =
	"The jobs go on in Kylin. Raise 'Maximum Duration (Minutes)', or let Apache Kylin Trigger tell you when they end.";

export function jobsNotFound(
	[id, ...others]: readonly string[],
	project: string | undefined,
): KylinFailure {
	return jobNotFound(id, {
		field: JOBS,
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
		advice: 'How it ended is no longer known.',
	});
}

export function jobsFailed(
	failed: readonly JobRecord[],
	failures: ReadonlyMap<string, JobFailure>,
	count: number,
): KylinFailure {
	const reasons = failed.flatMap(({ id }) => {
		const failure = failures.get(id);
		return failure === undefined ? [] : [`Job ${id}: ${withoutStop(failure.summary)}.`];
	});
	const [first] = failed;
	const summary = failures.get(first.id)?.summary;
	const sentence =
		count === 1
			? (summary ?? describeJob(first))
			: `${failed.length} of ${count} jobs did not succeed: ${listed(failed.map(shortly), ', ')}`;
	const details =
		count === 1
			? `${describeJob(first)}.`
			: listed([describeJobs(failed), ...reasons], ' ', 1 + MAX_REASONS);
	return new KylinFailure(sentence, {
		advice: joined(
			count === 1 && summary === undefined ? undefined : details,
			"Get Job shows the steps and a suggestion, Get Job Log the log. What counts as a failure is set in 'Fail If a Job Ends As'.",
		),
	});
}

/** @returns e.g. `orders (ERROR at 60 %)` */
function shortly(job: JobRecord): string {
	const name = typeof job.target_subject === 'string' ? job.target_subject : job.id;
	const percent = progressPercent(job);
	return `${name} (${job.job_status}${percent === null ? '' : ` at ${percent} %`})`;
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
			: [`The last request failed with: ${withoutStop(failure.message)}.`]),
		...(records.length === 0 ? [] : [GO_ON]),
	];
	return new KylinFailure(
		`${jobIds.length === 1 ? 'The job was' : `${unfinished.length} of ${jobIds.length} jobs ${unfinished.length === 1 ? 'was' : 'were'}`} not done after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
		{ advice: advice.join(' ') },
	);
}
