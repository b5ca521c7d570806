import type { IDataObject } from 'n8n-workflow';
import { isJobRecord, type JobRecord } from '../kylin/job';
import { KylinFailure } from '../kylin/failures';
import { KYLIN_FAULTS } from '../kylin/faults';
import { unexpectedAnswer } from '../kylin/unexpectedAnswer';
import type { KylinRequest, Send } from './kylinRequest';
import { parsePage, type FetchPage, type Page } from './page';

export const JOBS_URL = '/jobs';

export const STATUS_URL = '/jobs/status';

export const STATISTICS_URL = '/jobs/statistics';

/** `time_filter` of a list that leaves out no job because of its age. */
export const ALL_TIME = 4;

/**
 * The pages of `GET /jobs` for a query without paging.
 *
 * @returns a function that throws what `isProjectNeeded` tells, if Kylin lists no jobs of all projects
 */
export function jobList(send: Send, query: IDataObject): FetchPage<JobRecord> {
	return async (pageSize, pageOffset) => {
		const data = await send({
			method: 'GET',
			url: JOBS_URL,
			qs: { ...query, page_size: pageSize, page_offset: pageOffset },
		});
		const page = parseJobPage(data);
		const holdsNothing = pageOffset === 0 && page.rows.length === 0 && page.totalSize > 0;
		if (holdsNothing && query.project === undefined) throw nothingShown();
		return page;
	};
}

/** To a user who may operate no project Kylin 5.0.4 shows no job, but counts those of all projects. */
function nothingShown(): KylinFailure {
	const { code, advice } = KYLIN_FAULTS.ACCESS_DENIED;
	return new KylinFailure('Kylin counts jobs, but shows none of them to this user', {
		code,
		advice,
	});
}

/** Whether a list without a project failed because Kylin, from 5.0.4 on, asks for the right to it. */
export function isProjectNeeded(error: unknown): boolean {
	return error instanceof KylinFailure && error.facts.code === KYLIN_FAULTS.ACCESS_DENIED.code;
}

/** `GET /jobs/{id}/detail`: the steps of a job. */
export function stepsRequest({ id, project }: JobRecord): KylinRequest {
	return { method: 'GET', url: `${JOBS_URL}/${segment(id)}/detail`, qs: { project } };
}

/** `output`: the first and last 100 lines as JSON; `log`: everything, as a file. */
export function stepLogRequest(
	{ id, project }: JobRecord,
	stepId: string,
	what: 'output' | 'log',
): KylinRequest {
	const url = `${JOBS_URL}/${segment(id)}/steps/${segment(stepId)}/${what}`;
	return { method: 'GET', url, qs: { project } };
}

/** @throws KylinFailure for an ID that would lead to another address */
function segment(id: string): string {
	if (!/^\.{1,2}$/.test(id)) return encodeURIComponent(id);
	throw unexpectedAnswer(`Kylin calls a job or a step "${id}", which no address can hold`);
}

/**
 * A page of jobs.
 *
 * @throws KylinFailure as `parsePage`, and for jobs of an older Kylin
 */
export function parseJobPage(data: unknown): Page<JobRecord> {
	const page = parsePage(data, isJobRecord, 'jobs');
	if (page.rows.length > 0 && !page.rows.some((job) => 'scheduler_state' in job)) {
		throw new KylinFailure('Kylin 5.0.0 or newer is needed', {
			advice: 'This one answers like a version before 5.0.0. Its administrator can upgrade it.',
		});
	}
	return page;
}
