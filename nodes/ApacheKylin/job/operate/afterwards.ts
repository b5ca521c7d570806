import type { FoundJobs } from '../../../shared/jobs/findJobs';
import type { JobFailure } from '../../../shared/jobs/jobFailure';
import { KylinFailure } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import { ACTION_NAMES } from '../../../shared/kylin/jobStatus';
import { toFailure } from '../../../shared/kylin/networkFailure';
import { joined, withoutStop } from '../../../shared/texts/sentences';
import type { InputItem } from '../../item/inputItem';
import { waitForJobs } from '../wait/waitForJobs';
import type { WaitOptions } from '../wait/waitOptions';
import { fetchAfterAction } from './fetchAfterAction';
import type { OperateRequest } from './request';

type Kylin = Pick<InputItem, 'send' | 'sendWithin' | 'pause'>;

type Request = Pick<OperateRequest, 'action' | 'output' | 'project' | 'wait'>;

type After = {
	/** none if none were asked for */
	jobs: FoundJobs;
	/** whether a job had not ended in time; undefined if it was not waited for */
	timedOut: (jobId: string) => boolean | undefined;
	someTimedOut?: boolean;
	/** why a job failed; undefined if it was not waited for, null if it has not failed */
	failureOf: (jobId: string) => JobFailure | null | undefined;
};

/** The jobs after the action: as they are then, or when they have ended if that was asked for. */
export async function afterwards(
	kylin: Kylin,
	request: Request,
	ids: string[],
	before: JobRecord[],
): Promise<After> {
	const { output, project, wait } = request;
	if (wait !== undefined) return await waitAfterAction(kylin, request, wait, ids, before);
	const notWaited = { timedOut: () => undefined, failureOf: () => undefined };
	if (output === 'confirmation') return { jobs: new Map(), ...notWaited };
	const found = await fetchAfterAction(kylin, ids, project).catch(toFailure);
	if (!(found instanceof Error)) return { jobs: found, ...notWaited };
	throw new KylinFailure(
		'Kylin carried out the action, but its jobs could not be read afterwards',
		{
			advice: `Do not send the action again; list the jobs instead. Reading failed with: ${withoutStop(found.message)}.`,
		},
	);
}

/** @throws KylinFailure which says that the action itself was carried out */
async function waitAfterAction(
	kylin: Kylin,
	{ action, project }: Request,
	options: WaitOptions,
	ids: string[],
	before: JobRecord[],
): Promise<After> {
	const result = await waitForJobs(kylin, {
		...options,
		jobIds: ids,
		project,
		before: new Map(before.map((job) => [job.id, job])),
	}).catch(toFailure);
	if (result instanceof KylinFailure) {
		const advice = joined(`'${ACTION_NAMES[action]}' itself was carried out.`, result.facts.advice);
		throw new KylinFailure(result.message, { ...result.facts, advice });
	}
	if (result instanceof Error) throw result;
	const { jobs, isDone, failures } = result;
	const awaited = new Set(ids);
	return {
		jobs,
		timedOut: (id) => (awaited.has(id) ? !isDone(id) : undefined),
		someTimedOut: !ids.every(isDone),
		failureOf: (id) => (awaited.has(id) ? (failures.get(id) ?? null) : undefined),
	};
}
