import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { ALL_TIME, jobList } from '../../shared/api/jobs';
import type { JobRecord } from '../../shared/kylin/job';
import { jobType } from '../../shared/output/simplifyJob';
import { clock } from '../../shared/time/clock';
import { chosenValue } from './chosenValue';
import { pickPage } from './pickPage';

/**
 * Kylin's jobs for a resource locator, newest first, as on Kylin's job page; the filter is that
 * page's search for an object or an ID.
 */
export async function searchJobs(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const project = chosenValue(this, 'project');
	const key = filter?.trim() ?? '';
	return await pickPage(this, paginationToken, async (send, pageSize, pageOffset) => {
		const fetchPage = jobList(send, {
			time_filter: ALL_TIME,
			...(project === undefined ? {} : { project }),
			...(key === '' ? {} : { key }),
			sort_by: 'create_time',
			reverse: true,
		});
		const { rows, totalSize } = await fetchPage(pageSize, pageOffset);
		const results = rows.map((job) => ({ name: label(job), value: job.id }));
		return { results, totalSize };
	});
}

/** @returns e.g. `sales_model · Load Data · ERROR · 3 h ago` */
function label(job: JobRecord): string {
	return [job.target_subject, jobType(job.job_name), job.job_status, age(job.create_time)]
		.filter(Boolean)
		.join(' · ');
}

function age(createTime: number): string {
	const minutes = Math.max(0, Math.floor((clock.now() - createTime) / 60_000));
	if (minutes < 60) return `${minutes} min ago`;
	const hours = Math.floor(minutes / 60);
	return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}
