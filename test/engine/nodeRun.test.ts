import { runKylin } from './harness';
import { seedJob, seedJobs, startKylin, type Kylin } from './kylin';

let kylin: Kylin;

afterEach(async () => await kylin.close());

const run = async (parameters: object, more: object = {}) =>
	await runKylin({
		parameters: { resource: 'job', ...parameters },
		credential: kylin.credential,
		...more,
	});

const oneByOne = { requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 60 } } } };

/** Each input item operates the job it names. */
const discard = {
	operation: 'operate',
	action: 'DISCARD',
	jobIds: '={{ $json.id }}',
	project: { __rl: true, mode: 'name', value: 'learn_kylin' },
};

const items = (jobs: Array<{ id: string }>, ...first: string[]) =>
	[...first, ...jobs.map(({ id }) => id)].map((id) => ({ id }));

test.each([
	['items at once', undefined, {}],
	['items at once', 'continueRegularOutput', {}],
	// In batches n8n itself lets a failure that stops the node go unhandled until the last batch.
	['items in batches', 'continueRegularOutput', oneByOne],
] as const)('a wrong password is sent once: %s, On Error %s', async (_how, onError, batches) => {
	kylin = await startKylin([]);
	const credential = { ...kylin.credential, password: 'wrong' };
	await run(
		{ operation: 'list', ...batches },
		{ credential, items: [{}, {}, {}, {}], settings: { onError } },
	);
	expect(kylin.requests).toHaveLength(1);
});

describe('with a wrong password', () => {
	const WRONG = { password: 'wrong' };
	const refusals = () => kylin.requests.filter(({ status }) => status === 401).length;

	test('executions that run at once send it once', async () => {
		kylin = await startKylin([]);
		const credential = { ...kylin.credential, ...WRONG };
		const runs = Array.from({ length: 4 }, async () => {
			return await run({ operation: 'list' }, { credential, mode: 'trigger' });
		});
		for (const { error } of await Promise.all(runs)) {
			expect(error?.message).toContain('Invalid username or password');
		}
		expect(refusals()).toBe(1);
	});

	test('an execution of a trigger does not send it again, one that a user runs does', async () => {
		kylin = await startKylin([]);
		const credential = { ...kylin.credential, ...WRONG };
		const modes = ['trigger', 'trigger', 'manual', 'trigger'] as const;
		for (const mode of modes) await run({ operation: 'list' }, { credential, mode });
		expect(refusals()).toBe(2);
	});

	test('items with other logins are not held up by it', async () => {
		kylin = await startKylin([seedJob('ERROR')]);
		const other = { username: 'OPERATOR', password: 'operator' };
		const logins = [kylin.credential, ...Array.from({ length: 7 }, () => WRONG), other];
		const project = { __rl: true, mode: 'name', value: 'learn_kylin' };
		const { items: outcomes } = await run(
			{ operation: 'list', project },
			{
				credential: Object.fromEntries(
					['host', 'username', 'password'].map((name) => [name, `={{ $json.${name} }}`]),
				),
				items: logins.map((login) => ({ ...kylin.credential, ...login })),
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(refusals()).toBe(1);
		expect(outcomes.filter(({ json }) => 'error' in json)).toHaveLength(7);
		expect(outcomes).toHaveLength(9);
	});
});

test('an item that fails first leaves the jobs of all others alone', async () => {
	const jobs = seedJobs(3, 'ERROR');
	kylin = await startKylin(jobs);
	const { error } = await run(
		{ ...discard, options: { return: 'confirmation', skipUnsuitable: false } },
		{ items: items(jobs, 'nope') },
	);
	expect(error?.message).toContain('nope');
	expect(kylin.updates()).toEqual([expect.objectContaining({ job_ids: ['nope'] })]);
});

test.each([{}, oneByOne])('failed items do not hold up the others (%j)', async (batches) => {
	const jobs = seedJobs(10, 'ERROR');
	kylin = await startKylin(jobs);
	const { items: outcomes } = await run(
		{ ...discard, ...batches },
		{
			items: items(jobs, 'a', 'b,c,d,e', 'f'),
			settings: { onError: 'continueRegularOutput' },
		},
	);
	expect(outcomes.filter(({ json }) => 'error' in json)).toHaveLength(3);
	expect(outcomes.filter(({ json }) => json.applied === true)).toHaveLength(10);
});

test('an item that waits after a failed look does not hold up the others', async () => {
	const jobs = seedJobs(3, 'ERROR');
	kylin = await startKylin(jobs);
	kylin.faults.add({ path: '/api/jobs', status: 503, body: '' });
	const { items: ended } = await run(
		{
			operation: 'wait',
			jobIds: '={{ $json.id }}',
			waitOptions: { interval: 1, failureStatuses: [] },
		},
		{ items: items(jobs) },
	);
	expect(ended).toHaveLength(3);
	const looks = kylin.requests.filter(({ path }) => path.endsWith('/jobs'));
	const [first, ...others] = looks.map(({ query }) => String(query.key));
	expect(others.slice(0, 2)).not.toContain(first);
	expect(others.at(-1)).toBe(first);
});

test.each([
	['reading', { operation: 'list' }],
	['an action', { ...discard, jobIds: 'x', options: { return: 'confirmation' } }],
])('stopping the execution during %s cancels it', async (_what, parameters) => {
	kylin = await startKylin([seedJob('ERROR')], { latencyMs: 300 });
	let cancel = () => {};
	kylin.onRequest = () => cancel();
	const { run: ended, error } = await run(parameters, {
		onStart: (execution: { cancel: () => void }) => (cancel = execution.cancel),
	});
	expect(ended.status).toBe('canceled');
	expect(error?.message ?? '').not.toContain('No answer');
});
