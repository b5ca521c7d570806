import type { Send } from '../../shared/api/kylinRequest';
import type { InputItem } from '../item/inputItem';
import { KylinFailure, ParameterError } from '../../shared/kylin/failures';
import type { JobRecord } from '../../shared/kylin/job';
import { readText } from '../../shared/values/values';
import { findJobs } from '../../shared/jobs/findJobs';

/** Which job an operation of one job is for. */
export type JobReference = { jobId: string; project?: string };

/** @throws ParameterError when no job is given, or more than one */
export function readJobReference({ fields: { query } }: InputItem): JobReference {
	const jobId = readText(query.key, 'Job');
	if (jobId === undefined) {
		throw new ParameterError(
			'Job',
			'is empty: choose a job from the list, or give its ID',
			'If an expression fills it, check what the node before returned.',
		);
	}
	// Not by a pattern of the field: n8n gives one 250 ms of wall-clock time, and fails the workflow of
	// a busy server that pauses just then.
	if (/\s/.test(jobId)) {
		throw new ParameterError('Job', 'has a space in it: give the ID of a single job');
	}
	return { jobId, project: readText(query.project, 'Project') };
}

/**
 * The record of one job, of any age. It names the job's project, without which Kylin gives no steps.
 *
 * @throws KylinFailure when there is no such job
 */
export async function findJob(send: Send, { jobId, project }: JobReference): Promise<JobRecord> {
	const job = (await findJobs(send, [jobId], project)).get(jobId);
	if (job !== undefined) return job;
	throw new KylinFailure(
		`Can't find job "${jobId}"${project === undefined ? '' : ` in project "${project}"`}`,
		{
			advice: [
				"Check the ID in 'Job', down to the letter case: the job may have been deleted, or it belongs to a project this user may not read.",
				...(project === undefined ? [] : ["It may also belong to another project than 'Project'."]),
			].join(' '),
		},
	);
}
