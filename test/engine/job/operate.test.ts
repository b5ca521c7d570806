import type { IDataObject } from 'n8n-workflow';
import type { Fault } from '../faults/faults';
import { runKylin } from '../harness';
import { jobIn, seedJob, seedJobs, seedOf, startKylin, type Kylin } from '../kylin';
import { shareClock } from '../waiting';

let kylin: Kylin;

afterEach(async () => await kylin.close());

const project = (value: unknown) => ({ __rl: true, mode: 'name', value });

/** As the editor stores it. */
const located = ({ jobIds, ...parameters }: IDataObject): IDataObject =>
	jobIds === undefined
		? parameters
		: { ...parameters, jobIds: { __rl: true, mode: 'id', value: jobIds } };

const operate = async (parameters: IDataObject = {}, more: object = {}) =>
	await runKylin({
		parameters: { resource: 'job', operation: 'operate', output: 'raw', ...located(parameters) },
		credential: kylin.credential,
		...more,
	});

const allJobs = (more: IDataObject = {}): IDataObject => ({
	applyTo: 'allJobsInProject',
	discardAllDryRun: false,
	project: project('learn_kylin'),
	...more,
});

const summary = (items: Array<{ json: IDataObject }>) =>
	items.map(({ json }) => [json.id, json.previous_status, json.job_status, json.applied]);

const STATES: Record<string, string> = {
	PENDING: 'READY',
	RUNNING: 'RUNNING',
	FINISHED: 'SUCCEED',
	ERROR: 'ERROR',
	STOPPED: 'PAUSED',
	DISCARDED: 'DISCARDED',
};

const LEGAL: Record<string, string[]> = {
	RESUME: ['ERROR', 'STOPPED'],
	PAUSE: ['PENDING', 'RUNNING'],
	RESTART: ['RUNNING', 'ERROR', 'STOPPED'],
	DISCARD: ['PENDING', 'RUNNING', 'ERROR', 'STOPPED'],
};

const AFTER: Record<string, string> = {
	RESUME: 'PENDING',
	PAUSE: 'STOPPED',
	RESTART: 'PENDING',
	DISCARD: 'DISCARDED',
};

const NAMES: Record<string, string> = {
	RESUME: 'Resume',
	PAUSE: 'Pause',
	RESTART: 'Restart',
	DISCARD: 'Discard',
};

const EVERY_PAIR = Object.keys(LEGAL).flatMap((action) =>
	Object.keys(STATES).map((status) => [action, status] as const),
);

describe.each(['5.0.0', '5.0.5'] as const)(
	'every action in every status, on profile %s',
	(profile) => {
		test.each(EVERY_PAIR)('%s of a %s job', async (action, status) => {
			const job = seedJob(STATES[status]);
			kylin = await startKylin([job], { profile });
			const { items, error } = await operate({ action, jobIds: job.id });

			if (LEGAL[action].includes(status)) {
				expect(error).toBeUndefined();
				expect(summary(items)).toEqual([[job.id, status, AFTER[action], true]]);
				expect(items[0].json).toMatchObject({ action, project: 'learn_kylin' });
				expect(kylin.updates()).toEqual([{ action, project: 'learn_kylin', job_ids: [job.id] }]);
				return;
			}
			const title = `'${NAMES[action]}' does not fit a job that is ${status}`;
			expect(error?.message).toBe(title);
			expect(error?.description).toMatch(/^(Possible: [^.]+|Nothing is possible)\. Nothing was/);
			expect(kylin.updates()).toEqual([]);

			const asked = await operate({
				action,
				jobIds: job.id,
				options: { skipUnsuitable: false },
			});
			expect(asked.error?.message).toBe(title);
			expect(asked.error?.description).toMatch(
				/Nothing was changed\. Kylin: Invalid value in parameter "action" or "statuses"/,
			);
			expect(asked.error?.description).toContain('KE-010032217');
			expect(kylin.jobs()[job.id]).toBe(job.raw_state);
		});
	},
);

describe('Jobs', () => {
	test.each<[string, string]>([
		['nothing', ''],
		['blanks', '  \n , ;'],
		['an expression that gives an empty text', '={{ "" }}'],
		['an expression that gives null', '={{ null }}'],
		['an expression that gives undefined', '={{ $json.missing }}'],
		['an expression that gives an empty array', '={{ [] }}'],
		['an array with an empty entry', '={{ ["a", ""] }}'],
		['an array with null', '={{ [null] }}'],
		['an object', '={{ { id: "a" } }}'],
		['an array of objects', '={{ [{ id: "a" }] }}'],
		['a truth value', '={{ true }}'],
	])('%s is refused before anything is sent', async (_name, jobIds) => {
		kylin = await startKylin([seedJob('ERROR')]);
		for (const given of [{}, { project: project('learn_kylin'), statuses: ['ERROR'] }]) {
			const { error } = await operate({ jobIds, ...given });
			expect(error?.message).toContain("'Jobs'");
			expect(error?.context).toMatchObject({ itemIndex: 0 });
		}
		expect(kylin.requests).toHaveLength(0);
	});

	test.each<[string, (ids: string[]) => string]>([
		['with commas', (ids) => ids.join(',')],
		['with line breaks and blanks', (ids) => ` ${ids.join(' \r\n\t')}\n`],
		['as an array', (ids) => `={{ ${JSON.stringify(ids)} }}`],
		['twice each', (ids) => [...ids, ...ids].join(', ')],
	])('are taken %s', async (_name, write) => {
		const jobs = seedJobs(3, 'ERROR');
		const ids = jobs.map(({ id }) => id);
		kylin = await startKylin(jobs);
		const { items } = await operate({ jobIds: write(ids) });
		expect(kylin.updates()).toEqual([{ action: 'RESUME', project: 'learn_kylin', job_ids: ids }]);
		expect(items.map(({ json }) => json.id)).toEqual(ids);
	});

	test('are found exactly, although an ID is a part of another', async () => {
		const jobs = ['job-1', 'job-11', 'job-12'].map((id) => seedJob('ERROR', { id }));
		kylin = await startKylin(jobs);
		const { items } = await operate({ jobIds: 'job-1' });
		expect(summary(items)).toEqual([['job-1', 'ERROR', 'PENDING', true]]);
	});

	test('one ID does not read the whole list, and old ones among 1,000 IDs cost a row each', async () => {
		const jobs = seedJobs(5000, 'ERROR');
		kylin = await startKylin(jobs);
		await operate({ jobIds: jobs[0].id });
		expect(kylin.sent('GET').map(({ query }) => query.key)).toEqual([jobs[0].id, jobs[0].id]);
		expect(kylin.requests).toHaveLength(3);

		kylin.requests.length = 0;
		const ids = jobs.slice(1, 1001).map(({ id }) => id);
		const { items } = await operate({ jobIds: ids.join() });
		expect(items.filter(({ json }) => json.applied)).toHaveLength(1000);
		// By Kylin's price a row costs as much as a request: 1,000 look-ups are less than 5,000 rows.
		expect(kylin.requests.length).toBeLessThanOrEqual(1_003);
		expect(kylin.sent('GET').every(({ query }) => Number(query.page_size) <= 2_000)).toBe(true);
	});

	test.each([false, true])(
		'an unknown ID is told in the words of Kylin (dry run: %s)',
		async (dryRun) => {
			const job = seedJob('ERROR');
			kylin = await startKylin([job]);
			const { error } = await operate({ jobIds: `${job.id},nope`, dryRun });
			expect(error?.message).toContain('Can\'t find job "nope"');
			expect(error?.description).toMatch(/^Check the ID in 'Jobs', down to the letter case: /);
			expect(kylin.jobs()[job.id]).toBe('ERROR');
		},
	);

	test('of a job in another project: left alone, and told by "applied"', async () => {
		const jobs = [seedJob('ERROR'), seedJob('ERROR', { project: 'Sales_Mart' })];
		kylin = await startKylin(jobs);
		const { items } = await operate({
			jobIds: jobs.map(({ id }) => id).join(),
			project: project('LEARN_kylin'),
		});
		expect(summary(items)).toEqual([
			[jobs[0].id, 'ERROR', 'PENDING', true],
			[jobs[1].id, 'ERROR', 'ERROR', false],
		]);
		expect(kylin.updates()).toEqual([
			{ action: 'RESUME', project: 'LEARN_kylin', job_ids: [jobs[0].id] },
		]);
	});
});

test('the project of the jobs is named, so that rights on others are not asked for', async () => {
	const job = seedJob('ERROR');
	const seed = seedOf([job]);
	seed.projects.push({ name: 'AAA', permissions: { READER: 'READ' } } as never);
	kylin = await startKylin([], { profile: '5.0.0', seed });
	const operator = { ...kylin.credential, username: 'OPERATOR', password: 'operator' };
	const { items, error } = await operate({ jobIds: job.id }, { credential: operator });
	expect(error).toBeUndefined();
	expect(summary(items)).toEqual([[job.id, 'ERROR', 'PENDING', true]]);
});

describe('what an action that failed has changed', () => {
	const confirmation = { options: { return: 'confirmation', skipUnsuitable: false } };

	test.each<[string, object]>([
		['Kylin refuses the login', { status: 401, body: '' }],
		['a proxy does not let PUT pass', { status: 405, body: '' }],
		['the address redirects', { status: 302, headers: { Location: '/login' }, body: '' }],
	])('nothing: %s', async (_name, fault) => {
		const job = seedJob('ERROR');
		kylin = await startKylin([job]);
		kylin.faults.add({ path: '/jobs/status', ...fault });
		const { error } = await operate({ jobIds: job.id, ...confirmation });
		expect(error?.description).toMatch(
			/(in the credential|itself)[^.]*\..* Nothing was changed\. \[/,
		);
	});

	test('not known', async () => {
		const job = seedJob('ERROR');
		kylin = await startKylin([job]);
		kylin.faults.add({ path: '/jobs/status', status: 500, body: '' });
		const { error } = await operate({ jobIds: job.id, ...confirmation });
		expect(error?.description).toContain('The action may have been carried out in part. List');
	});

	test('nothing is said of an item for which nothing was sent', async () => {
		kylin = await startKylin([seedJob('ERROR')]);
		kylin.faults.add({ path: '/jobs/status', status: 403, body: '' });
		const { items } = await operate(
			{ jobIds: 'a', ...confirmation },
			{ items: [{}, {}], settings: { onError: 'continueRegularOutput' } },
		);
		expect(kylin.sent('PUT')).toHaveLength(2);
		expect(items.map(({ json }) => json.message)).toEqual([
			expect.stringContaining('Nothing was changed. [HTTP 403, item 0]'),
			expect.stringContaining('item 1'),
		]);
	});
});

describe('Statuses with selected jobs', () => {
	const jobs = [seedJob('ERROR'), seedJob('PAUSED'), seedJob('SUCCEED')];
	const jobIds = jobs.map(({ id }) => id).join();

	beforeEach(async () => (kylin = await startKylin(jobs)));

	test('narrow, although Kylin does not', async () => {
		const { items } = await operate({ jobIds, statuses: ['STOPPED'] });
		expect(kylin.updates()).toEqual([
			{ action: 'RESUME', project: 'learn_kylin', job_ids: [jobs[1].id] },
		]);
		expect(items.map(({ json }) => json.applied)).toEqual([false, true, false]);
	});

	test('that leave no job fail with the reason for each, and send nothing', async () => {
		const { error } = await operate({ jobIds, statuses: ['RUNNING'] });
		expect(error?.message).toBe("'Resume' fits none of the 3 jobs");
		expect(error?.description).toContain(
			`Job ${jobs[0].id}: It is ERROR, which is not one of 'Statuses'. Job ${jobs[1].id}`,
		);
		expect(error?.description).toContain("Nothing was changed. To go on in such a case, set 'If");
		expect(kylin.sent('PUT')).toHaveLength(0);
	});

	test('that leave no job return them as they are, if that is chosen', async () => {
		const options = { ifNoJobFits: 'returnThem' };
		const { items } = await operate({ jobIds, statuses: ['RUNNING'], options });
		expect(kylin.sent('PUT')).toHaveLength(0);
		expect(items[0].json).toMatchObject({
			id: jobs[0].id,
			skipped_reason: "It is ERROR, which is not one of 'Statuses'",
		});
		expect(items.map(({ json }) => json.applied)).toEqual([false, false, false]);
	});

	test('jobs that the action does not fit are left out, and say so', async () => {
		const { items } = await operate({ jobIds });
		expect(kylin.updates()).toEqual([
			{ action: 'RESUME', project: 'learn_kylin', job_ids: [jobs[0].id, jobs[1].id] },
		]);
		expect(summary(items)).toEqual([
			[jobs[0].id, 'ERROR', 'PENDING', true],
			[jobs[1].id, 'STOPPED', 'PENDING', true],
			[jobs[2].id, 'FINISHED', 'FINISHED', false],
		]);
		expect(items.map(({ json }) => json.skipped_reason)).toEqual([
			undefined,
			undefined,
			"'Resume' does not fit a job that is FINISHED",
		]);
	});

	test('or one of them rejects the batch, and is named', async () => {
		const { error } = await operate({ jobIds, options: { skipUnsuitable: false } });
		expect(error?.message).toBe("'Resume' does not fit 1 of 3 jobs");
		expect(error?.description).toContain(`Job ${jobs[2].id} is FINISHED (nothing is possible).`);
		expect(error?.description).not.toContain(jobs[0].id);
		expect(kylin.jobs()).toMatchObject({ [jobs[0].id]: 'ERROR', [jobs[1].id]: 'PAUSED' });
	});

	test('a job that ended between the reading and the action is named as well', async () => {
		kylin.onRequest = (state, { method }) => {
			if (method === 'PUT') Object.assign(jobIn(state, jobs[0].id), { state: 'SUCCEED' });
		};
		const { error } = await operate({ jobIds });
		expect(error?.description).toContain(`Job ${jobs[0].id} is FINISHED`);
		expect(kylin.jobs()[jobs[1].id]).toBe('PAUSED');
	});

	test('it is named in confirmation mode too', async () => {
		const options = { return: 'confirmation', skipUnsuitable: false };
		const { error } = await operate({ jobIds, options });
		expect(error?.description).toContain(`Job ${jobs[2].id} is FINISHED`);
	});
});

describe('All Jobs in Project', () => {
	const jobs = [
		...Object.values(STATES).map((state) => seedJob(state)),
		seedJob('ERROR', { project: 'Sales_Mart' }),
	];

	beforeEach(async () => (kylin = await startKylin(jobs)));

	test.each(Object.entries(LEGAL))(
		'%s goes to the statuses it is legal for',
		async (action, legal) => {
			const { items, error } = await operate(allJobs({ action }));
			expect(error).toBeUndefined();
			const [{ statuses, job_ids, ...body }] = kylin.updates();
			expect(body).toEqual({ action, project: 'learn_kylin' });
			expect(new Set(statuses as string[])).toEqual(new Set(legal));
			expect(job_ids).toEqual(items.map(({ json }) => json.id));
			expect(new Set(items.map(({ json }) => json.previous_status))).toEqual(new Set(legal));
			expect(items.every(({ json }) => json.applied === true)).toBe(true);
			expect(kylin.jobs()[jobs[6].id]).toBe('ERROR');
		},
	);

	test.each([
		['of a whole project', allJobs({ action: 'DISCARD' })],
		['of chosen jobs', { action: 'DISCARD', jobIds: 'x' }],
	])('an expression for Statuses that gives nothing widens no action %s', async (_of, given) => {
		for (const statuses of ['={{ [] }}', '={{ $json.nothing }}', '={{ "" }}']) {
			const { error } = await operate({ ...given, statuses });
			expect(error?.message).toMatch(/^'Statuses' is an expression that gave no status/);
		}
		expect(kylin.requests).toEqual([]);
	});

	const failedOnes = { project: 'learn_kylin', statuses: ['ERROR'], job_ids: [jobs[3].id] };

	test('chosen statuses are sent as they are, with the jobs that are in them', async () => {
		await operate(allJobs({ action: 'DISCARD', statuses: ['ERROR'] }));
		expect(kylin.updates()).toEqual([{ action: 'DISCARD', ...failedOnes }]);
	});

	test('touches exactly what a dry run shows: no job of a type that Kylin hides', async () => {
		const hidden = ['ASYNC_QUERY', 'ROUTINE'].map((job_name) => seedJob('ERROR', { job_name }));
		kylin.seed(seedOf([jobs[3], ...hidden]));
		const shown = await operate(allJobs({ action: 'DISCARD', discardAllDryRun: true }));
		await operate(allJobs({ action: 'DISCARD' }));
		const touched = Object.entries(kylin.jobs()).filter(([, state]) => state !== 'ERROR');
		expect(touched.map(([id]) => id)).toEqual(shown.items.map(({ json }) => json.id));
		expect(touched).toHaveLength(1);
	});

	test('a chosen status that the action is illegal for is refused by Kylin, with the jobs named', async () => {
		const options = { skipUnsuitable: false };
		const { error } = await operate(allJobs({ statuses: ['ERROR', 'FINISHED'], options }));
		expect(error?.description).toContain(`Job ${jobs[2].id} is FINISHED`);
		expect(kylin.jobs()[jobs[3].id]).toBe('ERROR');
	});

	test('or left out, unless that is switched off', async () => {
		await operate(allJobs({ statuses: ['ERROR', 'FINISHED'] }));
		expect(kylin.updates()).toEqual([{ action: 'RESUME', ...failedOnes }]);
		const { error } = await operate(allJobs({ statuses: ['FINISHED'] }));
		expect(error?.message).toBe('Project "learn_kylin" has no job to resume');
		const options = { ifNoJobFits: 'returnThem' };
		const { items } = await operate(allJobs({ statuses: ['FINISHED'], options }));
		expect(items).toHaveLength(0);
		expect(kylin.updates()).toHaveLength(1);
	});

	test.each(['', '={{ null }}', '={{ "  " }}', '={{ $json.missing }}'])(
		'without a project (%j) nothing is sent',
		async (value) => {
			const { error } = await operate(allJobs({ action: 'DISCARD', project: project(value) }));
			expect(error?.message).toContain("'Project'");
			expect(kylin.requests).toHaveLength(0);
		},
	);

	test.each(['', 'everything', '={{ null }}'])(
		'is not reached by %j in Apply To',
		async (applyTo) => {
			const parameters = { applyTo, project: project('learn_kylin'), action: 'DISCARD' };
			const { error } = await operate({ ...parameters, jobIds: '' });
			expect(error?.message).toMatch(/'Jobs'|'Apply To'/);
			expect(kylin.requests).toHaveLength(0);
		},
	);

	test('changes nothing if a job ended by itself in between, and names it', async () => {
		kylin.onRequest = (state, { method }) => {
			if (method === 'PUT') Object.assign(jobIn(state, jobs[1].id), { state: 'SUCCEED' });
		};
		const { error } = await operate(allJobs({ action: 'PAUSE' }));
		expect(error?.description).toContain(
			`Job ${jobs[1].id} is FINISHED (nothing is possible). It changed on the way: run the node again. Nothing was changed. Kylin: Invalid value`,
		);
		expect(kylin.jobs()[jobs[0].id]).toBe('READY');
	});
});

describe('Dry Run', () => {
	const jobs = [seedJob('ERROR'), seedJob('SUCCEED'), seedJob('RUNNING')];

	beforeEach(async () => (kylin = await startKylin(jobs)));
	afterEach(() => expect(kylin.sent('PUT')).toHaveLength(0));

	test('returns the jobs, and which of them would be touched', async () => {
		const ids = jobs.map(({ id }) => id).join();
		const { items } = await operate({ jobIds: ids, dryRun: true });
		expect(items.map(({ json }) => [json.id, json.dry_run, json.would_apply])).toEqual([
			[jobs[0].id, true, true],
			[jobs[1].id, true, false],
			[jobs[2].id, true, false],
		]);
		expect(items[0].json).not.toHaveProperty('applied');
		expect(items[0].json).not.toHaveProperty('skipped_reason');
		expect(items[2].json.skipped_reason).toBe("'Resume' does not fit a job that is RUNNING");
	});

	test('of a whole project, and in confirmation mode', async () => {
		const options = { return: 'confirmation' };
		const { items } = await operate(
			allJobs({ action: 'DISCARD', discardAllDryRun: true, options }),
		);
		expect(items.map(({ json }) => json.id)).toEqual([jobs[2].id, jobs[0].id]);
	});

	test('says which jobs would be refused', async () => {
		const { error } = await operate({
			jobIds: `${jobs[0].id},${jobs[1].id}`,
			dryRun: true,
			options: { skipUnsuitable: false },
		});
		expect(error?.message).toBe("'Resume' does not fit 1 of 2 jobs");
		expect(error?.description).toContain(`Job ${jobs[1].id} is FINISHED`);
		expect(error?.description).toContain('This was a dry run: nothing was changed.');
	});

	test('"false" as text from an expression does not count as yes, odd values are refused', async () => {
		for (const dryRun of ['={{ 1 }}', '={{ null }}', '={{ "" }}', '={{ $json.nothing }}']) {
			const { error } = await operate({ jobIds: jobs[0].id, dryRun });
			expect(error?.message).toContain("'Dry Run'");
		}
	});
});

test('a dry run switched off by the text "false" does operate', async () => {
	const job = seedJob('ERROR');
	kylin = await startKylin([job]);
	await operate({ jobIds: job.id, dryRun: '={{ "false" }}' });
	expect(kylin.updates()).toHaveLength(1);
});

describe('Confirmation', () => {
	test('sends one request and returns one item', async () => {
		const job = seedJob('ERROR');
		kylin = await startKylin([job]);
		const options = { return: 'confirmation', skipUnsuitable: false };
		const selected = await operate({ jobIds: job.id, options });
		expect(selected.items[0].json).toEqual({
			action: 'RESUME',
			project: null,
			job_ids: [job.id],
			success: true,
		});
		const all = await operate(allJobs({ action: 'PAUSE', options }));
		expect(all.items[0].json).toEqual({
			action: 'PAUSE',
			project: 'learn_kylin',
			statuses: ['PENDING', 'RUNNING'],
			job_ids: [job.id],
			success: true,
		});
		expect(kylin.requests.map(({ method }) => method)).toEqual(['PUT', 'GET', 'PUT']);
	});

	test('reads first where the statuses narrow', async () => {
		const jobs = [seedJob('ERROR'), seedJob('PAUSED')];
		kylin = await startKylin(jobs);
		const { items } = await operate({
			jobIds: jobs.map(({ id }) => id).join(),
			statuses: ['ERROR'],
			options: { return: 'confirmation' },
		});
		expect(items[0].json.job_ids).toEqual([jobs[0].id]);
		expect(kylin.updates()).toEqual([
			{ action: 'RESUME', project: 'learn_kylin', job_ids: [jobs[0].id] },
		]);
	});
});

describe('a failure in the middle', () => {
	const jobs = seedJobs(3, 'ERROR');
	const jobIds = jobs.map(({ id }) => id).join();

	test('tells which jobs have already changed, and sends the action once', async () => {
		kylin = await startKylin(jobs);
		kylin.onRequest = (state, { method }) => {
			if (method !== 'PUT') return;
			kylin.faults.add({
				method: 'PUT',
				status: 500,
				body: JSON.stringify({
					code: '999',
					data: null,
					msg: `KE-010032211: Can't RESUME job "${jobs[1].id}", as it is in SUCCEED status.`,
					error_code: 'KE-010032211',
				}),
			});
			Object.assign(jobIn(state, jobs[0].id), { state: 'READY', last_modified: 1 });
		};
		const { error } = await operate({ jobIds });
		expect(error?.message).toBe(`Can't RESUME job "${jobs[1].id}", as it is in SUCCEED status.`);
		expect(error?.description).toContain(
			`1 of 3 jobs have already changed: ${jobs[0].id} (ERROR → PENDING).`,
		);
		expect(kylin.sent('PUT')).toHaveLength(1);
	});

	test('by a lost answer tells that all have changed', async () => {
		kylin = await startKylin(jobs);
		kylin.faults.add({ method: 'PUT', reset: 'beforeHeaders' });
		const { error } = await operate({ jobIds });
		expect(error?.message).toBe('The connection was closed before Kylin answered');
		expect(error?.description).toContain('3 of 3 jobs have already changed');
		expect(error?.description).toContain('List the jobs before sending the action again');
		expect(error?.description).not.toContain('Try again');
		expect(kylin.sent('PUT')).toHaveLength(1);
	});

	test('in confirmation mode warns that a part may be done', async () => {
		kylin = await startKylin(jobs);
		kylin.faults.add({ method: 'PUT', status: 502, body: '' });
		const options = { return: 'confirmation', skipUnsuitable: false };
		const { error } = await operate({ jobIds, options });
		expect(error?.description).toContain('may have been carried out in part');
	});

	describe('after the action', () => {
		let clocks: ReturnType<typeof shareClock>;

		beforeEach(async () => {
			kylin = await startKylin(jobs, { frozen: false, manual: true });
			clocks = shareClock(kylin);
		});
		afterEach(() => jest.restoreAllMocks());

		test('is said to be after the action', async () => {
			kylin.faults.add({ method: 'GET', after: 3, times: Infinity, status: 503, body: '' });
			const { error } = await operate({ jobIds });
			expect(error?.message).toContain('carried out the action');
			expect(error?.description).toContain('Do not send the action again');
			expect(kylin.jobs()[jobs[0].id]).toBe('READY');
			expect(clocks.elapsed()).toBe(2_000);
			expect(kylin.sent('PUT')).toHaveLength(1);
		});

		test('is overcome if it passes, without a second action', async () => {
			const headers = { 'retry-after': '7' };
			kylin.faults.add({ method: 'GET', after: 3, status: 429, headers, body: '' });
			const { items, error } = await operate({ jobIds });
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.applied)).toEqual([true, true, true]);
			expect(clocks.elapsed()).toBe(7_000);
			expect(kylin.sent('PUT')).toHaveLength(1);
		});

		test('does not wait for a server that asks for an hour', async () => {
			const headers = { 'retry-after': '3600' };
			kylin.faults.add({ method: 'GET', after: 3, status: 503, headers, body: '' });
			await operate({ jobIds });
			expect(clocks.elapsed()).toBe(10_000);
		});

		test('is not overcome by asking again where Kylin says no', async () => {
			kylin.faults.add({ method: 'GET', after: 3, times: Infinity, status: 401, body: '' });
			const { error } = await operate({ jobIds });
			expect(error?.description).toContain('The server asked for a login');
			expect(kylin.sent('GET').at(-1)?.status).toBe(401);
			expect(clocks.elapsed()).toBe(0);
		});
	});
});

describe('item links and headers', () => {
	const jobs = seedJobs(2, 'ERROR');
	const items = [{ id: jobs[0].id }, { id: 'nope' }, { id: jobs[1].id }];
	const parameters = { jobIds: '={{ $json.id }}' };
	const followed = "={{ $('Start').item.json.id }}";

	beforeEach(async () => (kylin = await startKylin(jobs)));

	test.each(['continueRegularOutput', 'continueErrorOutput'])('with %s', async (onError) => {
		const result = await operate(parameters, { items, followed, settings: { onError } });
		const linked = [...result.items, ...result.errorItems].map(({ pairedItem }) => pairedItem);
		expect(linked).toEqual(expect.arrayContaining([{ item: 0 }, { item: 1 }, { item: 2 }]));
		const ids = items.map(({ id }) => id);
		const expected = onError === 'continueErrorOutput' ? ids.filter((id) => id !== 'nope') : ids;
		expect(result.followed).toEqual(expected);
	});

	test('the body is JSON, and says so', async () => {
		await operate({ jobIds: jobs[0].id });
		const [{ headers, path, rawQuery }] = kylin.sent('PUT');
		expect({ path, rawQuery }).toEqual({ path: '/kylin/api/jobs/status', rawQuery: '' });
		expect(headers).toMatchObject({
			accept: 'application/vnd.apache.kylin-v4-public+json',
			'accept-language': 'en',
			'content-type': 'application/json;charset=utf-8',
		});
	});
});

describe('Discard of a whole project', () => {
	const jobs = [seedJob('RUNNING'), seedJob('ERROR')];
	const wholeProject = {
		action: 'DISCARD',
		applyTo: 'allJobsInProject',
		project: project('learn_kylin'),
	};

	beforeEach(async () => (kylin = await startKylin(jobs)));

	test('is a dry run until that is switched off for it', async () => {
		const { items, error } = await operate({ ...wholeProject, dryRun: false });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.dry_run)).toEqual([true, true]);
		expect(kylin.sent('PUT')).toEqual([]);
		await operate({ ...wholeProject, discardAllDryRun: false });
		expect(Object.values(kylin.jobs())).toEqual(['DISCARDED', 'DISCARDED']);
	});

	test.each(['={{ null }}', '={{ "" }}', '={{ $json.nothing }}'])(
		'is refused where an expression leaves it open: %s',
		async (discardAllDryRun) => {
			const { error } = await operate({ ...wholeProject, discardAllDryRun });
			expect(error?.message).toBe("'Dry Run' is empty: it must be true or false");
			expect(kylin.requests).toEqual([]);
		},
	);
});

describe('a list that is not what was asked for', () => {
	const running = seedJob('RUNNING');
	const failed = seedJob('ERROR');
	const other = seedJob('ERROR', { project: 'Sales_Mart' });

	/** What a gateway makes of a request that drops a parameter from the address. */
	const without = (name: string) => {
		const when: Fault['when'] = ({ method, query }) => {
			if (method === 'GET') query.delete(name);
			return false;
		};
		kylin.faults.add({ when, times: Infinity });
	};

	beforeEach(async () => (kylin = await startKylin([running, failed, other])));

	test.each([
		['statuses', allJobs({ action: 'DISCARD', statuses: ['ERROR'] })],
		['project', allJobs({ action: 'DISCARD', statuses: ['ERROR'] })],
		['project', { action: 'DISCARD', jobIds: other.id, project: project('learn_kylin') }],
	])('for want of %s changes nothing', async (dropped, parameters) => {
		without(dropped);
		const { error } = await operate(parameters);
		expect(error?.message).toBe('Something between n8n and Kylin drops the filters of the request');
		expect(error?.description).toContain('Nothing was changed.');
		expect(kylin.sent('PUT')).toEqual([]);
	});

	test('for want of the search for an ID leaves other jobs alone', async () => {
		without('key');
		await operate({ action: 'DISCARD', jobIds: failed.id });
		expect(kylin.jobs()).toEqual({
			[running.id]: 'RUNNING',
			[failed.id]: 'DISCARDED',
			[other.id]: 'ERROR',
		});
	});
});
