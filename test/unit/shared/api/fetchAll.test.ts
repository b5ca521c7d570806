import fc from 'fast-check';
import { sleep } from 'n8n-workflow';
import { MAX_ITEMS_PER_INPUT, fetchAllJobs } from '../../../../nodes/shared/api/fetchAll';
import type { KylinRequest } from '../../../../nodes/shared/api/kylinRequest';
import { LIST_TEXTS, job } from '../../support';
import { MovingList, type Event } from './movingList';

const read = async (list: MovingList) =>
	(await fetchAllJobs(list.send, {}, LIST_TEXTS)).map(({ id }) => id);

const CREATED: Event = { kind: 'create', count: 1 };

test.each([0, 1, 49, 50, 51, 1_000, 10_321])(
	'all of %i jobs come out, the newest first, each once',
	async (count) => {
		const list = new MovingList(count);
		expect(await read(list)).toEqual(list.ids().reverse());
	},
);

test('a list shorter than the first page costs one request', async () => {
	const list = new MovingList(49);
	await read(list);
	expect(list.requests).toEqual([{ page_size: 50, page_offset: 0 }]);
});

test('hardly more rows are asked for than there are', async () => {
	const list = new MovingList(10_000);
	await read(list);
	const rows = list.requests.reduce((sum, { page_size }) => sum + page_size, 0);
	expect(rows).toBeLessThan(10_000 + 50 + 500);
	expect(Math.max(...list.requests.map(({ page_size }) => page_size))).toBeLessThanOrEqual(500);
	expect(list.requests).toHaveLength(1 + 32);
});

test('at most eight pages are under way at once', async () => {
	const list = new MovingList(5_000);
	let underWay = 0;
	let most = 0;
	const send: typeof list.send = async (request) => {
		underWay += 1;
		most = Math.max(most, underWay);
		await sleep(0);
		underWay -= 1;
		return await list.send(request);
	};
	expect(await fetchAllJobs(send, {}, LIST_TEXTS)).toHaveLength(5_000);
	expect(most).toBe(8);
});

test('jobs that are created meanwhile do not make it read again', async () => {
	const list = new MovingList(
		1_000,
		Array.from({ length: 30 }, () => [CREATED]),
	);
	const ids = await read(list);
	expect(ids).toEqual(expect.arrayContaining(list.initial));
	expect(list.requests.length).toBeLessThan(25);
});

test('a deleted job and a new one between two pages hide no other', async () => {
	const events: Event[][] = [[], [], [{ kind: 'delete', at: 0 }, CREATED]];
	const list = new MovingList(200, events);
	expect(await read(list)).toEqual(expect.arrayContaining(list.lasting()));
});

const anyEvent = fc.oneof(
	fc.record({ kind: fc.constant('create' as const), count: fc.integer({ min: 1, max: 3 }) }),
	fc.record({
		kind: fc.constant('delete' as const),
		at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
	}),
);

test('whatever happens between the requests, each job is there once and none that lasts is missing', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 0, max: 400 }),
			fc.array(fc.array(anyEvent, { maxLength: 3 }), { maxLength: 60 }),
			fc.integer({ min: 1, max: 20 }),
			async (count, events, ties) => {
				const list = new MovingList(count, events, { ties });
				const ids = await read(list);
				expect(new Set(ids).size).toBe(ids.length);
				expect(ids).toEqual(expect.arrayContaining(list.lasting()));
			},
		),
		{ numRuns: 300 },
	);
});

describe('something on the way limits the page size', () => {
	test.each([1, 10, 49, 50, 60])('to %i: all jobs come out', async (pageLimit) => {
		const list = new MovingList(333, [], { pageLimit });
		expect(await read(list)).toEqual(list.ids().reverse());
	});

	test('a limit that the first page shows costs no request', async () => {
		const list = new MovingList(333, [], { pageLimit: 10 });
		await read(list);
		expect(list.requests).toHaveLength(1 + 34);
	});

	test('a limit that larger pages show costs those that are under way', async () => {
		const list = new MovingList(10_000, [], { pageLimit: 60 });
		expect(await read(list)).toHaveLength(10_000);
		expect(list.requests.length).toBeLessThanOrEqual(1 + 8 + 1 + 167);
	});

	test('a list that came to rest has no gap, and is read a bounded number of times', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 60 }),
				fc.integer({ min: 1, max: 7 }),
				fc.array(fc.array(anyEvent, { maxLength: 2 }), { maxLength: 6 }),
				async (count, pageLimit, events) => {
					const list = new MovingList(count, events, { pageLimit });
					const ids = await read(list);
					expect(new Set(ids).size).toBe(ids.length);
					expect(ids).toEqual(expect.arrayContaining(list.lasting()));
					expect(list.requests.length).toBeLessThan(4 * (count + 20));
				},
			),
		);
	});

	test('and ignores the index: a sentence, after a handful of requests', async () => {
		const list = new MovingList(10_000, [], { pageLimit: 100, ignoresOffset: true });
		await expect(read(list)).rejects.toMatchObject({
			message: 'Every page of the job list holds the same',
			facts: { advice: expect.stringContaining('ignores which page is asked for (page_offset)') },
		});
		expect(list.requests.length).toBeLessThan(15);
	});
});

test('an index that is ignored costs a handful of requests: one page then holds all', async () => {
	const list = new MovingList(10_000, [], { ignoresOffset: true });
	expect(await read(list)).toHaveLength(10_000);
	expect(list.requests.length).toBeLessThan(15);
});

test('a list that grows with each page by more than a page is not followed for ever', async () => {
	const events = Array.from({ length: 1_000 }, (): Event[] => [{ kind: 'create', count: 300 }]);
	const list = new MovingList(1_000, events);
	const ids = await read(list).catch((error: Error) => error.message);
	expect(list.requests.length).toBeLessThan(100);
	expect(ids).toEqual(expect.arrayContaining(list.initial));
});

test('more than n8n can take are refused after the first page', async () => {
	const sent: unknown[] = [];
	const list = new MovingList(50);
	const send: typeof list.send = async (request) => {
		sent.push(request);
		return { ...(await list.send(request)), total_size: MAX_ITEMS_PER_INPUT + 1 };
	};
	await expect(fetchAllJobs(send, {}, LIST_TEXTS)).rejects.toMatchObject({
		message: 'There are 100,001 jobs, more than the 100,000 n8n can take for one input item',
		facts: {
			advice: "Narrow the list down with 'Project' or the filters, or switch 'Return All' off.",
		},
	});
	const { orElse, ...texts } = LIST_TEXTS;
	expect(orElse).toBeDefined();
	await expect(fetchAllJobs(send, {}, texts)).rejects.toMatchObject({
		facts: { advice: "Narrow the list down with 'Project' or the filters." },
	});
	expect(sent).toHaveLength(2);
});

test('as many as n8n can take are read', async () => {
	const list = new MovingList(50);
	const send: typeof list.send = async (request) => ({
		...(await list.send(request)),
		total_size: MAX_ITEMS_PER_INPUT,
	});
	await fetchAllJobs(send, {}, LIST_TEXTS).catch(() => undefined);
	expect(list.requests.length).toBeGreaterThan(1);
});

test('jobs that are counted but not shown are none', async () => {
	const asked: unknown[] = [];
	const send = async (request: unknown) => {
		asked.push(request);
		return { value: [], total_size: 5 };
	};
	expect(await fetchAllJobs(send, { project: 'a' }, LIST_TEXTS)).toEqual([]);
	expect(asked).toHaveLength(1);
});

describe('a list whose pages never agree', () => {
	/** Every page holds other jobs, and there are always more. */
	function endless(pageLimit: number) {
		const asked: Array<KylinRequest['qs']> = [];
		let created = 0;
		const send = async ({ qs }: KylinRequest) => {
			asked.push(qs);
			const count = Math.min(Number(qs?.page_size), pageLimit);
			const value = Array.from({ length: count }, () => {
				created += 1;
				return job(`job-${created}`, { create_time: created === 7 ? undefined : created });
			});
			return { value, total_size: count + 15 };
		};
		return { send, asked };
	}

	test('is read three times, then asked for in one page three times', async () => {
		const { send, asked } = endless(Infinity);
		await expect(fetchAllJobs(send, {}, LIST_TEXTS)).rejects.toMatchObject({
			message: 'The job list grew faster than it could be read',
			facts: { advice: "Narrow it down with 'Project' or the filters." },
		});
		expect(asked).toHaveLength(3 * (1 + 2) + 3);
		expect(asked.every((qs) => qs?.sort_by === 'create_time')).toBe(true);
	});

	test('comes as it was seen where no page may hold it all, the newest first', async () => {
		const { send, asked } = endless(10);
		const found = await fetchAllJobs(send, {}, LIST_TEXTS);
		expect(asked).toHaveLength(3 * (1 + 3) + 1);
		const times = found.map(({ create_time }) => create_time ?? 0);
		expect(times).toEqual([...times].sort((one, other) => other - one));
		expect(found).toHaveLength(3 * 4 * 10);
	});
});
