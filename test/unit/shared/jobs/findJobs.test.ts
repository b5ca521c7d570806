import type { KylinRequest } from '../../../../nodes/shared/api/kylinRequest';
import { findJobs } from '../../../../nodes/shared/jobs/findJobs';
import type { JobRecord } from '../../../../nodes/shared/kylin/job';
import { job, jobs, kylinOf } from '../../support';

const idsOf = (list: readonly JobRecord[]) => list.map(({ id }) => id);
const ONE = { time_filter: 4, page_size: 10_100, page_offset: 0 };
const NEWEST = { time_filter: 4, sort_by: 'last_modified', reverse: true, page_offset: 0 };

test('a few are looked up one by one', async () => {
	const { send, asked } = kylinOf([...jobs(4), job('job-1.5')]);
	const ids = idsOf(jobs(4));
	expect([...(await findJobs(send, ids, undefined)).keys()].sort()).toEqual(ids);
	expect(asked).toEqual(ids.map((key) => ({ ...ONE, key })));
});

test('in a project only', async () => {
	const { send, asked } = kylinOf([job('a', { project: 'other' })]);
	expect((await findJobs(send, ['a'], 'sales')).size).toBe(0);
	expect(asked).toEqual([{ ...ONE, project: 'sales', key: 'a' }]);
});

test('more of them are looked for among the newest', async () => {
	const { send, asked } = kylinOf(jobs(1_000));
	expect((await findJobs(send, idsOf(jobs(5)), 'sales')).size).toBe(5);
	expect(asked).toEqual([{ ...NEWEST, project: 'sales', page_size: 1_000 }]);
});

test('the more jobs, the larger the page', async () => {
	const { send, asked } = kylinOf(jobs(1_200));
	expect((await findJobs(send, idsOf(jobs(600)), undefined)).size).toBe(600);
	expect(asked).toEqual([{ ...NEWEST, page_size: 1_200 }]);
});

test('up to twenty that are older are looked up', async () => {
	const { send, asked } = kylinOf(jobs(1_020));
	const ids = idsOf(jobs(1_020).slice(997));
	expect((await findJobs(send, ids, undefined)).size).toBe(23);
	expect(asked.map(({ key }) => key)).toEqual([undefined, ...ids.slice(3)]);
});

test('for more, the list is read on, page by page, until few are missing', async () => {
	const { send, asked } = kylinOf(jobs(25_000));
	const ids = idsOf([...jobs(15_000).slice(1_500, 1_521), job('job-20000.'), job('gone')]);
	expect((await findJobs(send, ids, undefined)).size).toBe(22);
	expect(asked.slice(0, 2)).toEqual([
		{ ...NEWEST, page_size: 1_000 },
		{ ...NEWEST, page_size: 10_000 },
	]);
	expect(asked.slice(2).map(({ key }) => key)).toEqual(['job-20000.', 'gone']);
});

test('the list is read to its end and no further', async () => {
	const { send, asked } = kylinOf(jobs(10_001));
	const gone = Array.from({ length: 21 }, (_, index) => `gone-${index}`);
	expect((await findJobs(send, gone, undefined)).size).toBe(0);
	expect(asked.map(({ page_size, page_offset }) => [page_size, page_offset])).toEqual([
		[1_000, 0],
		[10_000, 0],
		[10_000, 1],
	]);
	asked.length = 0;
	const small = kylinOf(jobs(999));
	expect((await findJobs(small.send, gone, undefined)).size).toBe(0);
	expect(small.asked).toHaveLength(1);
});

test.each([
	[1_000, [1_000, 10_000]],
	[10_000, [1_000, 10_000, 10_000]],
])('a full page may not be the last one: %d jobs', async (count, pageSizes) => {
	const { send, asked } = kylinOf(jobs(count));
	const gone = Array.from({ length: 21 }, (_, index) => `gone-${index}`);
	await findJobs(send, gone, undefined);
	expect(asked.map(({ page_size }) => page_size)).toEqual(pageSizes);
});

test('pages that something on the way limits are read on', async () => {
	const { send, asked } = kylinOf(jobs(30), 10);
	const ids = [...idsOf(jobs(30)), 'gone'];
	expect((await findJobs(send, ids.slice(0, 30), undefined)).size).toBe(30);
	expect(asked.map(({ page_size, page_offset }) => [page_size, page_offset])).toEqual([
		[1_000, 0],
		...ids.slice(10, 30).map(() => [10_100, 0]),
	]);
	const many = kylinOf(jobs(45), 10);
	const gone = Array.from({ length: 21 }, (_, index) => `gone-${index}`);
	expect((await findJobs(many.send, gone, undefined)).size).toBe(0);
	expect(many.asked.map(({ page_offset }) => page_offset)).toEqual([0, 0, 1, 2, 3, 4]);
});

test('a list that ends before the number it told is read no further than its end', async () => {
	const { send, asked } = kylinOf(jobs(5));
	const told = async (request: KylinRequest) => ({ ...(await send(request)), total_size: 9 });
	const gone = Array.from({ length: 21 }, (_, index) => `gone-${index}`);
	expect((await findJobs(told, gone, undefined)).size).toBe(0);
	expect(asked.map(({ page_offset }) => page_offset)).toEqual([0, 0, 1]);
});

test('pages are not read without end from a server that ignores their index', async () => {
	const { send, asked } = kylinOf(jobs(45), 10);
	const always = async (request: KylinRequest) =>
		await send({ ...request, qs: { ...request.qs, page_offset: 0 } });
	const gone = Array.from({ length: 21 }, (_, index) => `gone-${index}`);
	expect((await findJobs(always, gone, undefined)).size).toBe(0);
	expect(asked).toHaveLength(7);
});
