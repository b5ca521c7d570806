import { pageQuery } from '../../../../../nodes/ApacheKylin/job/list/listQuery';

const LAST_START = 2 ** 31 - 1;

test.each([
	[{ page_size: 1, page_offset: LAST_START }],
	[{ page_size: 100_000, page_offset: Math.floor(LAST_START / 100_000) }],
])('%j is the last page Kylin can count to', (page) => {
	expect(pageQuery(page)).toEqual(page);
	const next = { ...page, page_offset: page.page_offset + 1 };
	expect(() => pageQuery(next)).toThrow(/^'Page Offset' /);
});

test('a page too far away is refused with the last possible one', () => {
	expect(() => pageQuery({ page_size: 2, page_offset: 2 ** 30 })).toThrow(
		"'Page Offset' is too far: with a page size of 2 the last possible page is 1073741823.",
	);
});
