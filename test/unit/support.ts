import type { IDataObject } from 'n8n-workflow';
import type { ListTexts } from '../../nodes/shared/api/fetchAll';
import type { KylinRequest } from '../../nodes/shared/api/kylinRequest';
import type { JobRecord } from '../../nodes/shared/kylin/job';

export const LIST_TEXTS: ListTexts = {
	one: 'job',
	many: 'jobs',
	narrowWith: "'Project' or the filters",
	orElse: "switch 'Return All' off",
};

export const job = (id: string, more: object = {}): JobRecord => ({
	id,
	job_status: 'RUNNING',
	project: 'sales',
	last_modified: 1,
	create_time: 1,
	scheduler_state: 'IDLE',
	...more,
});

/** IDs end in a full stop, so that none is a part of another. */
export const jobs = (count: number) =>
	Array.from({ length: count }, (_, index) => job(`job-${index}.`));

/**
 * For functions that only ask for lists: one of jobs, newest first as given, with what it was asked.
 * Everything else is tested against the stand-in.
 *
 * @param pageLimit what a proxy makes of the page size
 */
export function kylinOf(list: readonly JobRecord[], pageLimit = Infinity) {
	const asked: IDataObject[] = [];
	const send = async ({ qs = {} }: KylinRequest) => {
		asked.push(qs);
		const { key, project, statuses } = qs as Record<string, string | undefined>;
		const [size, page] = [Math.min(Number(qs.page_size), pageLimit), Number(qs.page_offset)];
		const found = list.filter(
			(record) =>
				record.id.includes(key ?? '') &&
				(project === undefined || record.project === project) &&
				(statuses === undefined || statuses.split(',').includes(record.job_status)),
		);
		return { value: found.slice(page * size, (page + 1) * size), total_size: found.length };
	};
	return { send, asked };
}
