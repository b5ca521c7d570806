import type { IDataObject } from 'n8n-workflow';
import {
	followJobs,
	placesOf,
	type Place,
} from '../../nodes/ApacheKylinTrigger/watch/followProjects';
import type { JobEvent } from '../../nodes/shared/events/jobEvent';
import { look, newestFirst } from '../../nodes/ApacheKylinTrigger/watch/newestJobs';
import { reachesRest, reachesUnchanged } from '../../nodes/ApacheKylinTrigger/watch/changes';
import type { KylinRequest } from '../../nodes/shared/api/kylinRequest';
import type { JobRecord } from '../../nodes/shared/kylin/job';

const job = (index: number, more: object = {}): JobRecord => ({
	id: `job-${index}`,
	job_status: 'FINISHED',
	project: 'sales',
	last_modified: 1_000_000 - index,
	create_time: 500_000 - index,
	...more,
});

const jobs = (count: number) => Array.from({ length: count }, (_, index) => job(index));

/** Kylin's list, newest first as given; `limit` is what something on the way makes of a page. */
function kylinWith(list: JobRecord[], limit = Infinity) {
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

const pagesOf = (asked: IDataObject[]) =>
	asked.map(({ page_size, page_offset }) => [page_size, page_offset]);

test.each([
	[undefined, {}, {}],
	['sales', { statuses: 'ERROR' }, { project: 'sales', statuses: 'ERROR' }],
])('the newest jobs of %s', async (project, filter, more) => {
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

describe('a look', () => {
	const lookAt = async (list: JobRecord[], enough: number, limit?: number) => {
		const { send, asked } = kylinWith(list, limit);
		const fetchPage = newestFirst(send, undefined, 'last_modified');
		const sight = await look(fetchPage, 50, (seen) => seen.length >= enough);
		return { count: sight.jobs.length, isWhole: sight.isWhole, pages: pagesOf(asked) };
	};

	test.each([
		['all there are', 49, 999, { count: 49, isWhole: true, pages: [[50, 0]] }],
		['enough of all', 49, 40, { count: 49, isWhole: true, pages: [[50, 0]] }],
		['a full page', 50, 40, { count: 50, isWhole: false, pages: [[50, 0]] }],
		[
			'a larger page',
			300,
			100,
			{
				count: 300,
				isWhole: true,
				pages: [
					[50, 0],
					[400, 0],
				],
			},
		],
		[
			'still larger ones',
			6_000,
			5_500,
			{
				count: 6_000,
				isWhole: true,
				pages: [
					[50, 0],
					[500, 0],
					[5_000, 0],
					[6_100, 0],
				],
			},
		],
	])('at %s', async (_what, count, enough, expected) => {
		expect(await lookAt(jobs(count), enough)).toEqual(expected);
	});

	test('goes no further than n8n can take', async () => {
		const { pages, isWhole } = await lookAt(jobs(100_001), Infinity);
		expect(pages.at(-1)).toEqual([100_000, 0]);
		expect(isWhole).toBe(false);
	});

	test.each([
		[
			15,
			{
				count: 20,
				isWhole: false,
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
				isWhole: true,
				pages: [
					[50, 0],
					[10, 1],
					[10, 2],
				],
			},
		],
	])('reads the pages that are served, until %d are enough', async (enough, expected) => {
		expect(await lookAt(jobs(25), enough, 10)).toEqual(expected);
	});

	test('is not whole if a page was cut short', async () => {
		expect(await lookAt(jobs(25), 5, 10)).toEqual({ count: 10, isWhole: false, pages: [[50, 0]] });
	});

	test('goes no further than n8n can take, page by page', async () => {
		const { count, isWhole, pages } = await lookAt(jobs(120_001), Infinity, 20_000);
		expect({ count, isWhole }).toEqual({ count: 100_000, isWhole: false });
		expect(pages.at(-1)).toEqual([20_000, 4]);
	});

	test('ends at a page without anything new', async () => {
		const { pages } = await lookAt([...jobs(10), ...jobs(10), ...jobs(10)], 999, 10);
		expect(pages).toEqual([
			[50, 0],
			[10, 1],
		]);
	});

	test('an empty page of a list that is not empty is the end', async () => {
		const sight = await look(
			async () => ({ jobs: [], totalSize: 7 }),
			50,
			() => false,
		);
		expect(sight).toEqual({ jobs: [], isWhole: true });
	});

	test('a job that comes twice comes once, as it is higher up', async () => {
		const [newer, older] = [job(1, { job_status: 'ERROR' }), job(1)];
		const page = async () => ({ jobs: [newer, older], totalSize: 2 });
		expect((await look(page, 50, () => true)).jobs).toEqual([newer]);
	});
});

test('ten jobs that are not running reach down to where nothing moves', () => {
	const running = Array.from({ length: 20 }, (_, index) =>
		job(100 + index, { job_status: 'RUNNING' }),
	);
	expect(reachesRest([...running, ...jobs(9)])).toBe(false);
	expect(reachesRest([...running, ...jobs(10)])).toBe(true);
	const watch = { floor: 2_000_000, known: new Map() };
	expect(reachesUnchanged(watch, [...running, ...jobs(9)])).toBe(false);
	expect(reachesUnchanged(watch, [...running, ...jobs(10)])).toBe(true);
	expect(reachesUnchanged({ ...watch, floor: 0 }, jobs(20))).toBe(false);
});

describe('following jobs', () => {
	const later = 2_000_000;
	const tellsCreated = true;

	const told = (events: JobEvent[]) =>
		events.map(({ event, job: { id }, previousStatus }) => [event, id, previousStatus]);

	/** Between the two looks, `before` becomes `after`. */
	async function follow(
		{ before, from = [undefined] }: { before: JobRecord[]; from?: Place[] },
		{ after, to = [undefined] }: { after: JobRecord[]; to?: Place[] },
		options = { tellsCreated },
	) {
		const begun = await followJobs(kylinWith(before).send, from, [], options);
		const { send, asked } = kylinWith(after);
		const { events, followed } = await followJobs(send, to, begun.followed, options);
		return { begun, events: told(events), followed, asked };
	}

	test('begins at each project, or at all in one list', async () => {
		expect(placesOf([])).toEqual([undefined]);
		expect(placesOf(['a', 'b'])).toEqual(['a', 'b']);
		const { send, asked } = kylinWith(jobs(3));
		const { events, followed } = await followJobs(send, ['sales', 'other'], [], { tellsCreated });
		expect(events).toEqual([]);
		expect(followed.map(({ place, watch }) => [place, watch.known.size])).toEqual([
			['sales', 3],
			['other', 0],
		]);
		expect(asked.map(({ project, page_size, sort_by }) => [project, page_size, sort_by])).toEqual([
			['sales', 200, 'last_modified'],
			['other', 200, 'last_modified'],
		]);
	});

	test('tells what has changed, oldest first', async () => {
		const failed = job(1, { job_status: 'ERROR', last_modified: later + 1 });
		const started = job(2, { job_status: 'RUNNING', last_modified: later });
		const { events, asked } = await follow(
			{ before: jobs(30) },
			{ after: [failed, started, job(0), ...jobs(30).slice(3)] },
		);
		expect(events).toEqual([
			['jobStarted', 'job-2', 'FINISHED'],
			['jobFailed', 'job-1', 'FINISHED'],
		]);
		expect(asked.map(({ sort_by, page_size }) => [sort_by, page_size])).toEqual([
			['last_modified', 50],
		]);
	});

	test('a poll reads one page, whatever there is besides', async () => {
		const { asked } = await follow({ before: jobs(1_000) }, { after: jobs(1_000) });
		expect(pagesOf(asked)).toEqual([[50, 0]]);
	});

	const created = job(99, { job_status: 'ERROR', last_modified: later, create_time: later });

	test.each([
		[
			true,
			[
				['jobCreated', 'job-99', null],
				['jobFailed', 'job-99', null],
			],
			2,
		],
		[false, [['jobFailed', 'job-99', null]], 1],
	])('tells new jobs if it is asked to: %s', async (isAsked, expected, requests) => {
		const { events, asked } = await follow(
			{ before: jobs(30) },
			{ after: [created, ...jobs(30)] },
			{ tellsCreated: isAsked },
		);
		expect(events).toEqual(expected);
		expect(asked.map(({ sort_by }) => sort_by)).toEqual(
			['last_modified', 'create_time'].slice(0, requests),
		);
	});

	test('looks for new jobs only where there may be some, in any letter case', async () => {
		const { asked, events } = await follow(
			{ before: jobs(30), from: ['SALES', 'other'] },
			{
				after: [created, ...jobs(30)],
				to: ['sales', 'other'],
			},
		);
		const forCreated = asked.filter(({ sort_by }) => sort_by === 'create_time');
		expect(forCreated.map(({ project }) => project)).toEqual(['sales']);
		expect(events[0]).toEqual(['jobCreated', 'job-99', null]);
	});

	describe('when places are edited', () => {
		const costs = (index: number, more: object = {}) =>
			job(1_000 + index, { project: 'costs', ...more });
		const both = [...jobs(30), ...Array.from({ length: 30 }, (_, index) => costs(index))];
		const failed = { job_status: 'ERROR', last_modified: later };
		const after = [
			created,
			job(1, failed),
			costs(1, failed),
			...both.filter(({ id }) => !['job-1', 'job-1001'].includes(id)),
		];
		const ofSales = [
			['jobCreated', 'job-99', null],
			['jobFailed', 'job-99', null],
			['jobFailed', 'job-1', 'FINISHED'],
		];

		test.each<{ from: Place[]; to: Place[]; expected: unknown }>([
			{ from: [undefined], to: ['sales'], expected: ofSales },
			{ from: ['sales'], to: [undefined], expected: ofSales },
			{ from: ['sales'], to: ['costs', 'sales'], expected: ofSales },
			{ from: ['costs'], to: ['sales'], expected: [] },
		])('from $from to $to: what was followed is told', async ({ from, to, expected }) => {
			const { events, followed } = await follow({ before: both, from }, { after, to });
			expect(events).toEqual(expected);
			const next = await followJobs(kylinWith(after).send, to, followed, { tellsCreated });
			expect(next.events).toEqual([]);
			expect(next.followed.map(({ place }) => place)).toEqual(to);
		});

		test('from one project to all, the list is read down to where that project rests', async () => {
			const busy = Array.from({ length: 300 }, (_, index) => costs(index));
			const { asked, events } = await follow(
				{ before: jobs(30), from: ['sales'] },
				{ after: [...busy, job(1, failed), ...jobs(30).slice(5)], to: [undefined] },
			);
			expect(pagesOf(asked)).toEqual([
				[200, 0],
				[426, 0],
			]);
			expect(events).toEqual([['jobFailed', 'job-1', 'FINISHED']]);
		});

		test('from one project to all, one page is enough if the project rests on it', async () => {
			const { asked } = await follow(
				{ before: jobs(400), from: ['sales'] },
				{ after: jobs(400), to: [undefined] },
			);
			expect(pagesOf(asked)).toEqual([[200, 0]]);
		});

		test('from some projects to all, the list is read down to where each of them rests', async () => {
			const changed = Array.from({ length: 100 }, (_, index) => costs(index, failed));
			const { asked, events } = await follow(
				{
					before: [...jobs(200), ...changed.map(({ id }, index) => costs(index, { id }))],
					from: ['sales', 'costs'],
				},
				{ after: [...jobs(150), ...changed], to: [undefined] },
			);
			expect(pagesOf(asked)).toEqual([
				[200, 0],
				[350, 0],
			]);
			expect(events).toHaveLength(100);
		});

		test('new jobs are looked for one page down, or until each project has told', async () => {
			const near = await follow(
				{ before: jobs(400), from: ['sales'] },
				{ after: [{ ...created, id: 'job-new' }, ...jobs(400)], to: [undefined] },
			);
			expect(pagesOf(near.asked)).toEqual([
				[200, 0],
				[50, 0],
			]);
			const far = costs(99, { ...failed, create_time: later });
			const both = await follow(
				{ before: [...jobs(60), costs(1)], from: ['sales', 'costs'] },
				{ after: [created, ...jobs(60), far, costs(1)], to: [undefined] },
			);
			expect(both.events).toEqual([
				['jobCreated', 'job-99', null],
				['jobFailed', 'job-99', null],
				['jobCreated', 'job-1099', null],
				['jobFailed', 'job-1099', null],
			]);
		});

		test('places that were taken out are not asked, and ask for nothing', async () => {
			const more = Array.from({ length: 300 }, (_, index) => costs(100 + index));
			const { asked } = await follow(
				{ before: both, from: ['sales'] },
				{ after: [...after, ...more], to: ['costs'] },
			);
			expect(asked.map(({ project }) => project)).toEqual(['costs']);
			expect(pagesOf(asked)).toEqual([[200, 0]]);
		});
	});
});
