import { KylinFailure } from './failures';
import { isJobRecord, type JobPage } from './job';

type ListData = { value: unknown[]; total_size?: unknown };

/**
 * The rows of an answer whose `data` is Kylin's paged list.
 *
 * @throws KylinFailure when there is no list in it
 */
export function readList(data: unknown): { rows: unknown[]; totalSize: number } {
	const list = data as ListData | null | undefined;
	if (typeof list !== 'object' || list === null || !Array.isArray(list.value)) {
		throw new KylinFailure("Kylin's answer holds no list", {
			advice:
				"Check 'Host' in the credential: this may be another version of Kylin than 5, or another program.",
		});
	}
	return { rows: list.value, totalSize: Number(list.total_size) || 0 };
}

/** @throws KylinFailure when the answer holds no list, or something other than jobs */
export function readJobPage(data: unknown): JobPage {
	const { rows, totalSize } = readList(data);
	if (!rows.every(isJobRecord)) {
		throw new KylinFailure("Kylin's answer holds something other than jobs", {
			advice: "Check 'Host' in the credential: this may be another version of Kylin than 5.",
		});
	}
	return { jobs: rows, totalSize };
}
