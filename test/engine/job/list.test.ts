import { runKylin } from '../harness';
import { NOW, jobIn, seedJob, seedJobs, startKylin, type Kylin } from '../kylin';

const DAY_MS = 24 * 3600 * 1000;

let kylin: Kylin;

afterEach(async () => await kylin.close());

const list = async (parameters: object = {}, more: object = {}) =>
	await runKylin({
		parameters: { resource: 'job', operation: 'list', output: 'raw', ...parameters },
		credential: kylin.credential,
		...more,
	});

const queryOf = (index = 0) => kylin.requests[index].query;

const project = (value: unknown, mode = 'name') => ({ __rl: true, mode, value });

describe('what is sent', () => {
	beforeEach(async () => (kylin = await startKylin([seedJob('ERROR')])));

	test('the defaults of the documentation, and nothing empty', async () => {
		await list({ project: project(''), filters: { key: '', statuses: [], jobTypes: [] } });
		expect(kylin.requests).toHaveLength(1);
		expect(queryOf()).toEqual({
			time_filter: '4',
			sort_by: 'create_time',
			reverse: 'true',
			page_size: '50',
			page_offset: '0',
		});
	});

	test.each([
		['timeFilter', { timeFilter: 0 }, { time_filter: '0' }],
		['project', { project: project('learn_kylin', 'list') }, { project: 'learn_kylin' }],
		['project, padded', { project: project(' learn_kylin ') }, { project: 'learn_kylin' }],
		['pageSize', { pageSize: 25 }, { page_size: '25' }],
		['pageOffset', { options: { pageOffset: 3 } }, { page_offset: '3' }],
		['statuses', { filters: { statuses: ['ERROR', 'STOPPED'] } }, { statuses: 'ERROR,STOPPED' }],
		[
			'statuses as text from an expression',
			{ filters: { statuses: '={{ "ERROR, STOPPED" }}' } },
			{ statuses: 'ERROR,STOPPED' },
		],
		['key, trimmed', { filters: { key: '  orders ' } }, { key: 'orders' }],
		['key with reserved signs', { filters: { key: 'a&b=c#d%zz/ü' } }, { key: 'a&b=c#d%zz/ü' }],
		[
			'jobTypes',
			{ filters: { jobTypes: ['INDEX_BUILD', 'INC_BUILD'] } },
			{ job_names: 'INDEX_BUILD,INC_BUILD' },
		],
		[
			'jobTypes by the names of the output, in any letter case',
			{ filters: { jobTypes: '={{ ["Load Data", "build INDEX"] }}' } },
			{ job_names: 'INC_BUILD,INDEX_BUILD' },
		],
		[
			'statuses by the words of people',
			{ filters: { statuses: '={{ "failed；Paused\\nerror" }}' } },
			{ statuses: 'ERROR,STOPPED' },
		],
		['models', { filters: { models: ['orders'] } }, { subject: 'orders' }],
		['sortBy', { options: { sortBy: 'last_modified' } }, { sort_by: 'last_modified' }],
		['reverse', { options: { reverse: false } }, { reverse: 'false' }],
	])('%s', async (_name, parameters, expected) => {
		const { error } = await list(parameters);
		expect(error).toBeUndefined();
		expect(queryOf()).toMatchObject(expected);
	});

	test('the headers of the documentation, and no body', async () => {
		await list();
		const { headers, body, method, path } = kylin.requests[0];
		expect({ method, path, body }).toEqual({ method: 'GET', path: '/kylin/api/jobs', body: '' });
		expect(headers).toMatchObject({
			accept: 'application/vnd.apache.kylin-v4-public+json',
			'accept-language': 'en',
			authorization: `Basic ${btoa('ADMIN:KYLIN')}`,
		});
		expect(headers).not.toHaveProperty('content-type');
	});

	test.each([
		['Changed Within', { timeFilter: 9 }],
		['Changed Within', { timeFilter: '={{ "yesterday" }}' }],
		['Page Size', { pageSize: 0 }],
		['Page Size', { pageSize: '={{ 1.5 }}' }],
		['Page Size', { pageSize: 100_001 }],
		['Page Offset', { options: { pageOffset: -1 } }],
		['Page Offset', { pageSize: 100_000, options: { pageOffset: 100_000 } }],
		['Statuses', { filters: { statuses: ['lost'] } }],
		['Statuses', { filters: { statuses: '={{ { a: 1 } }}' } }],
		['Job Types', { filters: { jobTypes: ['Load Date'] } }],
		['Project', { project: project('={{ [1, 2] }}') }],
		['Object or Job ID Contains', { filters: { key: '={{ { a: 1 } }}' } }],
		['Sort By', { options: { sortBy: 'project id' } }],
		['Newest or Largest First', { options: { reverse: '={{ "perhaps" }}' } }],
		['Return All', { returnAll: '={{ "perhaps" }}' }],
	])('refuses a value that does not fit %s, and sends nothing', async (field, parameters) => {
		const { error } = await list(parameters);
		expect(error?.message).toContain(`'${field}'`);
		expect(error?.context).toMatchObject({ itemIndex: 0 });
		expect(kylin.requests).toHaveLength(0);
	});
});

describe('an expression that gives nothing where it would widen the list', () => {
	beforeEach(async () => (kylin = await startKylin([seedJob('ERROR')])));

	const NOTHING = ['undefined', 'null', '""', '"  "', '[]', '[""]', '[null]'];

	const narrowing: Array<[string, (value: string) => object]> = [
		['Project', (value) => ({ project: project(value) })],
		['Changed Within', (value) => ({ timeFilter: value })],
		['Changed After', (value) => ({ filters: { changedAfter: value } })],
		['Changed Before', (value) => ({ filters: { changedBefore: value } })],
		['Job Types', (value) => ({ filters: { jobTypes: value } })],
		['Model Names or IDs', (value) => ({ filters: { models: value } })],
		['Object or Job ID Contains', (value) => ({ filters: { key: value } })],
		['Other Project Names or IDs', (value) => ({ filters: { otherProjects: value } })],
		['Statuses', (value) => ({ filters: { statuses: value } })],
	];

	describe.each(narrowing)('%s', (field, parameters) => {
		test.each(NOTHING)('%s is refused, and nothing is sent', async (nothing) => {
			const { error } = await list(parameters(`={{ ${nothing} }}`));
			expect(error?.message).toContain(`'${field}'`);
			expect(kylin.requests).toEqual([]);
		});

		test('a model that leaves the parameter out is told how to ask for all', async () => {
			const { error } = await list(parameters('={{ $json.leftOut }}'));
			expect(error?.message).toBe(
				`'${field}' is an expression that gave nothing: make it give something, or * for all`,
			);
		});

		test.each(['"*"', '" * "'])('%s means all', async (all) => {
			const { items, error } = await list(parameters(`={{ ${all} }}`));
			expect(error).toBeUndefined();
			expect(items).toHaveLength(1);
			expect(queryOf()).toMatchObject({ time_filter: '4' });
			expect(Object.keys(queryOf()).sort()).toEqual(
				['page_offset', 'page_size', 'reverse', 'sort_by', 'time_filter'].sort(),
			);
		});

		test('left empty it means all', async () => {
			expect((await list(parameters(''))).items).toHaveLength(1);
		});
	});

	test.each(['null', 'undefined', 'Null', 'NaN'])('a key %s is refused', async (key) => {
		const { error } = await list({ filters: { key } });
		expect(error?.message).toContain("'Object or Job ID Contains' is");
		expect(error?.message).toContain('missing');
		expect(kylin.requests).toEqual([]);
	});

	test('a list of types names each by name and code', async () => {
		const { error } = await list({ filters: { jobTypes: ['Load Date'] } });
		expect(error?.message).toContain('Load Data (INC_BUILD)');
	});
});

describe('what comes out', () => {
	test('one item per job record, untouched', async () => {
		kylin = await startKylin([seedJob('ERROR', { tag: { run: 7 } }), seedJob('RUNNING')]);
		const { items } = await list();
		const expected = await fetch(`${kylin.url}/api/jobs?time_filter=4`, {
			headers: {
				Accept: 'application/vnd.apache.kylin-v4-public+json',
				Authorization: `Basic ${btoa('ADMIN:KYLIN')}`,
			},
		});
		const { data } = (await expected.json()) as { data: { value: object[] } };
		expect(items.map(({ json }) => json)).toEqual(data.value);
	});

	test('the digits of an unbounded data range are kept as text', async () => {
		const unbounded = { data_range_start: 0, data_range_end: '9223372036854775807' };
		kylin = await startKylin([seedJob('ERROR', unbounded)]);
		const { items } = await list();
		expect(items[0].json).toMatchObject(unbounded);
	});

	test('the asked page', async () => {
		const jobs = seedJobs(25, 'ERROR');
		kylin = await startKylin(jobs);
		const { items } = await list({ pageSize: 10, options: { pageOffset: 2 } });
		const newestFirst = jobs.map(({ id }) => id).reverse();
		expect(items.map(({ json }) => json.id)).toEqual(newestFirst.slice(20));
	});

	describe('an answer that holds odd records', () => {
		const answer = (value: unknown[]) =>
			kylin.faults.add({
				path: '/api/jobs',
				body: JSON.stringify({ code: '000', msg: '', data: { value, total_size: value.length } }),
			});
		const record = { id: 'a', job_status: 'ERROR', scheduler_state: 'ERROR' };

		beforeEach(async () => (kylin = await startKylin()));

		test.each(['raw', 'simplified'])('each costs itself alone, %s', async (output) => {
			answer([
				null,
				7,
				{},
				{ ...record, project: 7, create_time: 'x', target_subject: [] },
				record,
			]);
			const { items, error } = await list({ output });
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.id)).toEqual(['a', 'a']);
		});

		test('nothing but other things is an error', async () => {
			answer([null, 7, {}]);
			expect((await list()).error?.message).toContain('something other than jobs');
		});

		test('a record without scheduler_state is of a Kylin that is too old, with one request', async () => {
			answer([{ id: 'a', job_status: 'ERROR' }]);
			expect((await list()).error?.message).toBe('Kylin 5.0.0 or newer is needed');
			expect(kylin.requests).toHaveLength(1);
		});

		test.each(['.', '..'])('a job that is called %s leads to no other address', async (id) => {
			answer([{ ...record, id, project: 'learn_kylin' }]);
			const { error } = await runKylin({
				parameters: {
					resource: 'job',
					operation: 'get',
					job: { __rl: true, mode: 'id', value: id },
				},
				credential: kylin.credential,
			});
			expect(error?.message).toContain('which no address can hold');
			expect(kylin.requests).toHaveLength(1);
		});
	});

	test('no item for an empty list', async () => {
		kylin = await startKylin([]);
		const { items, error } = await list({ returnAll: true });
		expect({ items, error }).toEqual({ items: [], error: undefined });
	});

	test.each([
		[0, 1],
		[1, 2],
		[2, 3],
		[3, 4],
		[4, 5],
	])('time range %i holds %i of 5 jobs', async (timeFilter, count) => {
		const ages = [0.5, 5, 20, 200, 800];
		kylin = await startKylin(
			ages.map((days) => seedJob('ERROR', { last_modified: NOW - days * DAY_MS })),
		);
		expect((await list({ timeFilter })).items).toHaveLength(count);
	});

	test.each(['5.0.0', '5.0.5'] as const)(
		'every filter together, on profile %s',
		async (profile) => {
			const wanted = seedJob('PAUSED', { job_name: 'INC_BUILD', target_subject: 'sales_model' });
			kylin = await startKylin([wanted, seedJob('PAUSED'), seedJob('SUCCEED')], { profile });
			const { items } = await list({
				project: project('LEARN_KYLIN'),
				filters: { statuses: ['STOPPED'], key: 'SALES', jobTypes: ['INC_BUILD'] },
			});
			expect(items.map(({ json }) => json.id)).toEqual([wanted.id]);
		},
	);
});

describe('Return All', () => {
	const all = async () => await list({ returnAll: true });

	test('reads a short list with one request', async () => {
		kylin = await startKylin(seedJobs(49, 'SUCCEED'));
		expect((await all()).items).toHaveLength(49);
		expect(kylin.requests).toHaveLength(1);
	});

	test('reads a long list in pages side by side, and hardly a row too many', async () => {
		const jobs = seedJobs(3_000, 'SUCCEED');
		kylin = await startKylin(jobs, { latencyMs: 5 });
		let most = 0;
		kylin.onRequest = () => {
			const open = kylin.requests.filter(({ status }) => status === null);
			most = Math.max(most, open.length);
		};
		const { items } = await all();
		expect(items.map(({ json }) => json.id)).toEqual(jobs.map(({ id }) => id).reverse());
		expect(most).toBe(8);
		const rows = kylin.requests.reduce((sum, { query }) => sum + Number(query.page_size), 0);
		expect(rows).toBeLessThan(3_000 + 200);
	});

	test.each([
		['last_modified', true],
		['last_modified', false],
		['create_time', false],
		['project', true],
		['total_duration', true],
	])('is in order by %s, reverse %s', async (sortBy, reverse) => {
		const jobs = [
			...seedJobs(60, 'SUCCEED'),
			...seedJobs(60, 'ERROR', { project: 'Sales_Mart' }),
		].map((job, index) => ({ ...job, last_modified: NOW - ((index * 7919) % 1009) * 1_000 }));
		kylin = await startKylin(jobs);
		const { items } = await list({ returnAll: true, options: { sortBy, reverse } });
		const values = items.map(({ json }) => json[sortBy] as number | string);
		const sorted = [...values].sort((a, b) => (a < b ? -1 : Number(a > b)));
		expect(values).toEqual(reverse ? sorted.reverse() : sorted);
		expect(values).toHaveLength(120);
	});

	test('loses and repeats nothing while jobs are created, deleted and sorted anew', async () => {
		const jobs = seedJobs(10_300, 'SUCCEED');
		kylin = await startKylin(jobs);
		const deleted = jobs[1500].id;
		kylin.mutate = (state) => {
			state.jobs.delete(deleted);
			for (let count = 0; count < 60; count += 1) state.addJob(seedJob('READY'));
			for (const { id } of jobs.slice(0, 700)) jobIn(state, id).writtenAt = NOW;
		};
		const { items, error } = await all();
		const ids = items.map(({ json }) => json.id);
		expect(error).toBeUndefined();
		expect(new Set(ids).size).toBe(ids.length);
		const found = new Set(ids);
		expect(jobs.filter(({ id }) => !found.has(id)).map(({ id }) => id)).toEqual([deleted]);
	});

	test('ends on a list that grows without end', async () => {
		const jobs = seedJobs(1_000, 'SUCCEED');
		kylin = await startKylin(jobs);
		kylin.mutate = (state) => {
			for (let count = 0; count < 100; count += 1) state.addJob(seedJob('READY'));
		};
		const found = new Set((await all()).items.map(({ json }) => json.id));
		expect(jobs.filter(({ id }) => !found.has(id))).toEqual([]);
		expect(kylin.requests.length).toBeLessThan(60);
	});

	test('reads one page where something on the way ignores page_offset', async () => {
		kylin = await startKylin(seedJobs(400, 'SUCCEED'));
		kylin.faults.add({
			path: '/api/jobs',
			times: Infinity,
			when: ({ query }) => {
				query.set('page_offset', ['0']);
				return false;
			},
		});
		expect((await all()).items).toHaveLength(400);
		expect(kylin.requests.length).toBeLessThan(15);
	});

	test('follows page indexes when something on the way limits the page size', async () => {
		const jobs = seedJobs(230, 'SUCCEED');
		kylin = await startKylin(jobs);
		const LIMIT = 20;
		kylin.faults.add({
			path: '/api/jobs',
			times: Infinity,
			when: ({ query }) => {
				if (Number(query.get('page_size')?.[0]) > LIMIT) query.set('page_size', [String(LIMIT)]);
				return false;
			},
		});
		const { items } = await all();
		expect(items).toHaveLength(230);
		const pages = kylin.requests.slice(1).map(({ query }) => Number(query.page_offset));
		expect(pages).toEqual(Array.from({ length: 12 }, (_, index) => index));
	});

	test('refuses more jobs than n8n can take, after one small page', async () => {
		kylin = await startKylin([seedJob('ERROR')]);
		const value = Array.from({ length: 1000 }, (_, index) => ({
			id: `${index}`,
			job_status: 'ERROR',
			scheduler_state: 'ERROR',
		}));
		kylin.faults.add({
			path: '/api/jobs',
			body: JSON.stringify({ code: '000', msg: '', data: { value, total_size: 100_001 } }),
			times: Infinity,
		});
		const { error } = await all();
		expect(error?.message).toContain('100,001 jobs');
		expect(error?.description).toContain("'Changed Within'");
		expect(kylin.requests).toHaveLength(1);
	});
});

describe('item links', () => {
	const followed = "={{ $('Start').item.json.project }}";
	const items = [{ project: 'learn_kylin' }, { project: 'nope' }, { project: 'Sales_Mart' }];
	const parameters = { project: project('={{ $json.project }}') };

	beforeEach(async () => {
		kylin = await startKylin([
			...seedJobs(2, 'ERROR'),
			seedJob('ERROR', { project: 'Sales_Mart' }),
		]);
	});

	test('lead from each job to the item that asked for it', async () => {
		const result = await list(parameters, { items: [items[0], items[2]], followed });
		expect(result.followed).toEqual(['learn_kylin', 'learn_kylin', 'Sales_Mart']);
	});

	test('lead from an error item as well, with "continue"', async () => {
		const settings = { onError: 'continueRegularOutput' };
		const result = await list(parameters, { items, followed, settings });
		expect(result.followed).toEqual(['learn_kylin', 'learn_kylin', 'nope', 'Sales_Mart']);
		expect(result.items[2].json).toEqual({
			error: 'Can\'t find project "nope". Please check and try again.',
			message: expect.stringContaining('KE-010001201'),
		});
	});

	test('are on both branches with the error output', async () => {
		const settings = { onError: 'continueErrorOutput' };
		const result = await list(parameters, { items, followed, settings });
		expect(result.followed).toEqual(['learn_kylin', 'learn_kylin', 'Sales_Mart']);
		expect(result.errorItems).toHaveLength(1);
		expect(result.errorItems[0].pairedItem).toEqual({ item: 1 });
		expect(result.errorItems[0].json).toEqual({
			project: 'nope',
			error: 'Can\'t find project "nope". Please check and try again.',
			message: expect.stringContaining('KE-010001201'),
		});
	});

	test('tell the item of the failure that stops the node', async () => {
		const { error } = await list(parameters, { items });
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(error?.description).toContain('item 1');
	});
});

describe('many input items', () => {
	test('have at most 8 requests in flight', async () => {
		kylin = await startKylin([seedJob('ERROR')], { latencyMs: 5 });
		let inFlight = 0;
		let most = 0;
		kylin.onRequest = () => {
			inFlight = kylin.requests.filter(({ status }) => status === null).length;
			most = Math.max(most, inFlight);
		};
		const { items } = await list({}, { items: Array.from({ length: 200 }, () => ({})) });
		expect(items).toHaveLength(200);
		expect(most).toBeGreaterThan(1);
		expect(most).toBeLessThanOrEqual(8);
	});

	test('are not sent any more after the first failure, unless the node continues', async () => {
		kylin = await startKylin([]);
		const items = Array.from({ length: 100 }, (_, index) => ({
			name: index === 0 ? 'nope' : 'learn_kylin',
		}));
		const parameters = { project: project('={{ $json.name }}') };
		const { error } = await list(parameters, { items });
		expect(error?.message).toContain('nope');
		expect(kylin.requests).toHaveLength(1);

		kylin.requests.length = 0;
		await list(parameters, { items, settings: { onError: 'continueRegularOutput' } });
		expect(kylin.requests).toHaveLength(100);
	});

	test('can be retried by n8n', async () => {
		kylin = await startKylin([seedJob('ERROR')]);
		kylin.faults.add({ path: '/api/jobs', status: 503, body: '' });
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const { items, error } = await list({}, { items: [{}, {}], settings });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
	});

	test('stop with the execution', async () => {
		kylin = await startKylin([seedJob('ERROR')], { latencyMs: 20 });
		let cancel = () => {};
		kylin.onRequest = () => {
			if (kylin.requests.length > 12) cancel();
		};
		await list(
			{},
			{
				items: Array.from({ length: 200 }, () => ({})),
				onStart: (execution: { cancel: () => void }) => (cancel = execution.cancel),
			},
		);
		expect(kylin.requests.length).toBeLessThan(40);
	});
});
