import { cannotHaveChanged } from '../../../shared/kylin/failureMeaning';
import type { KylinFailure } from '../../../shared/kylin/failures';
import { KYLIN_FAULTS } from '../../../shared/kylin/faults';

/** Without a project, 5.0.0-alpha and -beta ask for rights on every project while they are at work. */
export const NO_ACCESS = KYLIN_FAULTS.ACCESS_DENIED.code;

/** Whether an action that failed like this cannot have changed any job. */
export function changedNothing(failure: KylinFailure, project: string | undefined): boolean {
	const isRefusedFirst = failure.facts.code === NO_ACCESS && project !== undefined;
	return isRefusedFirst || cannotHaveChanged(failure);
}
