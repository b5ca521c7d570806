import { fetchNewest, newestFirst } from '../../../../nodes/ApacheKylinTrigger/watch/newestJobs';
import type { JobRecord } from '../../../../nodes/shared/kylin/job';
import { job, jobs, kylinWith, pagesOf } from './kylinList';

test.each([
	[undefined, {}, {}],
	['sales', { statuses: 'ERROR' }, { project: 'sales', statuses: 'ERROR' }],
])('asks for the newest jobs of %s', async (project, filter, more) => {
	const { send, asked } = kylinWith(jobs(1));
	await newestFirst(send, project, 'create_time', filter)(50, 0);
	expect(asked).toStrictEqual([
		{
			time_filter: 4,
			...more,
			sort_by: 'create_time',
			reverse: true,
			page_size: 50,
			page_offset: 0,
		},
	]);
});

describe('the newest jobs', () => {
	const read = async (list: JobRecord[], enough: number, limit?: number) => {
		const { send, asked } = kylinWith(list, limit);
		const fetchPage = newestFirst(send, undefined, 'last_modified');
		const snapshot = await fetchNewest(fetchPage, 50, (found) => found.length >= enough);
		return { count: snapshot.jobs.length, isComplete: snapshot.isComplete, pages: pagesOf(asked) };
	};

	test.each([
		['are all there are', 49, 999, { count: 49, isComplete: true, pages: [[50, 0]] }],
		['are all of a short page', 49, 40, { count: 49, isComplete: true, pages: [[50, 0]] }],
		['are a full page', 50, 40, { count: 50, isComplete: false, pages: [[50, 0]] }],
		[
			'take a larger page',
			300,
			100,
			{
				count: 300,
				isComplete: true,
				pages: [
					[50, 0],
					[400, 0],
				],
			},
		],
		[
			'take still larger pages',
			6_000,
			5_500,
			{
				count: 6_000,
				isComplete: true,
				pages: [
					[50, 0],
					[500, 0],
					[5_000, 0],
					[6_100, 0],
				],
			},
		],
	])('%s', async (_what, count, enough, expected) => {
		expect(await read(jobs(count), enough)).toEqual(expected);
	});

	test('are no more than n8n can take', async () => {
		const { pages, isComplete } = await read(jobs(100_001), Infinity);
		expect(pages.at(-1)).toEqual([100_000, 0]);
		expect(isComplete).toBe(false);
	});

	test.each([
		[
			15,
			{
				count: 20,
				isComplete: false,
				pages: [
					[50, 0],
					[10, 1],
				],
			},
		],
		[
			999,
			{
				count: 25,
				isComplete: true,
				pages: [
					[50, 0],
					[10, 1],
					[10, 2],
				],
			},
		],
	])('are read from the pages that are served, until there are %d', async (enough, expected) => {
		expect(await read(jobs(25), enough, 10)).toEqual(expected);
	});

	test('are not all if a page was cut short', async () => {
		expect(await read(jobs(25), 5, 10)).toEqual({ count: 10, isComplete: false, pages: [[50, 0]] });
	});

	test('are no more than n8n can take, page by page', async () => {
		const { count, isComplete, pages } = await read(jobs(120_001), Infinity, 20_000);
		expect({ count, isComplete }).toEqual({ count: 100_000, isComplete: false });
		expect(pages.at(-1)).toEqual([20_000, 4]);
	});

	test('do not end at a page that repeats others: what is below would count as gone', async () => {
		const repeated = [...jobs(10), ...jobs(10), ...jobs(10)];
		await expect(read(repeated, 999, 10)).rejects.toThrow('Every page of a list of Kylin');
	});

	test('end at an empty page, even of a list that is not empty', async () => {
		const snapshot = await fetchNewest(
			async () => ({ rows: [], totalSize: 7 }),
			50,
			() => false,
		);
		expect(snapshot).toEqual({ jobs: [], isComplete: true });
	});

	test('have each job once, as it is higher up', async () => {
		const [newer, older] = [job(1, { job_status: 'ERROR' }), job(1)];
		const page = async () => ({ rows: [newer, older], totalSize: 2 });
		expect((await fetchNewest(page, 50, () => true)).jobs).toEqual([newer]);
	});
});
