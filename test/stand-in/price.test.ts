import { get, seedOf, start } from './harness';
import { createPrice } from './price';

/** What a request costs, in the measures of a complete Kylin 5.0.2 (test/wire/live-5.0.2/notes.md). */

const elapsed = async (work: () => Promise<unknown>) => {
	const before = performance.now();
	await work();
	return performance.now() - before;
};

describe('what was measured, within a fifth', () => {
	test.each([
		['an empty list', 0, 2.3],
		['one job by its ID', 1, 4],
		['a page of 10 among 10,000', 10, 29],
		['a page of 100', 100, 225],
		['a page of 1,000', 1000, 2440],
		['everything', 10_000, 24_600],
		['a detail', 2, 7],
	])('%s', (_name, jobs, ms) => {
		const cost = createPrice({ cores: 1 }).doneAt(0, jobs);
		expect(Math.abs(cost - ms) / ms).toBeLessThan(0.2);
	});

	test('10,000 jobs in pages of 250, eight at once on two cores', () => {
		const price = createPrice({ cores: 2 });
		const ends = Array.from({ length: 40 }, () => price.doneAt(0, 250));
		expect(Math.max(...ends) / 13_700).toBeGreaterThan(0.8);
		expect(Math.max(...ends) / 13_700).toBeLessThan(1.2);
	});
});

describe('requests', () => {
	const jobs = Array.from({ length: 40 }, () => ({ raw_state: 'SUCCEED' }));
	const price = { cores: 2, requestMs: 0, jobMs: 5 };
	const list = 'jobs?time_filter=4&page_size=20';

	test('cost nothing unless it is said', async () => {
		const standIn = await start({ frozen: true, seed: seedOf(...jobs) });
		await get(standIn, list);
		expect(await elapsed(async () => await get(standIn, list))).toBeLessThan(100);
	});

	test('run side by side on as many cores as there are', async () => {
		const standIn = await start({ frozen: true, seed: seedOf(...jobs), price });
		const ask = async () => await get(standIn, list);
		const one = await elapsed(ask);
		const four = await elapsed(async () => await Promise.all([ask(), ask(), ask(), ask()]));
		expect(one).toBeGreaterThanOrEqual(99);
		expect(four).toBeGreaterThanOrEqual(199);
		expect(four).toBeLessThan(390);
	});

	test('pay for the jobs of the answer, not for those there are', async () => {
		const standIn = await start({ frozen: true, seed: seedOf(...jobs), price });
		const question = 'jobs?time_filter=4&page_size=1';
		expect(await elapsed(async () => await get(standIn, question))).toBeLessThan(60);
	});

	test('a machine has at least one core', () => {
		for (const cores of [0, -1, 1.5, Number.NaN]) {
			expect(() => createPrice({ cores })).toThrow('cores');
		}
	});
});
