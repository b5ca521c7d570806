import type { IDataObject } from 'n8n-workflow';
import type { QueryAnswer, Realization } from './answer';

export type AnsweredBy = 'index' | 'source' | 'constants';

/** What answered: an index (or a snapshot), the source by push-down, or no table at all. */
export function answeredBy({ pushDown, engineType }: QueryAnswer): AnsweredBy {
	if (pushDown) return 'source';
	return engineType === 'CONSTANTS' ? 'constants' : 'index';
}

/** What Kylin says about a query besides its rows; `duration` in milliseconds. */
export function queryFacts(answer: QueryAnswer): IDataObject {
	return {
		query_id: answer.queryId ?? null,
		duration: answer.duration ?? null,
		answered_by: answeredBy(answer),
		models: (answer.realizations ?? []).map(shortRealization),
		push_down: answer.pushDown === true,
		cached: answer.storageCacheUsed === true,
		partial: answer.partial === true,
	};
}

/** The ID of an index is that of its layout on Kylin's index page. */
function shortRealization({ modelAlias, type, layoutId }: Realization): IDataObject {
	return { model: modelAlias ?? null, index_type: type ?? null, index_id: layoutId ?? null };
}
