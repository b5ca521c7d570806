import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../../nodes/shared/time/clock';
import { runKylin, searchList } from '../harness';
import { NOW, seedJob, seedJobs, startKylin, type Kylin, type SeedJob } from '../kylin';

let kylin: Kylin;

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

const OUT_OF_MEMORY = {
	step: 'Build indexes by layer',
	code: 'KE-030001003(Container out of memory):',
	reason: 'Container killed by YARN for exceeding memory limits.',
	suggestion: 'Increase spark.executor.memoryOverhead of the model and resume the job.',
	stack: 'org.apache.spark.SparkException: Job aborted',
};

const failedJob = (more: IDataObject = {}) =>
	seedJob('ERROR', { shape: 'full', failure: OUT_OF_MEMORY, ...more });

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });
const inProject = (value: unknown) => ({ __rl: true, mode: 'name', value });

const get = async (job: unknown, parameters: object = {}, more: object = {}) =>
	await runKylin({
		parameters: { resource: 'job', operation: 'get', job: byId(job), output: 'raw', ...parameters },
		credential: kylin.credential,
		...more,
	});

const asked = () => kylin.requests.map(({ path, query }) => ({ path, ...query }));

describe('one job', () => {
	let job: SeedJob;

	beforeEach(async () => {
		job = failedJob({ create_time: Date.UTC(2019, 0, 1), last_modified: Date.UTC(2019, 0, 1) });
		kylin = await startKylin([...seedJobs(3, 'RUNNING'), job]);
	});

	test('is looked up by its whole ID, whatever its age, then asked for its steps', async () => {
		const { items, error } = await get(` ${job.id} `);
		expect(error).toBeUndefined();
		const [lookUp, detail, ...more] = asked();
		expect(more).toEqual([]);
		expect(lookUp).toMatchObject({ path: '/kylin/api/jobs', time_filter: '4', key: job.id });
		expect(lookUp).not.toHaveProperty('project');
		expect(detail).toEqual({
			path: `/kylin/api/jobs/${job.id}/detail`,
			project: 'learn_kylin',
		});
		expect(items).toHaveLength(1);
		expect(items[0].json).toMatchObject({
			id: job.id,
			job_status: 'ERROR',
			create_time: Date.UTC(2019, 0, 1),
		});
		expect(items[0].pairedItem).toEqual({ item: 0 });
	});

	test('is looked up in the project alone if one is given', async () => {
		await get(job.id, { project: inProject('LEARN_KYLIN') });
		expect(asked()[0]).toMatchObject({ key: job.id, project: 'LEARN_KYLIN' });
		expect(asked()[1]).toMatchObject({ project: 'learn_kylin' });
	});

	test('comes with its steps as Kylin sends them', async () => {
		const { items } = await get(job.id);
		const steps = items[0].json.steps as IDataObject[];
		expect(steps.map(({ name, step_status }) => [name, step_status])).toEqual([
			['Detect Resource', 'FINISHED'],
			['Load Data To Index', 'ERROR'],
			['Update Metadata', 'PENDING'],
		]);
		expect(steps[1]).toMatchObject({ failed_stack: OUT_OF_MEMORY.stack });
		expect(steps[1].sub_stages).toHaveLength(8);
	});

	test('tells why it failed', async () => {
		const { items } = await get(job.id);
		expect(items[0].json.failure).toEqual({
			summary:
				'Build Index of orders failed in Load Data To Index, Build indexes by layer: Container killed by YARN for exceeding memory limits (KE-030001003)',
			message: OUT_OF_MEMORY.reason,
			root_cause: null,
			step: 'Load Data To Index',
			step_id: `${job.id}_01`,
			stage: 'Build indexes by layer',
			code: 'KE-030001003',
			reason: OUT_OF_MEMORY.reason,
			suggestion: OUT_OF_MEMORY.suggestion,
		});
	});

	test('keeps failure and short steps in simplified output', async () => {
		const { items } = await get(job.id, { output: 'simplified' });
		const { steps, failure, ...simplified } = items[0].json;
		expect(simplified).toMatchObject({ id: job.id, status: 'ERROR', job_type: 'Build Index' });
		expect(failure).toMatchObject({ code: 'KE-030001003' });
		expect((steps as IDataObject[])[1]).toEqual({
			id: `${job.id}_01`,
			name: 'Load Data To Index',
			status: 'ERROR',
			started_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/),
			duration_seconds: expect.any(Number),
		});
		expect(JSON.stringify(items[0].json).length).toBeLessThan(2_000);
	});
});

test.each(['SUCCEED', 'RUNNING', 'PAUSED', 'READY', 'DISCARDED', 'SUICIDAL'])(
	'a job in %s has no failure',
	async (state) => {
		const job = seedJob(state, { shape: 'full' });
		kylin = await startKylin([job]);
		const { items, error } = await get(job.id);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ id: job.id, failure: null });
	},
);

describe('a failure of which Kylin says only that it is one', () => {
	const told = {
		message: 'Job has stopped',
		reason: 'Building job exception',
		code: 'KE-030001000',
		step: 'Load Data To Index',
		stage: null,
		// Kylin's placeholder is none
		suggestion: null,
	};
	const start = 'Build Index of orders failed in Load Data To Index';

	const failureOf = async (logs: IDataObject | undefined) => {
		const job = seedJob('ERROR', { shape: 'full', ...(logs === undefined ? {} : { logs }) });
		kylin = await startKylin([job]);
		const { items, error } = await get(job.id, { output: 'simplified' });
		expect(error).toBeUndefined();
		return items[0].json.failure;
	};

	test('is explained by the last cause in the log of the step', async () => {
		const log = [
			'INFO begin',
			'java.lang.RuntimeException: outer',
			'Caused by: java.lang.RuntimeException: part-0001.parquet is not a Parquet file',
			'\tat org.apache.spark.scheduler.Task.run(Task.scala:136)',
			'\t... 3 more',
		].join('\n');
		expect(await failureOf({ 'Load Data To Index': log })).toMatchObject({
			...told,
			summary: `${start}: part-0001.parquet is not a Parquet file (KE-030001000)`,
			root_cause: 'java.lang.RuntimeException: part-0001.parquet is not a Parquet file',
		});
		expect(kylin.requests.map(({ path }) => path.split('/').at(-1))).toEqual([
			'jobs',
			'detail',
			'output',
		]);
	});

	test('is explained by the last ERROR line of a log without a cause', async () => {
		expect(await failureOf({ 'Load Data To Index': 'INFO a\nERROR no space' })).toMatchObject({
			...told,
			summary: `${start}: ERROR no space (KE-030001000)`,
		});
	});

	test('says that the log tells no more', async () => {
		expect(await failureOf(undefined)).toMatchObject({
			...told,
			summary: `${start}: Job has stopped; the log of the step names no other cause (KE-030001000)`,
			root_cause: 'java.lang.IllegalStateException: Job has stopped',
		});
	});

	test('says why the log could not be read', async () => {
		const job = seedJob('ERROR', { shape: 'full' });
		kylin = await startKylin([job]);
		kylin.faults.add({ path: '/output', status: 503, body: '' });
		const { items } = await get(job.id);
		expect(items[0].json.failure).toMatchObject({
			...told,
			summary: expect.stringContaining(
				'Job has stopped; the log of the step could not be read: The server is not available',
			),
			root_cause: null,
		});
	});
});

test('works on the older profile', async () => {
	const job = failedJob();
	kylin = await startKylin([job], { profile: '5.0.0' });
	const { items, error } = await get(job.id);
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ id: job.id, failure: { code: 'KE-030001003' } });
});

test('several items each get their job and their link', async () => {
	const jobs = [failedJob(), failedJob({ project: 'Sales_Mart' })];
	kylin = await startKylin(jobs);
	const { items, followed } = await get(
		'={{ $json.id }}',
		{},
		{
			items: jobs.map(({ id }) => ({ id })),
			followed: "={{ $('Start').item.json.id }}",
		},
	);
	expect(items.map(({ json }) => json.id)).toEqual(jobs.map(({ id }) => id));
	expect(followed).toEqual(jobs.map(({ id }) => id));
	expect(
		kylin.requests
			.map(({ query }) => query.project)
			.filter(Boolean)
			.sort(),
	).toEqual(['Sales_Mart', 'learn_kylin']);
});

describe('what cannot be answered', () => {
	beforeEach(async () => (kylin = await startKylin([failedJob()])));

	test.each([
		['an unknown ID', 'nope', {}, `Can't find job "nope"`],
		['a part of an ID', '-1111-4000', {}, `Can't find job "-1111-4000"`],
		['another project', '', { project: inProject('Sales_Mart') }, 'in project "Sales_Mart"'],
		['an unknown project', '', { project: inProject('nope') }, 'Can\'t find project "nope"'],
	])('%s', async (_name, id, parameters, sentence) => {
		const { error } = await get(id || Object.keys(kylin.jobs())[0], parameters);
		expect(error?.message).toContain(sentence);
		expect(String(error?.description)).toContain('item 0');
		expect(kylin.requests).toHaveLength(1);
	});

	test('a job that may be of another project than the one given', async () => {
		const { error } = await get('nope', { project: inProject('learn_kylin') });
		expect(error?.description).toContain("It may also belong to another project than 'Project'.");
		const anywhere = await get('nope');
		expect(anywhere.error?.description).not.toContain('another project');
	});

	test.each([
		['Job', { job: byId('={{ "" }}') }],
		['Job', { job: byId('={{ $json.nothing }}') }],
		['Job', { job: byId('={{ [1] }}') }],
		['Job', { job: byId('one two') }],
		['Project', { project: inProject('={{ [1] }}') }],
		['Output', { output: '={{ "short" }}' }],
		['Fields', { output: 'selected', outputFields: ['nope'] }],
	])('%s that does not fit sends nothing', async (field, parameters) => {
		const { error } = await get('some-id', parameters);
		expect(error?.message).toContain(`'${field}'`);
		expect(String(error?.description)).toContain('nothing was sent');
		expect(kylin.requests).toHaveLength(0);
	});

	test('steps that cannot be read, and a job without any', async () => {
		const [id] = Object.keys(kylin.jobs());
		kylin.faults.add({ path: '/detail', body: '{"code":"000","data":"?","msg":""}' });
		expect((await get(id)).error?.message).toContain('something other than the steps');
		kylin.faults.add({ path: '/detail', body: '{"code":"000","data":null,"msg":""}' });
		expect((await get(id)).items[0].json).toMatchObject({ id, steps: [], failure: null });
	});

	test("Kylin's own sentence, and the item goes on", async () => {
		const [id] = Object.keys(kylin.jobs());
		const { items } = await get(
			id,
			{ project: { __rl: true, mode: 'name', value: 'learn_kylin' } },
			{
				settings: { onError: 'continueRegularOutput' },
				credential: { ...kylin.credential, username: 'READER', password: 'reader' },
			},
		);
		expect(String(items[0].json.error)).toContain("doesn't have access");
		expect(items[0].pairedItem).toEqual({ item: 0 });
	});
});

describe('the job picker', () => {
	beforeEach(() => {
		jest.spyOn(clock, 'now').mockImplementation(() => NOW);
	});

	test('shows object, type, state and age, the newest first', async () => {
		const HOUR_MS = 3_600_000;
		const aged = (hours: number, more: IDataObject) =>
			seedJob('ERROR', { create_time: NOW - hours * HOUR_MS, ...more });
		kylin = await startKylin([
			aged(0.5, { target_subject: 'orders' }),
			aged(72, { target_subject: 'DEFAULT.ORDERS', job_name: 'SNAPSHOT_BUILD' }),
			aged(3, { job_name: 'INC_BUILD', project: 'Sales_Mart' }),
		]);
		const { results, paginationToken } = await searchList('searchJobs', kylin.credential);
		expect(results.map(({ name }) => name)).toEqual([
			expect.stringMatching(/^orders · Build Index · ERROR · 30 min ago · learn_kylin · \d{8}$/),
			expect.stringMatching(/^orders · Load Data · ERROR · 3 h ago · Sales_Mart · \d{8}$/),
			expect.stringMatching(/ · Build Snapshot · ERROR · 3 days ago · learn_kylin · \d{8}$/),
		]);
		expect(results[0].value).toMatch(/^\d{8}-1111-4000/);
		expect(paginationToken).toBeUndefined();
	});

	test('searches with Kylin, within the chosen project, page by page', async () => {
		kylin = await startKylin(seedJobs(60, 'SUCCEED'));
		const parameters = { project: inProject('learn_kylin') };
		const first = await searchList('searchJobs', kylin.credential, {
			filter: ' ord ',
			parameters,
		});
		const second = await searchList('searchJobs', kylin.credential, {
			filter: ' ord ',
			parameters,
			paginationToken: String(first.paginationToken),
		});
		expect([first, second].map(({ results }) => results.length)).toEqual([50, 10]);
		expect(second.paginationToken).toBeUndefined();
		expect(kylin.requests[1].query).toEqual({
			time_filter: '4',
			project: 'learn_kylin',
			key: 'ord',
			sort_by: 'create_time',
			reverse: 'true',
			page_size: '50',
			page_offset: '1',
		});
	});

	test('shows the jobs of all projects while the project is an expression', async () => {
		kylin = await startKylin(seedJobs(2, 'SUCCEED'));
		const parameters = { project: inProject('={{ $json.project }}') };
		const { results } = await searchList('searchJobs', kylin.credential, { parameters });
		expect(results).toHaveLength(2);
		expect(kylin.requests[0].query).not.toHaveProperty('project');
	});

	test('fails with the sentence of Kylin', async () => {
		kylin = await startKylin([seedJob('ERROR')]);
		const parameters = { project: inProject('nope') };
		await expect(searchList('searchJobs', kylin.credential, { parameters })).rejects.toThrow(
			'Can\'t find project "nope"',
		);
	});
});
