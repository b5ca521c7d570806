import { fetchNewRows } from '../../shared/api/fetchPages';
import { ALL_TIME, jobList } from '../../shared/api/jobs';
import type { Send } from '../../shared/api/kylinRequest';
import { readEveryProject } from '../../shared/jobs/everyProject';
import { findJobs } from '../../shared/jobs/findJobs';
import { KylinFailure, ParameterError } from '../../shared/kylin/failures';
import type { JobRecord } from '../../shared/kylin/job';
import type { InputItem } from '../item/inputItem';
import { NEWEST_OF_MODEL, ONE_JOB } from './fields/job';
import { jobNotFound, MAY_BE_ELSEWHERE } from './jobNotFound';

/** Which job an operation of one job is for: the one with an ID, or the newest one of a model. */
export type JobReference = { project?: string } & ({ jobId: string } | { newestOf: string });

const { displayName: FIELD } = ONE_JOB.properties.key;

/** Kylin lists jobs whose object contains the name, so that others may come first. */
const PAGE_SIZE = 50;

const MAX_PAGES = 100;

/** @throws ParameterError when no job is given, or more than one */
export function readJobReference({
	fields,
	parameter,
	isExpression,
}: Pick<InputItem, 'fields' | 'parameter' | 'isExpression'>): JobReference {
	const { key: given, project } = ONE_JOB.read(fields.query, isExpression);
	if (given === undefined) {
		throw new ParameterError(
			FIELD,
			'is empty: choose a job from the list, or give its ID',
			'If an expression fills it, check what the node before returned.',
		);
	}
	const { mode } = (parameter('job', {}) ?? {}) as { mode?: unknown };
	if (mode === NEWEST_OF_MODEL) return { newestOf: given, project };
	// Not by a pattern of the field: n8n gives one 250 ms of wall-clock time, and fails the workflow of
	// a busy server that pauses just then.
	if (/\s/.test(given)) {
		throw new ParameterError(FIELD, 'has a space in it: give the ID of a single job');
	}
	return { jobId: given, project };
}

/**
 * The record of one job, of any age. It names the job's project, without which Kylin gives no steps.
 *
 * @throws KylinFailure when there is no such job
 */
export async function findJob(send: Send, reference: JobReference): Promise<JobRecord> {
	const { project } = reference;
	if ('newestOf' in reference) {
		const { newestOf } = reference;
		const newest = await findNewestOf(send, newestOf, project);
		if (newest === undefined) throw noJobOf(newestOf, project);
		return newest;
	}
	const { jobId } = reference;
	const job = (await findJobs(send, [jobId], project)).get(jobId);
	if (job === undefined) throw jobNotFound(jobId, { field: FIELD, project });
	return job;
}

/** @param project absent = all projects */
async function findNewestOf(
	send: Send,
	model: string,
	project: string | undefined,
): Promise<JobRecord | undefined> {
	const newestIn = async (one?: string) => await findNewestIn(send, model, one);
	if (project !== undefined) return await newestIn(project);
	return (await readEveryProject(send, newestIn))
		.filter((job) => job !== undefined)
		.sort((one, other) => Number(other.create_time) - Number(one.create_time))[0];
}

/** @param model its name in any letter case, or its ID */
async function findNewestIn(
	send: Send,
	model: string,
	project: string | undefined,
): Promise<JobRecord | undefined> {
	const query = { time_filter: ALL_TIME, project, key: model };
	const fetchPage = jobList(send, { ...query, sort_by: 'create_time', reverse: true });
	const isWanted = (job: JobRecord) => isOfModel(job, model);
	// The first row is the one, as a rule, and Kylin takes its time for each.
	const [newest] = (await fetchPage(1, 0)).rows;
	if (newest === undefined || isWanted(newest)) return newest;
	let pages = 0;
	for await (const jobs of fetchNewRows(fetchPage, PAGE_SIZE)) {
		const found = jobs.find(isWanted);
		if (found !== undefined) return found;
		pages += 1;
		if (pages === MAX_PAGES) break;
	}
	return undefined;
}

function isOfModel(job: JobRecord, model: string): boolean {
	const { target_model, target_subject, target_subject_error } = job;
	const isNamed = typeof target_subject === 'string' && target_subject_error !== true;
	return (
		target_model === model || (isNamed && target_subject.toLowerCase() === model.toLowerCase())
	);
}

function noJobOf(model: string, project: string | undefined): KylinFailure {
	const advice = `Kylin's list holds no job of it: none was started yet, or they were deleted. ${project === undefined ? '' : MAY_BE_ELSEWHERE}`;
	return new KylinFailure(`Model "${model}" has no job`, { advice: advice.trim() });
}
