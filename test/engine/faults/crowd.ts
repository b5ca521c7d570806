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
