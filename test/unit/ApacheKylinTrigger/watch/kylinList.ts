import type { IDataObject } from 'n8n-workflow';
import type { KylinRequest } from '../../../../nodes/shared/api/kylinRequest';
import type { JobRecord } from '../../../../nodes/shared/kylin/job';

export const job = (index: number, more: object = {}): JobRecord => ({
	id: `job-${index}`,
	job_status: 'FINISHED',
	scheduler_state: 'SUCCEED',
	project: 'sales',
	last_modified: 1_000_000 - index,
	create_time: 500_000 - index,
	...more,
});

export const jobs = (count: number) => Array.from({ length: count }, (_, index) => job(index));

/** Kylin's list, newest first as given; `limit` is what something on the way makes of a page. */
export function kylinWith(list: JobRecord[], limit = Infinity) {
	const asked: IDataObject[] = [];
	const send = async ({ qs = {} }: KylinRequest) => {
		asked.push(qs);
		const wanted = qs.project === undefined ? undefined : String(qs.project).toLowerCase();
		const found = list.filter(({ project }) => wanted === undefined || project === wanted);
		const size = Math.min(Number(qs.page_size), limit);
		const start = size * Number(qs.page_offset);
		return { value: found.slice(start, start + size), total_size: found.length };
	};
	return { send, asked };
}

export const pagesOf = (asked: IDataObject[]) =>
	asked.map(({ page_size, page_offset }) => [page_size, page_offset]);
