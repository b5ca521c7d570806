import type { Kylin } from '../kylin';

/** Something on the way limits the pages to so many rows. */
export function limitPages(kylin: Kylin, limit: number) {
	kylin.faults.add({
		times: Infinity,
		when: ({ query }) => {
			if (Number(query.get('page_size')?.[0]) > limit) query.set('page_size', [String(limit)]);
			return false;
		},
	});
}

const FULL_PAGES = 3;

function pageOf(count: number) {
	const value = Array.from({ length: count }, (_, index) => ({
		id: `another-${index}`,
		job_status: 'FINISHED',
	}));
	const data = { value, offset: 0, limit: count, total_size: FULL_PAGES * count };
	return JSON.stringify({ code: '000', msg: '', data });
}

const pages = new Map<number, string>();

/**
 * Jobs are looked for in a list of 30,000 others, which fill the page of the newest ones and the first
 * three of the pages of 10,000 that are read then; those of the stand-in are on the fourth.
 */
export function crowd(kylin: Kylin) {
	const full = (pageSize: number, page: number) => {
		if (!pages.has(pageSize)) pages.set(pageSize, pageOf(pageSize));
		const fits = ({ query }: { query: Map<string, string[]> }) =>
			Number(query.get('page_size')?.[0]) === pageSize;
		kylin.faults.add({ method: 'GET', page, when: fits, body: pages.get(pageSize) });
	};
	full(1_000, 0);
	for (let page = 0; page < FULL_PAGES; page += 1) full(10_000, page);
	kylin.faults.add({
		page: FULL_PAGES,
		when: ({ query }) => {
			query.set('page_offset', ['0']);
			return false;
		},
	});
}
