import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { contextSender } from '../../shared/n8n/contextSender';
import { toNodeError } from '../../shared/n8n/nodeError';
import { ALL_TIME, jobList } from '../../shared/api/jobs';
import type { JobRecord } from '../../shared/kylin/job';
import { jobType } from '../../shared/output/simplifyJob';
import { clock } from '../../shared/time/clock';

const JOBS_PER_PAGE = 50;

/**
 * Kylin's jobs for a resource locator, newest first, as on Kylin's job page; the filter is that
 * page's search for an object or an ID. The pagination token is the index of the next page.
 */
export async function searchJobs(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = Number(paginationToken ?? 0);
	const project = chosenProject(this.getCurrentNodeParameter('project'));
	const key = filter?.trim() ?? '';
	try {
		const { jobs, totalSize } = await jobList(contextSender(this), {
			time_filter: ALL_TIME,
			...(project === undefined ? {} : { project }),
			...(key === '' ? {} : { key }),
			sort_by: 'create_time',
			reverse: true,
		})(JOBS_PER_PAGE, page);
		const isLastPage = jobs.length === 0 || (page + 1) * JOBS_PER_PAGE >= totalSize;
		return {
			results: jobs.map((job) => ({ name: label(job), value: job.id })),
			paginationToken: isLastPage ? undefined : String(page + 1),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error as Error);
	}
}

/** An expression has no value while the editor is open: the jobs of all projects are shown then. */
function chosenProject(parameter: unknown): string | undefined {
	const value = (parameter as { value?: unknown } | undefined)?.value ?? parameter;
	if (typeof value !== 'string' || value.startsWith('=')) return undefined;
	return value.trim() === '' ? undefined : value.trim();
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
