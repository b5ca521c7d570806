import type { IDataObject } from 'n8n-workflow';
import { KylinFailure } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import { isLegal, legalStatuses } from '../../../shared/kylin/jobStatus';
import type { Output } from '../../../shared/output/outputChoice';
import { describeUnsuitable } from './operateSentences';
import { outcomeRecord } from './outcome';
import type { OperateRequest } from './request';

/**
 * The jobs an action would be for.
 *
 * @throws KylinFailure when Kylin would refuse the action
 */
export function dryRun(
	{ action, applyTo, statuses }: OperateRequest,
	jobs: JobRecord[],
	output: Output,
): IDataObject[] {
	const unsuitable = describeUnsuitable(action, jobs);
	if (unsuitable !== '') {
		throw refusal(`Kylin would refuse ${action} for some of these jobs`, unsuitable);
	}
	// Of a whole project Kylin is sent the statuses, and looks at each of them.
	const illegal = statuses.filter((status) => !isLegal(action, status));
	if (applyTo === 'allJobsInProject' && illegal.length > 0) {
		throw refusal(
			`Kylin would refuse ${action} for jobs that are ${illegal.join(' or ')}`,
			`It is for jobs that are ${legalStatuses(action).join(', ')}.`,
		);
	}
	return jobs.map((job) =>
		outcomeRecord(output, action, { id: job.id, before: job, latest: job, applied: false }),
	);
}

function refusal(sentence: string, reason: string): KylinFailure {
	return new KylinFailure(sentence, {
		advice: `${reason} Switch on 'Skip Unsuitable Jobs' to leave them out. This was a dry run: nothing was changed.`,
	});
}
