import { KylinFailure } from '../kylin/failures';
import type { JobPage } from '../kylin/job';

type ListData = { value: unknown[]; total_size?: unknown };

/**
 * The rows of an answer whose `data` is Kylin's paged list.
 *
 * @throws KylinFailure when there is no list in it
 */
export function parsePagedList(data: unknown): { rows: unknown[]; totalSize: number } {
	const list = data as ListData | null | undefined;
	if (typeof list !== 'object' || list === null || !Array.isArray(list.value)) {
		throw new KylinFailure("Kylin's answer holds no list", {
			advice:
				"Check 'Host' in the credential: this may be another version of Kylin than 5, or another program.",
		});
	}
	return { rows: list.value, totalSize: Number(list.total_size) || 0 };
}

/** Reads one page of a job list. `pageOffset` counts pages of `pageSize` jobs. */
export type FetchPage = (pageSize: number, pageOffset: number) => Promise<JobPage>;
