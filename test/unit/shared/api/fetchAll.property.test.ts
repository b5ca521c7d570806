import fc from 'fast-check';
import { MAX_ITEMS_PER_INPUT, fetchAll } from '../../../../nodes/shared/api/fetchAll';
import type { JobRecord } from '../../../../nodes/shared/kylin/job';
import type { FetchPage } from '../../../../nodes/shared/api/page';
import { LIST_TEXTS, job } from '../../support';

type Event =
	| { kind: 'create'; count: number }
	| { kind: 'change' | 'delete'; at: number; count: number };

/** A job list in Kylin's usual order: what was created or changed last comes first. */
class KylinList {
	private created = 0;

	readonly requests: number[] = [];

	ids: string[] = [];

	constructor(
		count: number,
		/** what happens to the list before each request */
		private readonly events: Event[][],
		private readonly options: { pageLimit?: number; countIsLate?: boolean } = {},
	) {
		this.happen({ kind: 'create', count });
	}

	private happen(event: Event) {
		if (event.kind === 'create') {
			const ids = Array.from({ length: event.count }, () => `job-${(this.created += 1)}`);
			this.ids = [...ids.reverse(), ...this.ids];
			return;
		}
		const start = Math.floor(event.at * this.ids.length);
		const chosen = this.ids.splice(start, event.count);
		if (event.kind === 'change') this.ids = [...chosen, ...this.ids];
	}

	readonly fetchPage: FetchPage<JobRecord> = async (pageSize, pageOffset) => {
		const events = this.events[this.requests.length] ?? [];
		this.requests.push(pageSize);
		// 5.0.0 counts in a second query, so the list may be another one by then.
		const [before, after] = this.options.countIsLate
			? [events.slice(0, 1), events.slice(1)]
			: [events, []];
		before.forEach((event) => this.happen(event));
		const size = Math.min(pageSize, this.options.pageLimit ?? Infinity);
		const rows = this.ids.slice(pageOffset * size, (pageOffset + 1) * size);
		this.rows = this.ids;
		after.forEach((event) => this.happen(event));
		return { rows: rows.map((id) => job(id)), totalSize: this.ids.length };
	};

	/** the whole list as it was when the last page was read */
	rows: string[] = [];
}

const events = (mostAtOnce: number) => {
	const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
	const count = fc.integer({ min: 1, max: mostAtOnce });
	return fc.array(
		fc.oneof(
			fc.record({ kind: fc.constant('create' as const), count }),
			fc.record({ kind: fc.constantFrom('change' as const, 'delete' as const), at, count }),
		),
		{ maxLength: 3 },
	);
};

const read = async (kylin: KylinList) =>
	(await fetchAll(kylin.fetchPage, LIST_TEXTS)).map(({ id }) => id);

test('whatever happens between the requests: the list of one moment, in at most four', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.oneof(
				fc.integer({ min: 0, max: 30 }),
				fc.integer({ min: 9_950, max: 10_300 }),
				fc.constant(25_000),
			),
			fc.array(events(150), { maxLength: 5 }),
			async (count, happening) => {
				const kylin = new KylinList(count, happening);
				const ids = await read(kylin).catch((error: Error) => error.message);
				expect(kylin.requests.length).toBeLessThanOrEqual(4);
				if (ids === 'The job list grew faster than it could be read') {
					expect(kylin.requests).toHaveLength(4);
				} else {
					// Two texts of megabytes compare sooner than two lists.
					expect(String(ids) === String(kylin.rows)).toBe(true);
				}
			},
		),
		{ numRuns: 40 },
	);
});

test('a list that stands still costs one request up to 10,000 jobs, and two beyond', async () => {
	for (const [count, requests] of [
		[0, 1],
		[1, 1],
		[10_000, 1],
		[10_101, 2],
		[MAX_ITEMS_PER_INPUT, 2],
	]) {
		const kylin = new KylinList(count, []);
		expect(await read(kylin)).toEqual(kylin.ids);
		expect(kylin.requests).toHaveLength(requests);
	}
});

test('one job too many is refused after the first page', async () => {
	const kylin = new KylinList(MAX_ITEMS_PER_INPUT + 1, []);
	await expect(read(kylin)).rejects.toThrow('There are 100,001 jobs, more than the 100,000');
	expect(kylin.requests).toHaveLength(1);
	const limited = new KylinList(MAX_ITEMS_PER_INPUT + 1, [], { pageLimit: 10 });
	await expect(read(limited)).rejects.toThrow('There are 100,001 jobs');
	expect(limited.requests).toHaveLength(1);
});

test('a count that is late neither ends the reading early nor goes on for ever', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 0, max: 30 }),
			fc.array(events(5), { maxLength: 40 }),
			async (count, happening) => {
				const kylin = new KylinList(count, happening, { countIsLate: true });
				const ids = await read(kylin);
				expect(new Set(ids).size).toBe(ids.length);
				expect(ids).toEqual(expect.arrayContaining(kylin.rows.filter((id) => ids.includes(id))));
				expect(kylin.requests.length).toBeLessThan(100);
			},
		),
	);
});

describe('with something on the way that limits the page size', () => {
	const limits = fc.integer({ min: 1, max: 7 });

	test('each job is there once, and none is missing once the list has come to rest', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 40 }),
				limits,
				// Within the first pass only: a list in motion for ever has no right answer.
				fc.array(events(3), { maxLength: 5 }),
				async (count, pageLimit, happening) => {
					const kylin = new KylinList(count, happening, { pageLimit });
					const initial = new Set(kylin.ids);
					const ids = await read(kylin);
					expect(new Set(ids).size).toBe(ids.length);
					const lasting = kylin.ids.filter((id) => initial.has(id));
					expect(ids).toEqual(expect.arrayContaining(lasting));
				},
			),
			{ numRuns: 500 },
		);
	});

	test('a list that stands still is read once', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: 40 }), limits, async (count, pageLimit) => {
				const kylin = new KylinList(count, [], { pageLimit });
				expect(await read(kylin)).toEqual(kylin.ids);
				expect(kylin.requests.length).toBeLessThanOrEqual(Math.floor(count / pageLimit) + 1);
			}),
		);
	});

	test('a list in motion without end is read a bounded number of times', async () => {
		const happening = Array.from({ length: 1000 }, (): Event[] => [
			{ kind: 'change', at: 0.9, count: 2 },
		]);
		const kylin = new KylinList(40, happening, { pageLimit: 5 });
		const ids = await read(kylin);
		expect(new Set(ids)).toEqual(new Set(kylin.ids));
		expect(kylin.requests.length).toBeLessThan(50);
	});

	test('pages that never end stop where n8n does', async () => {
		let served = 0;
		const endless: FetchPage<JobRecord> = async (_pageSize, pageOffset) => {
			served += 1;
			const jobs = Array.from({ length: 5_000 }, (_, index) => job(`${pageOffset}-${index}`));
			return { rows: jobs, totalSize: 6_000 };
		};
		await expect(fetchAll(endless, LIST_TEXTS)).rejects.toThrow('more than the 100,000');
		expect(served).toBe(21);
	});
});
