import type { IDataObject } from 'n8n-workflow';
import { KylinFailure } from '../../shared/kylin/failures';
import type { JobRecord } from '../../shared/kylin/job';
import type { Output } from '../../shared/output/outputChoice';
import type { Result } from './result';
import type { Started } from './startOnce';
import type { Task } from './task';

/** A task with what became of it. */
export type Done = {
	task: Task;
	result: Result;
	/** given if its end was waited for */
	job?: JobRecord;
	timedOut?: boolean;
};

/** What would happen. A job that is there already is named. */
export function preview(task: Task): Result {
	const { reason } = task;
	if (task.act === 'start') return { outcome: 'would_start', reason, jobId: null };
	if (task.act === 'resume') {
		return { outcome: 'would_start', reason: `${reason}; it would be resumed`, jobId: task.job.id };
	}
	if (task.act === 'attach') return { outcome: 'attached', reason, jobId: task.job.id };
	return { outcome: task.act === 'skip' ? task.outcome : 'refused', reason, jobId: null };
}

/** What became of a task whose job was there when its own request had failed. */
export function foundResult(
	{ name }: Task,
	{ job, isOwn }: Extract<Started, { outcome: 'found' }>,
	ifRunning: 'fail' | 'attach' | 'skip',
): Result {
	if (isOwn) {
		const reason = "Kylin's answer was lost, but its job was found by its tag";
		return { outcome: 'attached', reason, jobId: job.id };
	}
	const reason = `Job ${job.id} has begun it in the meantime and is ${job.job_status}`;
	if (ifRunning === 'attach') return { outcome: 'attached', reason, jobId: job.id };
	if (ifRunning === 'skip') return { outcome: 'nothing_to_do', reason, jobId: job.id };
	throw new KylinFailure(`${name}: ${reason}`, {
		advice:
			"Another run or person has started the same: wait for that job, discard it, or change 'If a Job Is at Work on It'.",
	});
}

/** A task whose turn did not come, because a job before it was not done in time. */
export function notReached(task: Task): Result {
	return task.act === 'skip' || task.act === 'refuse'
		? preview(task)
		: {
				outcome: 'refused',
				reason: 'Not begun, because a job before it was not done in time',
				jobId: null,
			};
}

/** The output item of a task. */
export function shown(
	{ task, result, job, timedOut }: Done,
	{ output, project }: { output: Output; project: string },
): IDataObject {
	return {
		outcome: result.outcome,
		reason: result.reason,
		project,
		...task.members,
		job_id: result.jobId,
		...(timedOut === undefined ? {} : { timed_out: timedOut }),
		...(job === undefined ? {} : { job: output.job(job) }),
	};
}
