import { KylinFailure } from '../../../shared/kylin/failures';
import { ACTION_NAMES, legalStatuses } from '../../../shared/kylin/jobStatus';
import { listed } from '../../../shared/texts/sentences';
import type { AskedJob } from './chooseJobs';
import { describeMisfit } from './misfit';
import type { OperateRequest } from './request';

const ADVICE =
	"Nothing was changed. To go on in such a case, set 'If No Job Fits' to 'Return Them' (Options).";

/** Why there is no job to act on. */
export function noJobFits(request: OperateRequest, asked: readonly AskedJob[]): KylinFailure {
	const { action } = request;
	if (request.applyTo === 'allJobsInProject') {
		const statuses = request.statuses.length > 0 ? request.statuses : legalStatuses(action);
		return new KylinFailure(
			`Project "${request.project}" has no job to ${ACTION_NAMES[action].toLowerCase()}`,
			{ advice: `It would have to be ${statuses.join(' or ')}. ${ADVICE}` },
		);
	}
	if (asked.length > 1) {
		const reasons = asked.map(({ id, skippedReason }) => `Job ${id}: ${skippedReason}.`);
		return new KylinFailure(`'${ACTION_NAMES[action]}' fits none of the ${asked.length} jobs`, {
			advice: `${listed(reasons, ' ')} ${ADVICE}`,
		});
	}
	const [{ id, before, skippedReason }] = asked;
	const misfit = describeMisfit(action, before === undefined ? [] : [before]);
	return new KylinFailure(misfit?.title ?? `Job ${id} was not chosen: ${skippedReason}`, {
		advice: misfit === undefined ? ADVICE : `${misfit.advice} ${ADVICE}`,
	});
}
