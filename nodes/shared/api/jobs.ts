import type { IDataObject } from 'n8n-workflow';
import { KylinFailure } from '../kylin/failures';
import { isJobRecord, type JobPage, type JobRecord } from '../kylin/job';
import type { KylinRequest, Send } from './kylinRequest';
import { parsePagedList, type FetchPage } from './page';

export const JOBS_URL = '/jobs';

export const STATUS_URL = '/jobs/status';

export const STATISTICS_URL = '/jobs/statistics';

/** `time_filter` of a list that leaves out no job because of its age. */
export const ALL_TIME = 4;

/** The pages of `GET /jobs` for a query without paging. */
export function jobList(send: Send, query: IDataObject): FetchPage {
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
export function parseJobPage(data: unknown): JobPage {
	const { rows, totalSize } = parsePagedList(data);
	if (!rows.every(isJobRecord)) {
		throw new KylinFailure("Kylin's answer holds something other than jobs", {
			advice: "Check 'Host' in the credential: this may be another version of Kylin than 5.",
		});
	}
	return { jobs: rows, totalSize };
}
