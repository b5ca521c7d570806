import { listQuery, pageQuery } from '../../nodes/ApacheKylin/job/list/listQuery';

const LAST_START = 2 ** 31 - 1;

test('nothing given: all time, and nothing empty', () => {
	expect(Object.entries(listQuery({}))).toEqual([['time_filter', 4]]);
	expect(pageQuery({})).toEqual({ page_size: 10, page_offset: 0 });
});

test('everything given', () => {
	const fields = {
		time_filter: 0,
		project: 'learn_kylin',
		statuses: ['ERROR', 'STOPPED'],
		job_names: 'INDEX_BUILD, INC_BUILD',
		key: 'orders',
		sort_by: 'create_time',
		reverse: false,
	};
	expect(listQuery(fields)).toEqual({
		...fields,
		statuses: 'ERROR,STOPPED',
		job_names: 'INDEX_BUILD,INC_BUILD',
	});
});

test.each([
	[{ page_size: 1, page_offset: LAST_START }],
	[{ page_size: 100_000, page_offset: Math.floor(LAST_START / 100_000) }],
])('%j is the last page Kylin can count to', (page) => {
	expect(pageQuery(page)).toEqual(page);
	const next = { ...page, page_offset: page.page_offset + 1 };
	expect(() => pageQuery(next)).toThrow(/^'Page Offset' /);
});

test('a page too far away is told with the last possible one', () => {
	expect(() => pageQuery({ page_size: 2, page_offset: 2 ** 30 })).toThrow(
		"'Page Offset' is too far: with a page size of 2 the last possible page is 1073741823.",
	);
});

test.each([
	[{ time_filter: -1 }, 'Time Range'],
	[{ time_filter: 5 }, 'Time Range'],
	[{ page_size: 0 }, 'Page Size'],
	[{ page_size: 100_001 }, 'Page Size'],
	[{ page_offset: -1 }, 'Page Offset'],
	[{ statuses: 'ERROR,x' }, 'Statuses'],
	[{ job_names: {} }, 'Job Types'],
	[{ project: {} }, 'Project'],
	[{ key: {} }, 'Job ID or Object Contains'],
	[{ sort_by: 'x' }, 'Sort By'],
	[{ reverse: 'x' }, 'Descending'],
])('%j is refused', (fields, name) => {
	expect(() => ({ ...listQuery(fields), ...pageQuery(fields) })).toThrow(`'${name}' must be`);
});
