import type { IDataObject } from 'n8n-workflow';
import type { KylinRequest } from '../../shared/api/kylinRequest';

export const QUERY_URL = '/query';

/** The members of `POST /query` are named in two ways (contract 10.2); `limit` may never be null. */
export function queryRequest(body: IDataObject): KylinRequest {
	return { method: 'POST', url: QUERY_URL, body };
}

/** `POST /query/detection`: whether an index would answer, without running the query. */
export function detectionRequest(project: string, sql: string): KylinRequest {
	return { method: 'POST', url: `${QUERY_URL}/detection`, body: { project, sql } };
}

/** Kylin answers 200 whether or not such a query runs. */
export function stopRequest(stopId: string): KylinRequest {
	return { method: 'DELETE', url: `${QUERY_URL}/${stopId}` };
}

/** The tables and columns that the user may name in SQL. */
export function tablesRequest(project: string): KylinRequest {
	return { method: 'GET', url: `${QUERY_URL}/tables_and_columns`, qs: { project } };
}

/** Kylin computes the segments of each model on the page. */
export function modelsRequest(project: string, pageSize: number): KylinRequest {
	return {
		method: 'GET',
		url: '/models',
		qs: { project, lite: true, page_offset: 0, page_size: pageSize },
	};
}
