import type { IDataObject } from 'n8n-workflow';
import { isJobRecord, type JobRecord } from '../kylin/job';
import { unexpectedAnswer } from '../kylin/unexpectedAnswer';
import type { KylinRequest, Send } from './kylinRequest';
import { parsePagedList, type FetchPage, type Page } from './page';

export const JOBS_URL = '/jobs';

export const STATUS_URL = '/jobs/status';

export const STATISTICS_URL = '/jobs/statistics';

/** `time_filter` of a list that leaves out no job because of its age. */
export const ALL_TIME = 4;

/** The pages of `GET /jobs` for a query without paging. */
export function jobList(send: Send, query: IDataObject): FetchPage<JobRecord> {
	return async (pageSize, pageOffset) =>
		parseJobPage(
			await send({
				method: 'GET',
				url: JOBS_URL,
				qs: { ...query, page_size: pageSize, page_offset: pageOffset },
			}),
		);
}

/** `GET /jobs/{id}/detail`: the steps of a job. */
export function stepsRequest({ id, project }: JobRecord): KylinRequest {
	return { method: 'GET', url: `${JOBS_URL}/${encodeURIComponent(id)}/detail`, qs: { project } };
}

/** `output`: the first and last 100 lines as JSON; `log`: everything, as a file. */
export function stepLogRequest(
	{ id, project }: JobRecord,
	stepId: string,
	what: 'output' | 'log',
): KylinRequest {
	const [job, step] = [encodeURIComponent(id), encodeURIComponent(stepId)];
	return { method: 'GET', url: `${JOBS_URL}/${job}/steps/${step}/${what}`, qs: { project } };
}

/** @throws KylinFailure when the answer holds no list, or something other than jobs */
export function parseJobPage(data: unknown): Page<JobRecord> {
	const { rows, totalSize } = parsePagedList(data);
	if (!rows.every(isJobRecord)) {
		throw unexpectedAnswer("Kylin's answer holds something other than jobs");
	}
	return { rows, totalSize };
}
