import type { IDataObject } from 'n8n-workflow';
import { ALL_TIME, jobList } from '../../shared/api/jobs';
import type { Send } from '../../shared/api/kylinRequest';
import { MODELS_URL } from '../../shared/api/models';
import { parsePage, type Page } from '../../shared/api/page';
import { KylinFailure, ParameterError } from '../../shared/kylin/failures';
import type { JobRecord } from '../../shared/kylin/job';
import { NO_ACCESS, needsRead } from './needsRead';
import { isModelRecord, parseModel, type Model } from './model';

/** Which model an operation is for. */
export type ModelReference = {
	project: string;
	/** its name in any letter case, or its ID */
	model: string;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** More unfinished jobs than a Kylin has: it runs 20 a project at once and lists the rest as PENDING. */
const MAX_JOBS = 10_000;

/** Kylin holds a range for a job until it is FINISHED or DISCARDED (contract 1.4). */
export const UNFINISHED = 'PENDING,RUNNING,ERROR,STOPPED';

/**
 * A page of a project's models with their segments.
 *
 * @param query parameters of `GET /models` besides project and paging
 */
export async function fetchModelPage(
	send: Send,
	project: string,
	query: IDataObject,
	{ pageSize, pageOffset }: { pageSize: number; pageOffset: number },
): Promise<Page<Model>> {
	const qs = { project, ...query, page_size: pageSize, page_offset: pageOffset };
	const data = await send({ method: 'GET', url: MODELS_URL, qs }).catch(needsRead);
	const page = parsePage(data, isModelRecord, 'models');
	return { ...page, rows: page.rows.map(parseModel) };
}

/**
 * One model with all its segments, in one request.
 *
 * @throws ParameterError when the project has no such model
 */
export async function fetchModel(send: Send, { project, model }: ModelReference): Promise<Model> {
	const query = UUID.test(model) ? { model_id: model } : { model_name: model };
	const { rows } = await fetchModelPage(send, project, query, { pageSize: 10, pageOffset: 0 });
	const wanted = model.toLowerCase();
	const found = rows.find(
		({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted,
	);
	if (found === undefined) {
		throw new ParameterError(
			'Model',
			`is "${model}", which project "${project}" does not have`,
			"Choose the model again: it may have been renamed or deleted, or 'Project' was changed since. A user who may not read the project finds no model either.",
		);
	}
	if (!found.isBroken) return found;
	throw new KylinFailure(`Model "${found.name}" is broken`, {
		advice:
			"Kylin can't use it until it is repaired: the page of models in Kylin says what is missing, e.g. a table or a column.",
	});
}

/** The unfinished jobs of a model. Its ID is part of theirs. */
export async function fetchUnfinishedJobsOf(
	send: Send,
	{ id, project }: Pick<Model, 'id' | 'project'>,
): Promise<JobRecord[]> {
	return (await fetchUnfinished(send, { project, key: id })).filter(
		({ target_model }) => target_model === id,
	);
}

/**
 * The unfinished jobs of a project, or of one model of it, for who only reads: a user without the right
 * OPERATION may read models and segments, but not jobs by the name of their project (contract JOB 2).
 *
 * @param modelId absent: of all models
 * @returns undefined when the user may not read them
 */
export async function fetchReadableJobs(
	send: Send,
	project: string,
	modelId?: string,
): Promise<JobRecord[] | undefined> {
	const query = modelId === undefined ? { project } : { project, key: modelId };
	return await fetchUnfinished(send, query).catch((error: Error) => {
		if (error instanceof KylinFailure && error.facts.code === NO_ACCESS) return undefined;
		throw error;
	});
}

async function fetchUnfinished(send: Send, query: IDataObject): Promise<JobRecord[]> {
	const fetchPage = jobList(send, { time_filter: ALL_TIME, statuses: UNFINISHED, ...query });
	return (await fetchPage(MAX_JOBS, 0)).rows;
}

/** The address of something of a model. Kylin takes its ID for its name there. */
export function modelUrl({ id }: Pick<Model, 'id'>, what: string): string {
	return `${MODELS_URL}/${encodeURIComponent(id)}/${what}`;
}
