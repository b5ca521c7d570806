import type { KylinRequest } from '../../../../nodes/shared/api/kylinRequest';
import { fetchModelNames } from '../../../../nodes/shared/api/models';
import { fetchProjectNames, fetchProjectPage } from '../../../../nodes/shared/api/projects';

/** Answers with the pages, one after the other, the last one for ever. */
function answering(...pages: Array<{ value: unknown[]; total_size: number }>) {
	const asked: KylinRequest[] = [];
	const send = async (request: KylinRequest) => {
		asked.push(request);
		return pages[Math.min(asked.length, pages.length) - 1];
	};
	return { send, asked };
}

const named = (...names: string[]) => names.map((name) => ({ name }));

test('a page of projects; what is none is left out', async () => {
	const value = [...named('a'), null, 7, { name: 5 }];
	const { send, asked } = answering({ value, total_size: 9 });
	const page = { pageSize: 4, pageOffset: 2, name: 'A', right: 'OPERATION' as const };
	expect(await fetchProjectPage(send, page)).toEqual({ projects: named('a'), totalSize: 9 });
	expect(asked).toEqual([
		{
			method: 'GET',
			url: '/projects',
			qs: { permission: 'OPERATION', project: 'A', page_size: 4, page_offset: 2 },
		},
	]);
});

test('all names, page by page, until there are as many as Kylin counts', async () => {
	const { send, asked } = answering(
		{ value: named('a', 'b'), total_size: 3 },
		{ value: named('b', 'c'), total_size: 3 },
	);
	expect(await fetchProjectNames(send, 'READ')).toEqual(['a', 'b', 'c']);
	expect(asked.map(({ qs }) => qs?.page_offset)).toEqual([0, 1]);
});

test('a page without a new name is the last one', async () => {
	const { send, asked } = answering({ value: named('a'), total_size: 3 });
	expect(await fetchProjectNames(send, 'READ')).toEqual(['a']);
	expect(asked).toHaveLength(2);
});

test('ten pages at the most', async () => {
	const pages = Array.from({ length: 11 }, (_, index) => ({
		value: named(`p${index}`),
		total_size: 99,
	}));
	const { send, asked } = answering(...pages);
	expect(await fetchProjectNames(send, 'READ')).toHaveLength(10);
	expect(asked).toHaveLength(10);
});

test('no project: the right that is missing is told', async () => {
	const { send } = answering({ value: [], total_size: 0 });
	await expect(fetchProjectNames(send, 'OPERATION')).rejects.toMatchObject({
		message: 'This user has the permission OPERATION on no project',
		facts: {
			advice:
				'Ask the administrator of Kylin to grant OPERATION on the project, or choose another credential.',
		},
	});
});

test('names of models', async () => {
	const value = [{ alias: 'sales' }, null, { alias: 5 }, {}, { alias: 'stock' }];
	const { send, asked } = answering({ value, total_size: 5 });
	expect(await fetchModelNames(send, 'a')).toEqual(['sales', 'stock']);
	expect(asked).toEqual([
		{
			method: 'GET',
			url: '/models',
			qs: { project: 'a', lite: true, page_size: 1_000, page_offset: 0 },
		},
	]);
});
