import type { IDataObject } from 'n8n-workflow';
import type { InputItem } from '../../item/inputItem';
import { ALL_TIME, jobList } from '../../../shared/api/jobs';
import { fetchAllJobs } from '../../../shared/jobs/fetchAllJobs';
import type { Output } from '../../../shared/output/outputChoice';
import { carryOut } from './carryOut';
import { dryRun } from './dryRun';
import { followUp } from './followUp';
import { confirmation, outcomeRecord } from './outcome';
import type { AllJobsRequest } from './request';

/**
 * The jobs are listed first and named in the request. By project and statuses alone Kylin 5.0.0 would
 * also take jobs its list hides (asynchronous queries, maintenance), which no dry run could show, and
 * would not stop builds that another node of its cluster runs (contract 11.4).
 */
export async function operateAllJobs(
	request: AllJobsRequest,
	item: InputItem,
	output: Output,
): Promise<IDataObject[]> {
	const { action, project, statuses } = request;
	const query = { time_filter: ALL_TIME, project, statuses: statuses.join(',') };
	const jobs = statuses.length === 0 ? [] : await fetchAllJobs(jobList(item.send, query));
	if (request.dryRun) return dryRun(request, jobs, output);

	const ids = jobs.map((job) => job.id);
	if (ids.length > 0) {
		await carryOut(item, { action, project, statuses, job_ids: ids }, { before: jobs });
	}
	const { after, timedOut, someTimedOut } = await followUp(item, request, ids, jobs);
	if (request.output === 'confirmation') return [confirmation(request, ids, someTimedOut)];

	return jobs.map((job) =>
		outcomeRecord(output, action, {
			id: job.id,
			before: job,
			latest: after.get(job.id),
			applied: true,
			timedOut: timedOut(job.id),
		}),
	);
}
