import type { IDataObject } from 'n8n-workflow';
import { MAX_ITEMS_PER_INPUT, fetchAllJobs, type ListTexts } from '../../../shared/api/fetchAll';
import { fetchFirst } from '../../../shared/api/fetchPages';
import { jobList } from '../../../shared/api/jobs';
import type { Send } from '../../../shared/api/kylinRequest';
import { firstThenOthers, sendSideBySide, sideBySide } from '../../../shared/api/sideBySide';
import { readEach, atOnceOrByProject } from '../../../shared/jobs/everyProject';
import { isByTime, mergeJobs, sortJobs } from './mergeJobs';
import { ParameterError } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import { withoutUndefined, type JobPage, type ListRequest } from './listRequest';
import { newestPerObject } from './newestPerObject';

const TEXTS: ListTexts = {
	one: 'job',
	many: 'jobs',
	narrowWith: "'Changed Within', 'Project' or the filters",
	orElse: "switch 'Return All' off and read it in parts with 'Page Size' and 'Page Offset'",
};

/** How several lists are read: a function of `sideBySide`'s kind. */
type ReadLists = typeof sideBySide<IDataObject, JobRecord[]>;

/** The jobs that were asked for, in the order that was asked for. */
export async function readJobs(send: Send, request: ListRequest): Promise<JobRecord[]> {
	const inOne = sendSideBySide(send);
	const read = async (readLists: ReadLists, projects?: string[]) =>
		await readQueries(inOne, request, queriesOf(request, projects), readLists);
	if (request.projects !== undefined) return await read(sideBySide, request.projects);
	return await atOnceOrByProject(
		inOne,
		// Where Kylin asks for a project, one refusal is enough.
		async () => await read(firstThenOthers),
		async (projects) => await read(readEach, projects),
	);
}

/** One query for each project and each model, because Kylin takes one of them at a time. */
function queriesOf({ query, models, order }: ListRequest, projects?: string[]): IDataObject[] {
	const named: Array<string | undefined> = [...(projects ?? [undefined])];
	if (order.sortBy === 'project') named.sort();
	if (order.sortBy === 'project' && order.reverse) named.reverse();
	const subjects = models.length === 0 ? [undefined] : models;
	return named.flatMap((project) =>
		subjects.map((subject) => withoutUndefined({ ...query, project, subject })),
	);
}

async function readQueries(
	send: Send,
	request: ListRequest,
	queries: IDataObject[],
	readLists: ReadLists,
): Promise<JobRecord[]> {
	const { page, order, isWanted } = request;
	const isCutByKylin = isWanted === undefined && !request.newestPerObject;
	if (page === undefined || !isCutByKylin) {
		const readAll = async (query: IDataObject) => await fetchAllJobs(send, query, TEXTS);
		const jobs = choose(await readLists(queries, readAll), request);
		return page === undefined ? jobs : cut(jobs, page);
	}
	const { sortBy: sort_by, reverse } = order;
	const pagesOf = (query: IDataObject) => jobList(send, { ...query, sort_by, reverse });
	if (queries.length === 1) {
		const { pageSize, pageOffset } = page;
		return (await pagesOf(queries[0])(pageSize, pageOffset)).rows;
	}
	const rowCount = (page.pageOffset + 1) * page.pageSize;
	if (rowCount > MAX_ITEMS_PER_INPUT) throw tooFar(page);
	const readBeginning = async (query: IDataObject) => await fetchFirst(pagesOf(query), rowCount);
	const lists = isByTime(order)
		? await readLists(queries, readBeginning)
		: await readUntil(rowCount, queries, async (query) => await readLists([query], readBeginning));
	return cut(mergeJobs(lists, order), page);
}

/** One list after the other, until there are as many rows as are wanted. */
async function readUntil(
	rowCount: number,
	queries: IDataObject[],
	read: (query: IDataObject) => Promise<JobRecord[][]>,
): Promise<JobRecord[][]> {
	const lists: JobRecord[][] = [];
	for (const query of queries) {
		if (lists.flat().length >= rowCount) break;
		lists.push(...(await read(query)));
	}
	return lists;
}

/** What is wanted of whole lists, in order. */
function choose(lists: JobRecord[][], request: ListRequest): JobRecord[] {
	const { isWanted = () => true, order } = request;
	const jobs = mergeJobs(lists, order).filter(isWanted);
	return sortJobs(request.newestPerObject ? newestPerObject(jobs) : jobs, order);
}

function cut(jobs: JobRecord[], { pageSize, pageOffset }: JobPage): JobRecord[] {
	return jobs.slice(pageOffset * pageSize, (pageOffset + 1) * pageSize);
}

function tooFar({ pageSize }: JobPage): ParameterError {
	return new ParameterError(
		'Page Offset',
		`is too far for the jobs of several projects or models: with a page size of ${pageSize} the last possible page is ${Math.floor(MAX_ITEMS_PER_INPUT / pageSize) - 1}`,
	);
}
