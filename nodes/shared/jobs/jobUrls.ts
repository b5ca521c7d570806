import type { KylinRequest } from '../http/kylinRequest';
import type { JobRecord } from '../kylin/job';
import { JOBS_URL } from './jobList';

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
