import type { InputItem } from '../../item/inputItem';
import type { FoundJobs } from '../../../shared/jobs/findJobs';
import { KylinFailure } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import { withoutStop } from '../../../shared/texts/sentences';
import { fetchJobsAfter } from './readAfter';
import type { OperateRequest } from './request';
import { waitAfter } from './waitAfter';
import { toFailure } from '../../../shared/kylin/networkFailure';

type FollowUp = {
	after: FoundJobs;
	/** whether a job had not ended in time; undefined if it was not waited for */
	timedOut: (jobId: string) => boolean | undefined;
	someTimedOut?: boolean;
};

/** The jobs after the action: as they are then, or when they have ended if that was asked for. */
export async function followUp(
	item: InputItem,
	{ action, project, output, wait }: OperateRequest,
	ids: string[],
	before: JobRecord[],
): Promise<FollowUp> {
	if (wait !== undefined) {
		const { jobs, isDone } = await waitAfter(item, action, { ids, project, before }, wait);
		const awaited = new Set(ids);
		return {
			after: jobs,
			timedOut: (id) => (awaited.has(id) ? !isDone(id) : undefined),
			someTimedOut: !ids.every(isDone),
		};
	}
	const timedOut = () => undefined;
	if (output === 'confirmation') return { after: new Map(), timedOut };
	const found = await fetchJobsAfter(item, ids, project).catch(toFailure);
	if (!(found instanceof Error)) return { after: found, timedOut };
	throw new KylinFailure(
		'Kylin carried out the action, but its jobs could not be read afterwards',
		{
			advice: `Do not send the action again; list the jobs instead. Reading failed with: ${withoutStop(found.message)}.`,
		},
	);
}
