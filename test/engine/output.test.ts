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
	['operate', { jobIds: job.id, dryRun: true }],
	['wait', { jobIds: job.id, waitOptions: { failureStatuses: [] } }],
];

const run = async (operation: string, parameters: IDataObject, host = kylin.url) =>
	await runKylin({
		parameters: { resource: 'job', operation, ...parameters },
		credential: { ...kylin.credential, host },
	});

const ADDED = [
	'action',
	'dry_run',
	'failure',
	'previous_status',
	'steps',
	'timed_out',
	'would_apply',
];

describe.each(OPERATIONS)('%s', (operation, parameters) => {
	test('raw, if it is chosen', async () => {
		const { items } = await run(operation, { ...parameters, output: 'raw' });
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

	test('simplified unless something else is chosen, with times in the timezone of the workflow', async () => {
		const { items, error } = await run(operation, parameters);
		expect(error).toBeUndefined();
		const own = Object.entries(items[0].json).filter(([name]) => !ADDED.includes(name));
		expect(Object.fromEntries(own)).toEqual({
			id: job.id,
			job_type: 'Load Data',
			status: 'ERROR',
			status_text: 'Failed',
			project: 'learn_kylin',
			kylin: new URL(kylin.url).host,
			object: 'orders',
			progress_percent: 33,
			created_at: expect.stringMatching(/^2026-11-22T19:00:\d\d-05:00$/),
			ended_at: expect.stringMatching(/^2026-11-22T19:0\d:\d\d-05:00$/),
			duration_seconds: expect.any(Number),
			duration_text: expect.stringMatching(/^\d+ (s|min \d+ s)$/),
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
		outputFields: ['object', 'object_note', 'data_to', 'data_range_end'],
	});
	expect(items.map(({ json }) => json)).toContainEqual({
		id: snapshot.id,
		object: null,
		object_note: 'The snapshot is deleted',
		data_to: 'open',
		data_range_end: '9223372036854775807',
	});
});

test('a host typed with a slash, or with /kylin, gives the same link', async () => {
	const simplified = { filters: { key: job.id } };
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

test('a job that runs again has no end, though its last run has one', async () => {
	await kylin.close();
	const again = seedJob('READY', { end_time: job.create_time });
	kylin = await startKylin([again]);
	const { items } = await run('list', {});
	expect(items[0].json).toMatchObject({ status_text: 'Queued', ended_at: null });
});

test('an object whose name was cut within a character costs its link alone', async () => {
	const row = {
		id: 'a',
		job_status: 'ERROR',
		project: 'p',
		scheduler_state: 'ERROR',
		target_subject: 'orders',
	};
	const value = [row, { ...row, id: 'b', target_subject: 'orders\ud83d' }];
	kylin.faults.add({
		path: '/jobs',
		body: JSON.stringify({ code: '000', data: { value, total_size: 2 }, msg: '' }),
	});
	const { items, error } = await run('list', {});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => [json.id, json.link])).toEqual([
		['a', `${kylin.url}/#/monitor/job?modelAlias=orders&jobStatus=ERROR`],
		['b', null],
	]);
});

describe.each(['Asia/Beijing', 'UTC+8'])('a timezone that does not exist, %s,', (timezone) => {
	const FIELD = `'Timezone' in the workflow's settings is "${timezone}", which does not exist`;

	const inThatZone = async (parameters: IDataObject) =>
		await runKylin({ parameters, credential: kylin.credential, timezone });

	test.each<[string, IDataObject]>([
		...OPERATIONS.map(([operation, parameters]): [string, IDataObject] => [
			operation,
			{ resource: 'job', operation, ...parameters },
		]),
		['operate for good', { resource: 'job', operation: 'operate', jobIds: job.id }],
		[
			'a date',
			{
				resource: 'job',
				operation: 'list',
				filters: { changedAfter: '2026-11-01T00:00' },
				output: 'raw',
			},
		],
		[
			'getStatistics',
			{
				resource: 'job',
				operation: 'getStatistics',
				project: 'learn_kylin',
				from: '2026-11-01T00:00:00Z',
			},
		],
		['list projects', { resource: 'project', operation: 'list' }],
	])('is told before anything is sent: %s', async (_name, parameters) => {
		const { error } = await inThatZone(parameters);
		expect(error?.message).toContain(FIELD);
		expect(error?.description).toContain('GENERIC_TIMEZONE');
		expect(kylin.requests).toEqual([]);
	});

	test('does not matter where no time is written', async () => {
		const { error, items } = await inThatZone({
			resource: 'job',
			operation: 'list',
			output: 'raw',
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
	});
});

const OUTPUTS = ['simplified', 'raw', 'selected'];

test.each(OUTPUTS)('a good item has no member that n8n takes for a failure: %s', async (output) => {
	const row = {
		id: 'a',
		job_status: 'ERROR',
		scheduler_state: 'ERROR',
		project: 'p',
		target_subject_error: true,
	};
	const value = [{ ...row, target_subject: 'The model is deleted', error: 'odd' }];
	kylin.faults.add({
		path: '/jobs',
		body: JSON.stringify({ code: '000', data: { value, total_size: 1 }, msg: '' }),
	});
	const { items, error } = await run('list', { output });
	expect(error).toBeUndefined();
	expect(items[0].json).not.toHaveProperty('error');
	expect(items[0].json).toMatchObject({ id: 'a' });
});
