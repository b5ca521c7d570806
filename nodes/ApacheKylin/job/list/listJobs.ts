import type { IDataObject } from 'n8n-workflow';
import { fetchAll, type ListTexts } from '../../../shared/api/fetchAll';
import { jobList } from '../../../shared/api/jobs';
import type { JobRecord } from '../../../shared/kylin/job';
import { readOutput } from '../../../shared/output/outputChoice';
import type { InputItem } from '../../item/inputItem';
import { RETURN_ALL } from './list.fields';
import { listQuery, pageQuery } from './listQuery';

const TEXTS: ListTexts = {
	one: 'job',
	many: 'jobs',
	narrowWith: "'Time Range', 'Project' or the filters",
	orElse: "switch 'Return All' off and read it in parts with 'Page Size' and 'Page Offset'",
};

/** List Jobs for one item: an item per job, all of them or a page. */
export async function listJobs(item: InputItem): Promise<IDataObject[]> {
	const output = await readOutput(item);
	const jobs = await fetchJobs(item);
	return jobs.map((job) => output.job(job));
}

async function fetchJobs({ fields, parameter, send }: InputItem): Promise<JobRecord[]> {
	const fetchPage = jobList(send, listQuery(fields.query));
	if (RETURN_ALL.read(parameter('returnAll', false))) return await fetchAll(fetchPage, TEXTS);
	const { page_size, page_offset } = pageQuery(fields.query);
	return (await fetchPage(page_size, page_offset)).rows;
}
