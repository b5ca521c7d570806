import type { IDataObject } from 'n8n-workflow';
import { runKylin } from '../harness';
import { jobIn, seedJob, seedOf, startKylin, type Kylin } from '../kylin';
import { shareClock } from '../waiting';

let kylin: Kylin;

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

const project = (value: string) => ({ __rl: true, mode: 'name', value });

/** As the editor stores it. */
const located = ({ jobIds, ...parameters }: IDataObject): IDataObject =>
	jobIds === undefined
		? parameters
		: { ...parameters, jobIds: { __rl: true, mode: 'id', value: jobIds } };

const operate = async (parameters: IDataObject) =>
	await runKylin({
		parameters: { resource: 'job', operation: 'operate', output: 'raw', ...located(parameters) },
		credential: kylin.credential,
	});

const allJobs = {
	applyTo: 'allJobsInProject',
	project: project('learn_kylin'),
	discardAllDryRun: false,
};

/** An answer of Kylin to the action that was not foreseen when the jobs were read. */
const refusal = (code: string, status: number) => ({
	method: 'PUT',
	status,
	body: JSON.stringify({ code: '999', data: null, msg: `${code}: No.`, error_code: code }),
});

describe('jobs that Kylin does not list', () => {
	const job = seedJob('ERROR');
	const hidden = seedJob('ERROR', { job_name: 'ASYNC_QUERY' });
	const jobIds = [job.id, hidden.id].join();
	// Off, because what cannot be judged must not slip past it.
	const options = { skipUnsuitable: false };

	beforeEach(async () => (kylin = await startKylin([job, hidden])));

	test('are operated as well, without naming the project of the others', async () => {
		const { items } = await operate({ jobIds, options });
		expect(kylin.updates()).toEqual([{ action: 'RESUME', job_ids: [job.id, hidden.id] }]);
		expect(items.map(({ json }) => json)).toMatchObject([
			{ id: job.id, previous_status: 'ERROR', job_status: 'PENDING', applied: true },
			{ id: hidden.id, previous_status: null, action: 'RESUME', applied: true },
		]);
		expect(items[1].json).not.toHaveProperty('job_status');
	});

	test('may be of another project than the one given', async () => {
		const { items } = await operate({ jobIds, project: project('learn_kylin'), options });
		expect(items.map(({ json }) => json.applied)).toEqual([true, null]);
	});

	test.each([{ statuses: ['ERROR'] }, { options: { skipUnsuitable: true } }, { dryRun: true }])(
		'are refused where %j has to judge them',
		async (given) => {
			const { error } = await operate({ jobIds, ...given });
			expect(error?.message).toBe(`Can't find job "${hidden.id}"`);
			expect(error?.description).toMatch(/^Check the ID in 'Jobs'.* Nothing was changed\. \[/);
			expect(kylin.sent('PUT')).toEqual([]);
		},
	);
});

test('jobs of two projects are operated without naming one', async () => {
	const jobs = [seedJob('ERROR'), seedJob('ERROR', { project: 'Sales_Mart' })];
	const ids = jobs.map(({ id }) => id);
	kylin = await startKylin(jobs);
	await operate({ jobIds: ids.join() });
	expect(kylin.updates()).toEqual([{ action: 'RESUME', job_ids: ids }]);
});

test('rights that are missing on one of two projects: nothing was changed', async () => {
	const jobs = [seedJob('ERROR'), seedJob('ERROR', { project: 'Sales_Mart' })];
	kylin = await startKylin(jobs);
	kylin.faults.add(refusal('KE-010024001', 400));
	const { error } = await operate({ jobIds: jobs.map(({ id }) => id).join() });
	expect(error?.description).toContain('Nothing was changed.');
});

test('rights that are missing on the one project: nothing was changed', async () => {
	const job = seedJob('ERROR');
	kylin = await startKylin([job]);
	kylin.faults.add(refusal('KE-010024001', 400));
	const { error } = await operate({ jobIds: job.id });
	expect(error?.description).toContain('Nothing was changed.');
});

test('the jobs are read in their project alone afterwards', async () => {
	const job = seedJob('ERROR');
	kylin = await startKylin([job]);
	await operate({ jobIds: job.id });
	expect(kylin.sent('GET').map(({ query }) => query.project)).toEqual([undefined, 'learn_kylin']);
});

test('a confirmation after a wait names the project of the jobs', async () => {
	const job = seedJob('ERROR', { shape: 'full', run_ms: 60_000 });
	kylin = await startKylin([job], { frozen: false, manual: true });
	shareClock(kylin);
	const options = { return: 'confirmation' };
	const { items } = await operate({ jobIds: job.id, waitForCompletion: true, options });
	expect(items[0].json).toMatchObject({ project: 'learn_kylin', timed_out: false });
});

test('a dry run of chosen jobs returns them, whatever is to be returned', async () => {
	const job = seedJob('ERROR');
	kylin = await startKylin([job]);
	const options = { return: 'confirmation' };
	const { items } = await operate({ jobIds: job.id, dryRun: true, options });
	expect(items[0].json).toMatchObject({
		id: job.id,
		job_status: 'ERROR',
		dry_run: true,
		would_apply: true,
	});
});

test('a confirmation names the jobs that Skip Unsuitable Jobs left', async () => {
	const jobs = [seedJob('ERROR'), seedJob('SUCCEED')];
	kylin = await startKylin(jobs);
	const options = { return: 'confirmation', skipUnsuitable: true };
	const { items } = await operate({ jobIds: jobs.map(({ id }) => id).join(), options });
	expect(items[0].json).toEqual({
		action: 'RESUME',
		project: 'learn_kylin',
		job_ids: [jobs[0].id],
		success: true,
	});
});

test('a project in another letter case is the same, if a job comes into it meanwhile', async () => {
	const [job, later] = [seedJob('ERROR'), seedJob('ERROR')];
	kylin = await startKylin([job]);
	kylin.onRequest = (_state, { query }) => {
		if (query.key === later.id && query.project === undefined) kylin.seed(seedOf([job, later]));
	};
	const { items } = await operate({
		jobIds: `${job.id},${later.id}`,
		project: project('LEARN_kylin'),
		options: { skipUnsuitable: false },
	});
	expect(items.map(({ json }) => json.job_status)).toEqual(['PENDING', 'PENDING']);
});

describe('what a discard may break', () => {
	const job = seedJob('ERROR', { discard_safety: false });

	beforeEach(async () => (kylin = await startKylin([job])));

	test('is said whatever fields were chosen', async () => {
		const { items } = await operate({
			action: 'DISCARD',
			jobIds: job.id,
			output: 'selected',
			outputFields: 'status',
		});
		expect(items[0].json).toEqual({
			id: job.id,
			status: 'DISCARDED',
			action: 'DISCARD',
			previous_status: 'ERROR',
			applied: true,
			discard_safety: false,
		});
	});

	test('is said of a job that is gone afterwards', async () => {
		kylin.onRequest = (state, { method }) => {
			if (method === 'GET' && kylin.sent('PUT').length > 0) state.removeJob(job.id);
		};
		const { items } = await operate({ action: 'DISCARD', ...allJobs });
		expect(items[0].json).toEqual({
			id: job.id,
			action: 'DISCARD',
			previous_status: 'ERROR',
			applied: true,
			discard_safety: false,
		});
	});
});

describe('statuses', () => {
	beforeEach(async () => (kylin = await startKylin([seedJob('ERROR')])));

	test('that do not fit are all named by a dry run of a project', async () => {
		const statuses = ['RUNNING', 'FINISHED'];
		const { error } = await operate({
			...allJobs,
			statuses,
			dryRun: true,
			options: { skipUnsuitable: false },
		});
		expect(error?.message).toBe("'Resume' does not fit jobs that are RUNNING or FINISHED");
		expect(error?.description).toContain('It is for jobs that are ERROR or STOPPED. Switch on');
	});

	test('that do not fit are left to the jobs in a dry run of chosen jobs', async () => {
		const [jobIds] = Object.keys(kylin.jobs());
		const statuses = ['ERROR', 'FINISHED'];
		const { items } = await operate({ jobIds, statuses, dryRun: true });
		expect(items).toHaveLength(1);
	});

	test('of an expression that gives some are taken', async () => {
		const [jobIds] = Object.keys(kylin.jobs());
		const { items } = await operate({ jobIds, statuses: '={{ ["ERROR"] }}' });
		expect(items[0].json.applied).toBe(true);
	});

	test('of which none is left send nothing', async () => {
		const options = { ifNoJobFits: 'returnThem', return: 'confirmation' };
		const { items } = await operate({ ...allJobs, statuses: ['RUNNING'], options });
		expect(items[0].json).toMatchObject({ statuses: [], job_ids: [], success: true });
		expect(kylin.requests).toEqual([]);
	});
});

test('of jobs that are waited for, each says whether it ended in time', async () => {
	const short = seedJob('ERROR', { shape: 'full', run_ms: 60_000 });
	const long = seedJob('ERROR', { shape: 'full', run_ms: 1e9 });
	const left = seedJob('SUCCEED');
	const jobIds = [short.id, long.id, left.id].join();
	for (const [output, expected] of [
		['jobRecords', [false, true, undefined]],
		['confirmation', [true]],
	] as const) {
		kylin = await startKylin([short, long, left], { frozen: false, manual: true });
		shareClock(kylin);
		const { items } = await operate({
			action: 'RESTART',
			jobIds,
			waitForCompletion: true,
			waitOptions: { maxDuration: 10, onTimeout: 'returnJobs' },
			options: { skipUnsuitable: true, return: output },
		});
		expect(items.map(({ json }) => json.timed_out)).toEqual(expected);
		if (output === 'jobRecords') await kylin.close();
	}
});

describe('an action that failed', () => {
	const job = seedJob('ERROR');

	beforeEach(async () => {
		kylin = await startKylin([job], { frozen: false, manual: true });
		shareClock(kylin);
	});

	test('and cannot be followed up: the jobs could not be read again', async () => {
		kylin.faults.add({ method: 'PUT', status: 500, body: '' });
		kylin.faults.add({ method: 'GET', after: 1, times: Infinity, status: 503, body: '' });
		const { error } = await operate({ jobIds: job.id });
		expect(error?.description).toContain(
			'may have been carried out in part, and the jobs could not be read again. List the jobs',
		);
	});

	test('for a job it does not fit, which nobody can look up any more', async () => {
		kylin.onRequest = (state, { method }) => {
			if (method === 'PUT') Object.assign(jobIn(state, job.id), { state: 'SUCCEED' });
		};
		kylin.faults.add({ method: 'GET', after: 1, times: Infinity, status: 403, body: '' });
		const { error } = await operate({ jobIds: job.id });
		expect(error?.message).toMatch(/^Invalid value in parameter "action"/);
		expect(error?.description).toContain('Nothing was changed.');
	});

	test.each([
		{ options: { return: 'confirmation', skipUnsuitable: false } },
		{ options: { skipUnsuitable: false } },
	])('for a job it did not fit: nothing is said of a change (%j)', async (given) => {
		kylin.seed(seedOf([{ ...job, raw_state: 'SUCCEED' }]));
		const { error } = await operate({ jobIds: job.id, ...given });
		expect(error?.description).toMatch(/^Nothing is possible\. Nothing was changed\. Kylin: /);
		expect(kylin.sent('GET')).toHaveLength(1);
	});

	test('for another reason than the jobs does not read them', async () => {
		kylin.faults.add(refusal('KE-010001201', 500));
		await operate({ jobIds: job.id });
		expect(kylin.requests.map(({ method }) => method)).toEqual(['GET', 'PUT']);
	});

	test('and would fit now, is not explained by the jobs', async () => {
		kylin.faults.add(refusal('KE-010032217', 500));
		const { error } = await operate({ jobIds: job.id });
		expect(error?.description).not.toContain(job.id);
		expect(error?.description).toContain('Nothing was changed.');
	});
});

test('an answer that was cut off after the action is read again', async () => {
	const job = seedJob('ERROR');
	kylin = await startKylin([job], { frozen: false, manual: true });
	shareClock(kylin);
	kylin.faults.add({ method: 'GET', after: 1, truncate: true });
	const { items } = await operate({ jobIds: job.id });
	expect(items[0].json).toMatchObject({ job_status: 'PENDING', applied: true });
});

test('a refusal of the wait says that the action was carried out', async () => {
	const job = seedJob('ERROR', { shape: 'full', run_ms: 60_000 });
	kylin = await startKylin([job], { frozen: false, manual: true });
	shareClock(kylin);
	kylin.faults.add({ method: 'GET', after: 1, times: Infinity, status: 403, body: '' });
	const { error } = await operate({ jobIds: job.id, waitForCompletion: true });
	expect(error?.description).toContain("'Resume' itself was carried out.");
});
