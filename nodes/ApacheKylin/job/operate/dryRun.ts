import type { IDataObject } from 'n8n-workflow';
import { KylinFailure } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import type { Output } from '../../../shared/output/outputChoice';
import { describeUnsuitable, outcomeRecord } from './outcome';
import type { OperateRequest } from './request';

/**
 * The jobs an action would be for.
 *
 * @throws KylinFailure when Kylin would refuse the action
 */
export function dryRun(
	{ action }: OperateRequest,
	jobs: JobRecord[],
	output: Output,
): IDataObject[] {
	const unsuitable = describeUnsuitable(action, jobs);
	if (unsuitable !== '') {
		throw new KylinFailure(`Kylin would refuse ${action} for some of these jobs`, {
			advice: `${unsuitable} Switch on 'Skip Unsuitable Jobs' to leave them out. This was a dry run: nothing was changed.`,
		});
	}
	return jobs.map((job) => outcomeRecord(output, action, { before: job, applied: false }));
}
