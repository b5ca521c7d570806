import { fetchAll } from '../../../../nodes/shared/api/fetchAll';
import type { JobRecord } from '../../../../nodes/shared/kylin/job';
import type { FetchPage } from '../../../../nodes/shared/api/page';
import { LIST_TEXTS } from '../../support';

const job = (index: number): JobRecord => ({
	id: `job-${index}`,
	job_status: 'FINISHED',
	project: 'sales',
	last_modified: 1,
	create_time: 1,
});

const jobs = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => job(from + index));

/** A list that something on the way cuts into pages of at most `limit`; `lists` are its states. */
function listOf(lists: JobRecord[][], { limit = Infinity, more = 0 } = {}) {
	const asked: Array<[number, number]> = [];
	const fetchPage: FetchPage<JobRecord> = async (pageSize, pageOffset) => {
		const list = lists[Math.min(asked.length, lists.length - 1)];
		asked.push([pageSize, pageOffset]);
		const size = Math.min(pageSize, limit);
		const start = size * pageOffset;
		return { rows: list.slice(start, start + size), totalSize: list.length + more };
	};
	return { fetchPage, asked };
}

test.each([0, 1, 10_099])('%d jobs are one page', async (count) => {
	const { fetchPage, asked } = listOf([jobs(count)]);
	expect(await fetchAll(fetchPage, LIST_TEXTS)).toEqual(jobs(count));
	expect(asked).toEqual([[10_100, 0]]);
});

test.each([10_100, 10_101, 99_999, 100_000])('%d jobs are two snapshots', async (count) => {
	const { fetchPage, asked } = listOf([jobs(count)]);
	expect(await fetchAll(fetchPage, LIST_TEXTS)).toHaveLength(count);
	expect(asked).toEqual([
		[10_100, 0],
		[count + 100, 0],
	]);
});

test('a total that is too small is not believed', async () => {
	const { fetchPage, asked } = listOf([jobs(10_150)], { more: -50 });
	expect(await fetchAll(fetchPage, LIST_TEXTS)).toHaveLength(10_150);
	expect(asked).toEqual([
		[10_100, 0],
		[10_200, 0],
	]);
});

test('more than n8n can take are refused before they are read', async () => {
	const { fetchPage, asked } = listOf([jobs(100_001)]);
	await expect(fetchAll(fetchPage, LIST_TEXTS)).rejects.toMatchObject({
		message: 'There are 100,001 jobs, more than the 100,000 n8n can take for one input item',
		facts: {
			advice: "Narrow the list down with 'Project' or the filters, or switch 'Return All' off.",
		},
	});
	expect(asked).toHaveLength(1);
});

test('a list that grows faster than it is read', async () => {
	const lists = [11_000, 12_000, 13_000, 14_000, 15_000].map((count) => jobs(count));
	const { fetchPage, asked } = listOf(lists);
	await expect(fetchAll(fetchPage, LIST_TEXTS)).rejects.toMatchObject({
		message: 'The job list grew faster than it could be read',
		facts: { advice: "Narrow it down with 'Project' or the filters." },
	});
	expect(asked.map(([size]) => size)).toEqual([10_100, 11_100, 12_100, 13_100]);
	const calmer = listOf(lists.slice(0, 3));
	expect(await fetchAll(calmer.fetchPage, LIST_TEXTS)).toHaveLength(13_000);
});

describe('where something limits the page size', () => {
	test('the pages that are served are read', async () => {
		const { fetchPage, asked } = listOf([jobs(25)], { limit: 10 });
		expect(await fetchAll(fetchPage, LIST_TEXTS)).toEqual(jobs(25));
		expect(asked).toEqual([
			[10_100, 0],
			[10, 1],
			[10, 2],
		]);
	});

	test('up to a page without anything new', async () => {
		const { fetchPage, asked } = listOf([jobs(20)], { limit: 10 });
		expect(await fetchAll(fetchPage, LIST_TEXTS)).toEqual(jobs(20));
		expect(asked).toEqual([
			[10_100, 0],
			[10, 1],
			[10, 2],
		]);
	});

	test('a list that moved meanwhile is read again, until it stands', async () => {
		const moved = [job(99), ...jobs(25)];
		const { fetchPage, asked } = listOf([jobs(25), moved], { limit: 10 });
		const found = await fetchAll(fetchPage, LIST_TEXTS);
		expect(new Set(found.map(({ id }) => id))).toEqual(new Set(moved.map(({ id }) => id)));
		expect(asked).toEqual([
			[10_100, 0],
			[10, 1],
			[10, 2],
			[10, 0],
			[10, 1],
			[10, 2],
		]);
	});

	test('but not for ever', async () => {
		const lists = Array.from({ length: 20 }, (_, index) => jobs(25 + (index % 2), -(index % 2)));
		const { fetchPage, asked } = listOf(lists, { limit: 10 });
		expect(await fetchAll(fetchPage, LIST_TEXTS)).toHaveLength(26);
		expect(asked.filter(([, offset]) => offset === 0)).toHaveLength(4);
	});

	test('more than n8n can take are refused', async () => {
		const { fetchPage } = listOf([jobs(100_010)], { limit: 10_000, more: -10 });
		await expect(fetchAll(fetchPage, LIST_TEXTS)).rejects.toThrow(
			/^There are 100,0\d\d jobs, more than/,
		);
	});
});

describe('a list that is cut into pages and moves meanwhile', () => {
	const offsets = (asked: Array<[number, number]>) => asked.map(([, offset]) => offset);

	test('is read again: a new job moved the others on', async () => {
		const first = jobs(25);
		const later = [job(99), ...first];
		const { fetchPage, asked } = listOf([first, later], { limit: 10 });
		const found = await fetchAll(fetchPage, LIST_TEXTS);
		expect(found.map(({ id }) => id).sort()).toEqual(later.map(({ id }) => id).sort());
		expect(offsets(asked)).toEqual([0, 1, 2, 0, 1, 2]);
	});

	test('is read again: the number of jobs is another one', async () => {
		const { fetchPage, asked } = listOf([jobs(25), jobs(24)], { limit: 10 });
		expect(await fetchAll(fetchPage, LIST_TEXTS)).toEqual(jobs(24));
		expect(offsets(asked)).toEqual([0, 1, 2, 0, 1, 2]);
	});

	test('is not read again if it did not move', async () => {
		const { fetchPage, asked } = listOf([jobs(25)], { limit: 10 });
		expect(await fetchAll(fetchPage, LIST_TEXTS)).toEqual(jobs(25));
		expect(offsets(asked)).toEqual([0, 1, 2]);
	});

	test('has each job once, as it was seen last', async () => {
		const [older, newer] = [job(7), { ...job(7), job_status: 'ERROR' }];
		const { fetchPage } = listOf(
			[
				[...jobs(5), older],
				[newer, ...jobs(5)],
			],
			{ limit: 3 },
		);
		const found = await fetchAll(fetchPage, LIST_TEXTS);
		expect(found.filter(({ id }) => id === older.id)).toEqual([newer]);
	});

	test('may have as many jobs as n8n can take', async () => {
		const { fetchPage } = listOf([jobs(100_000)], { limit: 50_000 });
		expect(await fetchAll(fetchPage, LIST_TEXTS)).toHaveLength(100_000);
	});
});
