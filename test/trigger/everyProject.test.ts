/** Triggers without projects on 5.0.5, where only administrators list the jobs of all projects. */
import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../nodes/shared/time/clock';
import { NOW, seedJob, startKylin, type Kylin, type SeedJob } from '../engine/kylin';
import { itemsOf, TriggerHost } from './pollHarness';
import { inN8n2 } from './pollTick';
import { WebhookHost } from './webhookHarness';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let kylin: Kylin;
let webhook: WebhookHost | undefined;

afterEach(async () => {
	jest.restoreAllMocks();
	await webhook?.close();
	webhook = undefined;
	await kylin.close();
});

/** @param rights of the user OPERATOR, by project */
async function startWith(rights: Record<string, string>, jobs: SeedJob[], latencyMs = 0) {
	kylin = await startKylin([], {
		profile: '5.0.5',
		latencyMs,
		seed: {
			recorded_at: NOW,
			projects: Object.entries(rights).map(([name, right]) => ({
				name,
				permissions: { OPERATOR: right },
			})),
			models: [],
			tables: [],
			jobs,
		} as never,
	});
	Object.assign(kylin.credential, { username: 'OPERATOR', password: 'operator' });
}

const RIGHTS = { alpha: 'OPERATION', beta: 'READ', gamma: 'MANAGEMENT' };

/** A job at work in each project: `alpha-1`, `beta-1`, … */
const oneOfEach = (projects: string[] = Object.keys(RIGHTS)) =>
	projects.map((project) => seedJob('RUNNING', { id: `${project}-1`, project }));

/** What the last requests were: what was asked for, of which project, and whether Kylin refused it. */
function asked(): string[] {
	const texts = kylin.requests.map(({ path, query, status }) =>
		[path.replace('/kylin/api/', ''), query.project, status === 200 ? '' : status]
			.filter(Boolean)
			.join(' '),
	);
	kylin.requests.length = 0;
	return texts;
}

const fail = (...ids: string[]) => {
	kylin.clock.advance(1_000);
	for (const id of ids) kylin.state.setState(id, 'ERROR');
};

const quiet = { options: { failureDetails: false } };

test('failures of all projects that may be operated fire once, and Kylin refuses once', async () => {
	await startWith(RIGHTS, oneOfEach());
	const host = new TriggerHost(kylin.credential, quiet);
	const run = await host.activated();
	expect(asked()).toEqual(['jobs 400', 'projects', 'jobs alpha', 'jobs gamma']);
	fail('alpha-1', 'beta-1', 'gamma-1');
	await run.poll();
	expect(host.takeEvents().sort()).toEqual(['jobFailed alpha-1', 'jobFailed gamma-1']);
	await run.poll();
	expect(host.takeEvents()).toEqual([]);
	expect(asked()).toEqual([...Array(2)].flatMap(() => ['projects', 'jobs alpha', 'jobs gamma']));
});

test('an activation tries the one list again, and nothing is fired twice or lost between', async () => {
	await startWith(RIGHTS, oneOfEach());
	const host = new TriggerHost(kylin.credential, quiet);
	(await host.activated()).stop();
	fail('alpha-1');
	asked();
	const run = await host.activated('update');
	expect(asked().slice(0, 2)).toEqual(['jobs 400', 'projects']);
	expect(host.takeEvents()).toEqual(['jobFailed alpha-1']);
	await run.poll();
	expect(host.takeEvents()).toEqual([]);
});

test('a project whose right is gone costs itself alone, and no refused request in each poll', async () => {
	await startWith(RIGHTS, oneOfEach());
	const host = new TriggerHost(kylin.credential, quiet);
	const run = await host.activated();
	kylin.state.findProject('gamma')?.permissions.set('OPERATOR', 'READ');
	fail('alpha-1', 'gamma-1');
	asked();
	await run.poll();
	expect(asked()).toEqual(['projects', 'jobs alpha']);
	expect(host.takeEvents()).toEqual(['jobFailed alpha-1']);
	kylin.state.findProject('gamma')?.permissions.set('OPERATOR', 'OPERATION');
	await run.poll();
	expect(host.takeEvents()).toEqual(['jobFailed gamma-1']);
});

test('a project whose right goes during a poll: the way is chosen anew', async () => {
	await startWith(RIGHTS, oneOfEach());
	const host = new TriggerHost(kylin.credential, quiet);
	const run = await host.activated();
	asked();
	kylin.faults.add({
		when: ({ query }) => {
			if (String(query.get('project')) === 'gamma') {
				kylin.state.findProject('gamma')?.permissions.set('OPERATOR', 'READ');
			}
			return false;
		},
	});
	fail('alpha-1');
	await run.poll();
	expect(host.errors).toEqual([]);
	expect(host.takeEvents()).toEqual(['jobFailed alpha-1']);
	expect(asked()).toEqual([
		'projects',
		'jobs alpha',
		'jobs gamma 400',
		'jobs 400',
		'projects',
		'jobs alpha',
	]);
});

test('a project that is new is watched from its first job on', async () => {
	await startWith(RIGHTS, oneOfEach());
	const host = new TriggerHost(kylin.credential, { ...quiet, events: ['jobCreated', 'jobFailed'] });
	const run = await host.activated();
	kylin.state.addProject('delta', { OPERATOR: 'OPERATION' });
	const now = kylin.clock.advance(MINUTE_MS);
	kylin.submit({
		...seedJob('READY', { id: 'delta-1', project: 'delta' }),
		create_time: now,
		last_modified: now,
	});
	kylin.state.setState('delta-1', 'RUNNING');
	fail('delta-1');
	await run.poll();
	expect(host.takeEvents()).toEqual(['jobCreated delta-1', 'jobFailed delta-1']);
});

test('at most eight projects are asked at once', async () => {
	const names = Array.from({ length: 20 }, (_, index) => `project_${index + 10}`);
	await startWith(
		Object.fromEntries(names.map((name) => [name, 'OPERATION'])),
		oneOfEach(names),
		5,
	);
	let most = 0;
	kylin.faults.add({
		when: ({ path }) => path.endsWith('/jobs'),
		slowHeadersMs: 30,
		times: Infinity,
	});
	kylin.onRequest = () => {
		const underWay = kylin.requests.filter(({ status }) => status === null);
		most = Math.max(most, underWay.length);
	};
	const host = new TriggerHost(kylin.credential, quiet);
	const run = await host.activated();
	fail(...names.map((name) => `${name}-1`));
	await run.poll();
	expect(host.takeEvents()).toHaveLength(20);
	expect(most).toBe(8);
});

test('who may operate no project is told which right is missing, at activation and by a test', async () => {
	await startWith({ alpha: 'READ' }, oneOfEach(['alpha']));
	const host = new TriggerHost(kylin.credential, quiet);
	const message = 'This user has the permission OPERATION on no project';
	await expect(host.activated()).rejects.toMatchObject({
		message,
		description: expect.stringContaining('grant OPERATION on the project'),
	});
	const run = await host.fetchTestEvent();
	expect(run.data.resultData.error?.message).toBe(message);
});

test('a test fetch shows jobs of the projects that may be operated', async () => {
	await startWith(
		RIGHTS,
		Object.keys(RIGHTS).map((project) => seedJob('ERROR', { id: `${project}-1`, project })),
	);
	const host = new TriggerHost(kylin.credential, quiet);
	const items = itemsOf(await host.fetchTestEvent());
	expect(items.map(({ id }) => id)).toEqual(['gamma-1', 'alpha-1']);
});

test('at rest a poll asks for five jobs of each project, and a new project is seen', async () => {
	let elapsed = 0;
	jest.spyOn(clock, 'elapsed').mockImplementation(() => elapsed);
	const old = (index: number) => ({
		create_time: NOW - DAY_MS - index * MINUTE_MS,
		last_modified: NOW - DAY_MS - index * MINUTE_MS,
		project: index % 2 === 0 ? 'alpha' : 'gamma',
	});
	const jobs = Array.from({ length: 60 }, (_, index) => seedJob('SUCCEED', old(index)));
	await startWith(RIGHTS, jobs);
	const host = new TriggerHost(kylin.credential, quiet);
	const run = await host.activated();
	const minute = async () => {
		elapsed += MINUTE_MS;
		kylin.clock.advance(MINUTE_MS);
		kylin.requests.length = 0;
		await run.poll();
		return kylin.requests.map(({ query }) => [query.project, query.page_size].join(' '));
	};
	for (let count = 0; count < 6; count += 1) await minute();
	expect(await minute()).toEqual([' 1000', 'alpha 5', 'gamma 5']);
	kylin.state.addProject('delta', { OPERATOR: 'OPERATION' });
	const now = kylin.clock.now();
	kylin.submit({
		...seedJob('READY', { id: 'delta-1', project: 'delta' }),
		create_time: now,
		last_modified: now,
	});
	fail('delta-1');
	await minute();
	expect(host.takeEvents()).toEqual(['jobFailed delta-1']);
});

inN8n2('the durable scheduler knows the way from the static data', async () => {
	await startWith(RIGHTS, oneOfEach());
	const host = new TriggerHost(kylin.credential, quiet, { pollBudgetMs: 36_000 });
	await host.start('update').activate();
	asked();
	fail('alpha-1');
	await host.start('update').poll();
	expect(asked()).toEqual(['projects', 'jobs alpha', 'jobs gamma']);
	expect(host.takeEvents()).toEqual(['jobFailed alpha-1']);
});

test("the callback trigger reads a job's record by its project, without a refused request", async () => {
	const jobs = ['alpha', 'beta'].map((project) => seedJob('RUNNING', { project }));
	await startWith(RIGHTS, jobs);
	const credentials = { apacheKylinApi: kylin.credential };
	webhook = await new WebhookHost(
		{ authentication: 'none', events: ['jobFailed'], jobData: 'kylin', output: 'raw' },
		credentials,
	).open();
	fail(...jobs.map(({ id }) => id));
	for (const job of jobs) {
		expect(await webhook.post(callback(job))).toMatchObject({ message: 'Received' });
	}
	const notes = webhook.executions.map(([item]) => [item.id, item.job_note]);
	expect(notes).toEqual([
		[jobs[0].id, undefined],
		[jobs[1].id, expect.stringContaining("doesn't have access")],
	]);
	expect(asked()).toEqual(['jobs alpha', 'jobs beta 400']);
});

/** As Kylin posts it; the record holds more. */
const callback = ({ id, project }: SeedJob): IDataObject => ({
	job_id: id,
	project,
	model_name: 'orders',
	segment_ids: [],
	index_ids: [],
	duration: 31_000,
	wait_time: 0,
	start_time: NOW - 31_000,
	end_time: kylin.clock.now(),
	job_state: 'ERROR',
	job_type: 'INDEX_BUILD',
	tag: null,
	error_code: 'KE-030001003',
	msg: 'Container out of memory',
	suggestion: null,
	code: null,
	stacktrace: null,
});
