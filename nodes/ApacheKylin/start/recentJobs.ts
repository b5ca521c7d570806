import { jobList } from '../../shared/api/jobs';
import type { Send } from '../../shared/api/kylinRequest';
import type { JobRecord } from '../../shared/kylin/job';

/** `time_filter` of a week, for which a node may wait for a job before it is tried again. */
export const LAST_WEEK = 1;

/** Kylin takes some 2 ms for each. */
const MAX_JOBS = 1_000;

/** What the jobs of a model or of a table are found by. */
export type Subject = {
	project: string;
	/** `target_model` of their records: the ID of a model, or `DATABASE.TABLE` */
	target: string;
};

/** The jobs of the last week, the newest first, however they ended. */
export async function fetchRecentJobs(
	send: Send,
	{ project, target }: Subject,
): Promise<JobRecord[]> {
	const { rows } = await jobList(send, {
		time_filter: LAST_WEEK,
		project,
		key: target,
		sort_by: 'create_time',
		reverse: true,
	})(MAX_JOBS, 0);
	return rows.filter(({ target_model }) => target_model === target);
}
