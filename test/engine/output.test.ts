import type { IDataObject } from 'n8n-workflow';
import { runKylin } from './harness';
import { seedJob, startKylin, type Kylin } from './kylin';

let kylin: Kylin;

const job = seedJob('ERROR', { job_name: 'INC_BUILD', data_range_start: 1, data_range_end: 2 });
const snapshot = seedJob('SUCCEED', { job_name: 'SNAPSHOT_BUILD', target_subject: 'DB.T' });

beforeEach(async () => (kylin = await startKylin([job, snapshot])));

afterEach(async () => await kylin.close());

const OPERATIONS: Array<[string, IDataObject]> = [
	['list', { filters: { key: job.id } }],
	['get', { job: { __rl: true, mode: 'id', value: job.id } }],
	['operate', { jobIds: job.id, options: { dryRun: true } }],
	['wait', { jobIds: job.id, waitOptions: { failureStatuses: [] } }],
];

const run = async (operation: string, parameters: IDataObject, host = kylin.url) =>
	await runKylin({
		parameters: { resource: 'job', operation, ...parameters },
		credential: { ...kylin.credential, host },
	});

const ADDED = ['action', 'applied', 'failure', 'previous_status', 'steps', 'timed_out'];

describe.each(OPERATIONS)('%s', (operation, parameters) => {
	test('raw, unless something else is chosen', async () => {
		const { items } = await run(operation, parameters);
		expect(items[0].json).toMatchObject({
			id: job.id,
			job_name: 'INC_BUILD',
			job_status: 'ERROR',
			create_time: job.create_time,
			exec_end_time: expect.any(Number),
			discard_safety: true,
			version: null,
		});
	});

	test('simplified: at most ten members, times in the timezone of the workflow', async () => {
		const { items, error } = await run(operation, { ...parameters, output: 'simplified' });
		expect(error).toBeUndefined();
		const own = Object.entries(items[0].json).filter(([name]) => !ADDED.includes(name));
		expect(own.length).toBeLessThanOrEqual(10);
		expect(Object.fromEntries(own)).toEqual({
			id: job.id,
			job_type: 'Load Data',
			status: 'ERROR',
			project: 'learn_kylin',
			object: 'orders',
			progress_percent: 33,
			created_at: expect.stringMatching(/^2026-11-22T19:00:\d\d-05:00$/),
			ended_at: expect.stringMatching(/^2026-11-22T19:0\d:\d\d-05:00$/),
			duration_seconds: expect.any(Number),
			link: `${kylin.url}/#/monitor/job?modelAlias=orders&jobStatus=ERROR`,
		});
	});

	test('selected: the chosen members and the ID', async () => {
		const chosen = { output: 'selected', outputFields: ['object', 'job_status', 'data_from'] };
		const { items } = await run(operation, { ...parameters, ...chosen });
		const own = Object.entries(items[0].json).filter(([name]) => !ADDED.includes(name));
		expect(Object.fromEntries(own)).toEqual({
			id: job.id,
			object: 'orders',
			job_status: 'ERROR',
			data_from: '1969-12-31T19:00:00-05:00',
		});
	});

	test.each([
		['Output', { output: '={{ "tiny" }}' }],
		['Fields', { output: 'selected', outputFields: '={{ ["objekt"] }}' }],
		['Fields', { output: 'selected', outputFields: '={{ 12 }}' }],
	])('%s that does not fit sends nothing', async (field, more) => {
		const { error } = await run(operation, { ...parameters, ...more });
		expect(error?.message).toContain(`'${field}'`);
		expect(kylin.requests).toHaveLength(0);
	});
});

test('a list of everything, with the open range of a table', async () => {
	const { items } = await run('list', {
		returnAll: true,
		output: 'selected',
		outputFields: ['object', 'error', 'data_to', 'data_range_end'],
	});
	expect(items.map(({ json }) => json)).toContainEqual({
		id: snapshot.id,
		object: null,
		error: 'The snapshot is deleted',
		data_to: 'open',
		data_range_end: '9223372036854775807',
	});
});

test('a host typed with a slash, or with /kylin, gives the same link', async () => {
	const simplified = { filters: { key: job.id }, output: 'simplified' };
	const links = await Promise.all(
		[kylin.url, `${kylin.url}/`, kylin.url.replace(/\/kylin$/, '')].map(
			async (host) => (await run('list', simplified, host)).items[0].json.link,
		),
	);
	expect(new Set(links).size).toBe(1);
});

test('fields from the list and from an expression are the same', async () => {
	const { items } = await run('list', {
		output: 'selected',
		outputFields: '={{ "status,object" }}',
	});
	expect(Object.keys(items[0].json)).toEqual(['id', 'status', 'object']);
});

test('a data range that is no time costs no other job', async () => {
	await kylin.close();
	const odd = seedJob('ERROR', {
		job_name: 'INC_BUILD',
		data_range_start: '9223372036854775806',
		data_range_end: '9223372036854775807',
	});
	kylin = await startKylin([job, odd]);
	const { items, error } = await run('list', { output: 'selected', outputFields: ['status'] });
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.status)).toEqual(['ERROR', 'ERROR']);
});
