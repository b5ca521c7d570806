import { sleep } from 'n8n-workflow';
import { runKylin, searchList } from '../harness';
import type { Kylin } from '../kylin';
import {
	built,
	jobsPerRange,
	daysAgo,
	onModel,
	salesModel,
	startWithModels,
	started,
} from '../models';
import { shareClock } from '../waiting';

const MODELS = Array.from({ length: 20 }, (_, index) => `model_${index}`);

let kylin: Kylin;

beforeEach(async () => {
	kylin = await startWithModels(
		MODELS.map((alias) => salesModel({ alias, segments: [built(5, 3)] })),
	);
	shareClock(kylin);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

/** Runs Build Segments over a model per item, day by day. */
const buildAll = async (models: string[], more: object = {}) =>
	await runKylin({
		parameters: {
			resource: 'segment',
			operation: 'build',
			...onModel('={{ $json.model }}'),
			splitInto: 'day',
			...more,
		},
		credential: kylin.credential,
		items: models.map((model) => ({ model })),
	});

test('models are built side by side, with at most eight requests in flight', async () => {
	kylin.latencyMs = 20;
	let inFlight = 0;
	let most = 0;
	kylin.onRequest = () => {
		inFlight += 1;
		most = Math.max(most, inFlight);
		void sleep(20).then(() => (inFlight -= 1));
	};
	const { items, error } = await buildAll(MODELS);
	expect(error).toBeUndefined();
	expect(items).toHaveLength(3 * MODELS.length);
	expect(items.every(({ json }) => json.outcome === 'started')).toBe(true);
	expect(most).toBeGreaterThan(4);
	expect(most).toBeLessThanOrEqual(9);
});

test('one model is built by one item after the other, so that each range gets one job', async () => {
	const { items, error } = await buildAll(Array(5).fill('model_0'), { ifRunning: 'attach' });
	expect(error).toBeUndefined();
	expect(started(kylin)).toHaveLength(3);
	expect(jobsPerRange(kylin)).toEqual(
		Object.fromEntries([3, 2, 1].map((day) => [`${daysAgo(day)}-${daysAgo(day - 1)}`, 1])),
	);
	const ids = items.map(({ json }) => json.job_id);
	expect(ids).toEqual(Array.from({ length: 5 }, () => ids.slice(0, 3)).flat());
});

test('the picker of models goes on page by page', async () => {
	for (let index = 20; index < 70; index += 1) {
		kylin.builds.addModel({ project: 'learn_kylin', alias: `model_${index}` });
	}
	const first = await searchList('searchModels', kylin.credential, { parameters: onModel('') });
	expect(first.results).toHaveLength(50);
	const second = await searchList('searchModels', kylin.credential, {
		parameters: onModel(''),
		paginationToken: first.paginationToken as string,
	});
	expect(second.results).toHaveLength(20);
	expect(second.paginationToken).toBeUndefined();
});
