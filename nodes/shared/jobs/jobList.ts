import type { IDataObject } from 'n8n-workflow';
import type { Send } from '../http/kylinRequest';
import { readJobPage } from '../kylin/listAnswer';
import type { FetchPage } from './readAllJobs';

export const JOBS_URL = '/jobs';

/** `time_filter` of a list that leaves out no job because of its age. */
export const ALL_TIME = 4;

/** The pages of `GET /jobs` for a query without paging. */
export function jobList(send: Send, query: IDataObject): FetchPage {
	return async (pageSize, pageOffset) =>
		readJobPage(
			await send({
				method: 'GET',
				url: JOBS_URL,
				qs: { ...query, page_size: pageSize, page_offset: pageOffset },
			}),
		);
}
