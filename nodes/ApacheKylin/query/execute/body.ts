import type { IDataObject } from 'n8n-workflow';
import { MOST_ITEMS } from '../result/bounds';
import type { Settings } from './settings';

/**
 * How many rows to ask for: one more than wanted tells whether there are more. Kylin drops its own
 * limit when the word stands in the SQL, so more may come.
 *
 * @returns undefined for all
 */
function askedRows({ format, limit, expectation }: Settings): number | undefined {
	const most = limit ?? (format === 'rows' ? MOST_ITEMS : undefined);
	if (most === undefined) return undefined;
	return Math.max(most + 1, expectation.kind === 'rows' ? expectation.least : 0);
}

/** The body of `POST /query`; members with Kylin's defaults are left out. */
export function queryBody(settings: Settings, stopId: string): IDataObject {
	const { project, asked, answerFrom, tag } = settings;
	const { sql, params } = asked.rendered;
	const limit = askedRows(settings);
	return {
		project,
		sql,
		stopId,
		...(limit === undefined ? {} : { limit }),
		...(params === undefined || params.length === 0 ? {} : { params }),
		...(answerFrom === 'index' ? { forced_to_index: true } : {}),
		...(answerFrom === 'source' ? { forcedToPushDown: true } : {}),
		...(settings.acceptPartial ? { acceptPartial: true } : {}),
		...(settings.bypassCache
			? { backdoorToggles: { DEBUG_TOGGLE_DISABLE_QUERY_CACHE: 'true' } }
			: {}),
		...(tag === undefined ? {} : { user_defined_tag: tag }),
	};
}
