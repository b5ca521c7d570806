import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { ALL_TIME } from '../../shared/api/jobs';
import type { JobRecord } from '../../shared/kylin/job';
import { jobType, simplifyJob } from '../../shared/output/simplifyJob';
import { clock } from '../../shared/time/clock';
import { readJobs } from '../job/list/readJobs';
import { chosenValue } from './chosenValue';
import { pickPage } from './pickPage';

const SHORT_ID = 8;

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
		const jobs = await readJobs(send, {
			projects: project === undefined ? undefined : [project],
			models: [],
			query: { time_filter: ALL_TIME, ...(key === '' ? {} : { key }) },
			newestPerObject: false,
			order: { sortBy: 'create_time', reverse: true },
			page: { pageSize, pageOffset },
		});
		const { host } = await this.getCredentials('apacheKylinApi');
		return {
			results: jobs.map((job) => describe(job, project === undefined, String(host))),
			// A page that is not full is the last one.
			totalSize: jobs.length < pageSize ? 0 : Infinity,
		};
	});
}

function describe(job: JobRecord, namesProject: boolean, host: string): INodeListSearchItems {
	const { link } = simplifyJob(job, { timezone: 'UTC', host });
	return {
		name: label(job, namesProject),
		value: job.id,
		...(typeof link === 'string' ? { url: link } : {}),
	};
}

/** @returns e.g. `sales_model · Load Data · ERROR · 3 h ago · learn_kylin · 3f2b1c9e` */
function label(job: JobRecord, namesProject: boolean): string {
	return [
		job.target_subject,
		jobType(job.job_name),
		job.job_status,
		age(Number(job.create_time)),
		namesProject ? job.project : undefined,
		job.id.slice(0, SHORT_ID),
	]
		.filter(Boolean)
		.join(' · ');
}

function age(createTime: number): string | undefined {
	if (Number.isNaN(createTime)) return undefined;
	const minutes = Math.max(0, Math.floor((clock.now() - createTime) / 60_000));
	if (minutes < 60) return `${minutes} min ago`;
	const hours = Math.floor(minutes / 60);
	return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}
