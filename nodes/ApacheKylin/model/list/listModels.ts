import type { IDataObject } from 'n8n-workflow';
import { fetchFirst } from '../../../shared/api/fetchPages';
import { readParameter } from '../../../shared/fields/field';
import type { Send } from '../../../shared/api/kylinRequest';
import type { FetchPage } from '../../../shared/api/page';
import type { JobRecord } from '../../../shared/kylin/job';
import { missing } from '../../models/readModelReference';
import type { InputItem } from '../../item/inputItem';
import { fetchZone } from '../../kylinTime/fetchZone';
import { LIMIT, RETURN_ALL, SHAPE } from '../../fields/list';
import { fetchReadableJobs, fetchModelPage } from '../../models/fetchModels';
import type { Model } from '../../models/model';
import { summarizeModel } from '../../models/summarizeModel';
import { FILTERS, OF_PROJECT } from './list.fields';

/** Kylin works out the segments of every model on a page. */
const PAGE_SIZE = 100;

/** List Models for one item: an output item per model, the last changed first. */
export async function listModels(item: InputItem): Promise<IDataObject[]> {
	const { fields, parameter, isExpression, send } = item;
	const { project } = OF_PROJECT.read(fields.query);
	if (project === undefined) throw missing('Project', 'choose a project, or give its name');
	const limit = readParameter(RETURN_ALL, item) ? Infinity : readParameter(LIMIT, item);
	const { name, statuses } = FILTERS.read(parameter('modelFilters', {}), isExpression);
	const isRaw = readParameter(SHAPE, item) === 'raw';
	const query = {
		...(name === undefined ? {} : { model_name: name, exact: false }),
		...(statuses.length === 0 ? {} : { status: statuses.join(',') }),
	};
	const models = await fetchModels(send, project, query, limit);
	if (isRaw) return models.map(({ record }) => record);
	if (models.length === 0) return [];
	const zone = await fetchZone(send);
	const jobs = await fetchReadableJobs(send, project);
	const jobsOf = jobs && groupByModel(jobs);
	return models.map((model) => summarizeModel(model, jobsOf && (jobsOf.get(model.id) ?? []), zone));
}

/** Page after page, each model once: one that is changed meanwhile moves to the first page. */
async function fetchModels(
	send: Send,
	project: string,
	query: IDataObject,
	limit: number,
): Promise<Model[]> {
	const fetchPage: FetchPage<Model> = async (pageSize, pageOffset) =>
		await fetchModelPage(send, project, query, { pageSize, pageOffset });
	return await fetchFirst(fetchPage, limit, Math.min(limit, PAGE_SIZE));
}

function groupByModel(jobs: readonly JobRecord[]): Map<string, JobRecord[]> {
	const groups = new Map<string, JobRecord[]>();
	for (const job of jobs) {
		const target = String(job.target_model);
		groups.set(target, [...(groups.get(target) ?? []), job]);
	}
	return groups;
}
