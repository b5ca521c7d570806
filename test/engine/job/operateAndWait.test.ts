import type { IDataObject } from 'n8n-workflow';
import { runKylin, type RunOptions } from '../harness';
import { jobIn, seedJob, startKylin, type Kylin, type SeedJob } from '../kylin';
import { onceAt, shareClock } from '../waiting';

const MINUTE_MS = 60_000;

let kylin: Kylin;

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

const start = async (jobs: SeedJob[], options: Parameters<typeof startKylin>[1] = {}) => {
	kylin = await startKylin(jobs, { frozen: false, manual: true, ...options });
};

const failed = (more: IDataObject = {}) =>
	seedJob('ERROR', { shape: 'full', run_ms: 4 * MINUTE_MS, ...more });

const learnKylin = { __rl: true, mode: 'name', value: 'learn_kylin' };

const operate = async (parameters: object, more: Partial<RunOptions> = {}) =>
	await runKylin({
		parameters: {
			resource: 'job',
			operation: 'operate',
			output: 'raw',
			action: 'RESUME',
			project: learnKylin,
			waitForCompletion: true,
			...parameters,
		},
		credential: kylin.credential,
		...more,
	});

const readsAfterAction = () => {
	const put = kylin.requests.findIndex(({ method }) => method === 'PUT');
	return kylin.requests.slice(put + 1);
};

test.each(['5.0.0', '5.0.5'] as const)(
	'a resumed job is returned when it has finished (%s)',
	async (profile) => {
		const job = failed();
		await start([job], { profile });
		const { elapsed } = shareClock(kylin);
		const { items, error } = await operate({ jobIds: job.id });
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			id: job.id,
			job_status: 'FINISHED',
			action: 'RESUME',
			previous_status: 'ERROR',
			applied: true,
		});
		expect(elapsed()).toBeGreaterThan(MINUTE_MS);
		expect(kylin.sent('PUT')).toHaveLength(1);
	},
);

test.each([
	['RESUME', 'ERROR'],
	['RESUME', 'PAUSED'],
	['RESTART', 'ERROR'],
	['RESTART', 'RUNNING'],
])('%s of a job in %s', async (action, state) => {
	const job = seedJob(state, { shape: 'full', run_ms: 2 * MINUTE_MS });
	await start([job]);
	shareClock(kylin);
	const { items, error } = await operate({ action, jobIds: job.id });
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ job_status: 'FINISHED', action });
});

test('a job that fails again makes the item fail, and says the action was carried out', async () => {
	const job = failed({ outcome: ['ERROR', 'ERROR'] });
	await start([job]);
	shareClock(kylin);
	const { error } = await operate({ jobIds: job.id });
	expect(error?.message).toMatch(/^Build Index of orders failed in /);
	expect(error?.description).toContain(`Job ${job.id} (Build Index of orders) is ERROR`);
	expect(String(error?.description)).toContain("'Resume' itself was carried out.");
});

test('a record older than the action is not taken for the end', async () => {
	const job = failed();
	await start([job]);
	const late = { ...jobIn(kylin.state, job.id) };
	const { state: oldState, lastModified, createTime } = late;
	// For a minute Kylin still shows the job as it was before the action.
	let isStale = false;
	kylin.onRequest = ({ jobs }, { method }) => {
		if (method === 'PUT') isStale = true;
		if (method !== 'GET' || !isStale) return;
		const current = jobIn({ jobs } as Kylin['state'], job.id);
		Object.assign(current, { state: oldState, lastModified, createTime });
	};
	const goOn = onceAt(MINUTE_MS, () => {
		kylin.onRequest = undefined;
		kylin.state.setState(job.id, 'READY');
	});
	shareClock(kylin, goOn);
	const { items, error } = await operate({ jobIds: job.id });
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ job_status: 'FINISHED' });
});

test('all failed jobs of a project', async () => {
	const jobs = [failed(), failed({ run_ms: 9 * MINUTE_MS }), seedJob('SUCCEED')];
	await start(jobs);
	shareClock(kylin);
	const { items } = await operate({ applyTo: 'allJobsInProject', statuses: ['ERROR'] });
	expect(items.map(({ json }) => json.id).sort()).toEqual([jobs[0].id, jobs[1].id]);
	for (const { json } of items) {
		expect(json).toMatchObject({ job_status: 'FINISHED', applied: true });
	}
});

test('jobs that were left out are not waited for', async () => {
	const [job, endless] = [failed(), seedJob('RUNNING', { run_ms: 1e12 })];
	await start([job, endless]);
	const { elapsed } = shareClock(kylin);
	const { items } = await operate({
		jobIds: `${job.id},${endless.id}`,
		options: { skipUnsuitable: true },
	});
	expect(items.map(({ json }) => [json.id, json.applied])).toEqual([
		[job.id, true],
		[endless.id, false],
	]);
	expect(elapsed()).toBeLessThan(10 * MINUTE_MS);
});

test('a confirmation comes after the wait', async () => {
	const job = failed();
	await start([job]);
	const { elapsed } = shareClock(kylin);
	const { items } = await operate({ jobIds: job.id, options: { return: 'confirmation' } });
	expect(items[0].json).toMatchObject({ success: true, job_ids: [job.id] });
	expect(elapsed()).toBeGreaterThan(MINUTE_MS);
	expect(kylin.jobs()[job.id]).toBe('SUCCEED');
});

test('over time, the state of the jobs and that the action was carried out', async () => {
	const job = failed({ run_ms: 1e9 });
	await start([job]);
	shareClock(kylin);
	const { error } = await operate({ jobIds: job.id, waitOptions: { maxDuration: 3 } });
	expect(error?.message).toBe('The job was not done after 3 minutes');
	expect(String(error?.description)).toMatch(
		/'Resume' itself was carried out\. Job .* is RUNNING at 50 %\./,
	);
});

test.each([
	['a dry run', { dryRun: true }],
	['an action after which nothing runs', { action: 'DISCARD' }],
	['off', { waitForCompletion: false }],
])('no wait: %s', async (_name, parameters) => {
	const job = failed();
	await start([job]);
	const { sleeps } = shareClock(kylin);
	const { error, items } = await operate({ jobIds: job.id, ...parameters });
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	expect(sleeps).toEqual([]);
});

test('nothing to do, nothing to wait for', async () => {
	const job = seedJob('SUCCEED');
	await start([job]);
	const { sleeps } = shareClock(kylin);
	const { error } = await operate({ jobIds: job.id, options: { ifNoJobFits: 'returnThem' } });
	expect(error).toBeUndefined();
	expect(sleeps).toEqual([]);
	expect(kylin.sent('PUT')).toHaveLength(0);
});

test('one request per look, however many jobs, and a row for each when it begins and ends', async () => {
	const jobs = Array.from({ length: 20 }, () => failed());
	await start(jobs);
	shareClock(kylin);
	await operate({ jobIds: jobs.map(({ id }) => id).join() });
	const looks = readsAfterAction().filter(({ path }) => path.endsWith('/jobs'));
	const ofOneJob = looks.filter(({ query }) => query.key !== undefined);
	expect(looks.length - ofOneJob.length).toBeGreaterThan(0);
	expect(looks.length - ofOneJob.length).toBeLessThan(10);
	expect(ofOneJob.length).toBeLessThanOrEqual(2 * jobs.length);
	for (const { query } of ofOneJob) expect(query.page_size).toBe('1');
});

test('the outcome stays in simplified and selected output', async () => {
	const job = failed();
	await start([job]);
	const simplified = await operate({
		jobIds: job.id,
		waitForCompletion: false,
		dryRun: true,
		output: 'simplified',
	});
	expect(simplified.items[0].json).toMatchObject({
		id: job.id,
		status: 'ERROR',
		action: 'RESUME',
		previous_status: 'ERROR',
		dry_run: true,
		would_apply: true,
	});
	expect(simplified.items[0].json).not.toHaveProperty('job_status');
	const selected = await operate({
		jobIds: job.id,
		waitForCompletion: false,
		output: 'selected',
		outputFields: 'status',
	});
	expect(selected.items[0].json).toEqual({
		id: job.id,
		status: 'PENDING',
		action: 'RESUME',
		previous_status: 'ERROR',
		applied: true,
	});
});

test.each([
	['Wait for Completion', { waitForCompletion: '={{ "maybe" }}' }],
	['Interval (Seconds)', { waitOptions: { interval: -1 } }],
	['Output', { output: '={{ 7 }}' }],
])('%s that does not fit sends nothing', async (field, parameters) => {
	await start([]);
	const { error } = await operate({ jobIds: 'x', ...parameters });
	expect(error?.message).toContain(`'${field}'`);
	expect(kylin.requests).toHaveLength(0);
});
