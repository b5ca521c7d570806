import { KylinFailure } from '../../../shared/kylin/failures';
import { assertExpected, assertFromIndex, type Came } from '../expect/expectation';
import type { QueryAnswer } from '../result/answer';
import type { Column } from '../result/columns';
import type { Settings } from './settings';

/**
 * Whether an answer without an exception is one that may be used.
 *
 * @throws KylinFailure
 */
export function assertUsable(
	answer: QueryAnswer,
	columns: readonly Column[],
	came: Came,
	settings: Settings,
): void {
	if (answer.partial && !settings.acceptPartial) {
		throw new KylinFailure('The result is partial: Kylin left out rows', {
			advice: "Switch 'Accept Partial Results' on if that does not matter.",
		});
	}
	if (settings.mustBeBuilt) assertFromIndex(answer);
	assertExpected(settings.expectation, columns, came);
	if (came.rowCount === 0 && settings.noRows === 'fail') {
		throw new KylinFailure('The query found no rows', {
			advice: "'If There Are No Rows' is set to 'Fail'.",
		});
	}
}
