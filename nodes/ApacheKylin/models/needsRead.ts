import { KylinFailure } from '../../shared/kylin/failures';
import { KYLIN_FAULTS } from '../../shared/kylin/faults';

/** Kylin's code for a missing right, with HTTP 400 and 500 alike (contract 1.2). */
export const NO_ACCESS = KYLIN_FAULTS.ACCESS_DENIED.code;

/** Says which right is missing where less is needed than for jobs. */
export function needsRead(error: Error): never {
	if (!(error instanceof KylinFailure) || error.facts.code !== NO_ACCESS) throw error;
	throw new KylinFailure(error.message, {
		...error.facts,
		advice:
			"The user needs the permission READ on the project: grant it in Kylin, or choose another 'Project'.",
	});
}
