import type { Send } from '../../shared/api/kylinRequest';
import { findJobs } from '../../shared/jobs/findJobs';
import { ParameterError } from '../../shared/kylin/failures';
import type { JobRecord } from '../../shared/kylin/job';
import type { InputItem } from '../item/inputItem';
import { ONE_JOB } from './fields/job';
import { jobNotFound } from './jobNotFound';

/** Which job an operation of one job is for. */
export type JobReference = { jobId: string; project?: string };

const { displayName: FIELD } = ONE_JOB.properties.key;

/** @throws ParameterError when no job is given, or more than one */
export function readJobReference({ fields }: Pick<InputItem, 'fields'>): JobReference {
	const { key: jobId, project } = ONE_JOB.read(fields.query);
	if (jobId === undefined) {
		throw new ParameterError(
			FIELD,
			'is empty: choose a job from the list, or give its ID',
			'If an expression fills it, check what the node before returned.',
		);
	}
	// Not by a pattern of the field: n8n gives one 250 ms of wall-clock time, and fails the workflow of
	// a busy server that pauses just then.
	if (/\s/.test(jobId)) {
		throw new ParameterError(FIELD, 'has a space in it: give the ID of a single job');
	}
	return { jobId, project };
}

/**
 * The record of one job, of any age. It names the job's project, without which Kylin gives no steps.
 *
 * @throws KylinFailure when there is no such job
 */
export async function findJob(send: Send, { jobId, project }: JobReference): Promise<JobRecord> {
	const job = (await findJobs(send, [jobId], project)).get(jobId);
	if (job === undefined) throw jobNotFound(jobId, { field: FIELD, project });
	return job;
}
