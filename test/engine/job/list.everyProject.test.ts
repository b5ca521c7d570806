/** List Jobs over several projects and models: who may see what, on every release. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { runKylin } from '../harness';
import { NOW, seedJob, seedJobs, startKylin, type Kylin, type SeedJob } from '../kylin';

const RELEASES = ['5.0.0', '5.0.2', '5.0.4', '5.0.5'] as const;
type Release = (typeof RELEASES)[number];

const PROJECTS = ['alpha', 'beta', 'gamma', 'delta'];

let kylin: Kylin;

afterEach(async () => await kylin.close());

/** @param operated projects on which the user OPERATOR has the right to operate */
async function startWith(jobs: SeedJob[], operated: string[], profile: Release = '5.0.5') {
	kylin = await startKylin([], {
		profile,
		seed: {
			recorded_at: NOW,
			projects: PROJECTS.map((name) => ({
				name,
				permissions: { OPERATOR: operated.includes(name) ? 'OPERATION' : 'READ' },
			})),
			models: [],
			tables: [],
			jobs,
		} as never,
	});
	kylin.credential.username = 'OPERATOR';
	kylin.credential.password = 'operator';
}

const list = async (parameters: IDataObject = {}) =>
	await runKylin({
		parameters: { resource: 'job', operation: 'list', output: 'raw', ...parameters },
		credential: kylin.credential,
	});

const ids = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => String(json.id));

const byName = (value: string) => ({ __rl: true, mode: 'name', value });

/** Jobs of all projects in turn, each a second newer than the one before. */
const jobsOfAll = (count: number, more: (index: number) => object = () => ({})) =>
	Array.from({ length: count }, (_, index) =>
		seedJob('ERROR', { project: PROJECTS[index % PROJECTS.length], ...more(index) }),
	);

const asked = () =>
	kylin.requests.map(({ path, query }) =>
		[path.replace('/kylin/api/', ''), query.project, query.page_size].join(' '),
	);

test.each(RELEASES)('the newest job of a model is found in any project on %s', async (profile) => {
	const jobs = PROJECTS.map((project) => seedJob('ERROR', { project, target_subject: 'sales' }));
	await startWith(jobs, ['beta', 'delta'], profile);
	const { items, error } = await runKylin({
		parameters: {
			resource: 'job',
			operation: 'get',
			job: { __rl: true, mode: 'newestOfModel', value: 'sales' },
		},
		credential: kylin.credential,
	});
	expect(error).toBeUndefined();
	expect(items[0].json.project).toBe('delta');
});

test.each(RELEASES)('an administrator needs one request on %s', async (profile) => {
	await startWith(jobsOfAll(20), [], profile);
	Object.assign(kylin.credential, { username: 'ADMIN', password: 'KYLIN' });
	expect((await list({ pageSize: 12 })).items).toHaveLength(12);
	expect(kylin.requests).toHaveLength(1);
});

test('where Kylin refuses, the projects the user may operate are read, a page of each', async () => {
	const jobs = jobsOfAll(40);
	await startWith(jobs, ['alpha', 'gamma', 'delta']);
	const { items, error } = await list({ pageSize: 7, options: { pageOffset: 1 } });
	expect(error).toBeUndefined();
	const visible = jobs.filter(({ project }) => project !== 'beta').reverse();
	expect(ids(items)).toEqual(visible.slice(7, 14).map(({ id }) => id));
	expect(asked()).toEqual([
		'jobs  7',
		'projects  1000',
		'jobs alpha 14',
		'jobs delta 14',
		'jobs gamma 14',
	]);
});

test.each(['5.0.4', '5.0.5'] as const)(
	'who may operate no project is told which right is missing on %s',
	async (profile) => {
		await startWith(jobsOfAll(8), [], profile);
		for (const returnAll of [false, true]) {
			const { error, items } = await list({ returnAll });
			expect(items).toEqual([]);
			expect(error?.message).toBe('This user has the permission OPERATION on no project');
			expect(error?.description).toContain('OPERATION');
		}
	},
);

test('a project that goes meanwhile costs itself alone', async () => {
	await startWith(jobsOfAll(8), ['alpha', 'beta']);
	kylin.faults.add({
		path: '/api/jobs',
		times: 1,
		when: ({ query }) => {
			if (query.get('project')?.[0] === 'alpha') query.set('project', ['gone']);
			return false;
		},
	});
	const { items, error } = await list();
	expect(error).toBeUndefined();
	expect(new Set(items.map(({ json }) => json.project))).toEqual(new Set(['beta']));
});

test('at most eight requests are under way at once', async () => {
	const names = Array.from({ length: 30 }, (_, index) => `p${index}`);
	kylin = await startKylin([], {
		latencyMs: 5,
		seed: {
			recorded_at: NOW,
			projects: names.map((name) => ({ name, permissions: { OPERATOR: 'OPERATION' } })),
			models: [],
			tables: [],
			jobs: names.flatMap((project) => seedJobs(3, 'ERROR', { project })),
		} as never,
	});
	Object.assign(kylin.credential, { username: 'OPERATOR', password: 'operator' });
	let most = 0;
	kylin.onRequest = () => {
		most = Math.max(most, kylin.requests.filter(({ status }) => status === null).length);
	};
	expect((await list({ returnAll: true })).items).toHaveLength(90);
	expect(most).toBe(8);
});

test('whatever the rights and the release: the jobs the user may see, in order, each once', async () => {
	const TIMES = ['create_time', 'last_modified'];
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...RELEASES),
			fc.subarray(PROJECTS, { minLength: 1 }),
			fc.integer({ min: 0, max: 30 }),
			fc.record({
				returnAll: fc.boolean(),
				pageSize: fc.integer({ min: 1, max: 12 }),
				pageOffset: fc.integer({ min: 0, max: 3 }),
				sortBy: fc.constantFrom(...TIMES),
				reverse: fc.boolean(),
			}),
			async (profile, operated, count, { returnAll, pageSize, ...options }) => {
				const jobs = jobsOfAll(count, (index) => ({
					last_modified: NOW - ((index * 7919) % 101) * 1_000,
				}));
				await startWith(jobs, operated, profile);
				const seesAll = ['5.0.0', '5.0.2'].includes(profile);
				const visible = jobs.filter(({ project }) => seesAll || operated.includes(String(project)));
				const { sortBy, reverse, pageOffset } = options;
				const sorted = [...visible].sort((one, other) => {
					const difference = Number(one[sortBy]) - Number(other[sortBy]);
					return reverse ? -difference : difference;
				});
				const start = pageOffset * pageSize;
				const expected = returnAll ? sorted : sorted.slice(start, start + pageSize);
				const { items, error } = await list({ returnAll, pageSize, options });
				expect(error).toBeUndefined();
				expect(ids(items)).toEqual(expected.map(({ id }) => id));
				for (const { query, path } of kylin.requests) {
					const mayReach = returnAll ? Infinity : start + pageSize;
					if (path.endsWith('/jobs')) expect(Number(query.page_size)).toBeLessThanOrEqual(mayReach);
				}
				await kylin.close();
			},
		),
		{ numRuns: 60 },
	);
});

test('by anything but a time the jobs come project by project', async () => {
	await startWith(jobsOfAll(24), PROJECTS);
	const { items } = await list({ pageSize: 8, options: { sortBy: 'total_duration' } });
	expect(items.map(({ json }) => json.project)).toEqual([
		...Array.from({ length: 6 }, () => 'alpha'),
		...Array.from({ length: 2 }, () => 'beta'),
	]);
	expect(asked()).toEqual(['jobs  8', 'projects  1000', 'jobs alpha 8', 'jobs beta 8']);
});

test('by project, from either end', async () => {
	await startWith(jobsOfAll(8), PROJECTS);
	const projects = async (reverse: boolean) =>
		(await list({ pageSize: 3, options: { sortBy: 'project', reverse } })).items.map(
			({ json }) => json.project,
		);
	expect(await projects(true)).toEqual(['gamma', 'gamma', 'delta']);
	expect(await projects(false)).toEqual(['alpha', 'alpha', 'beta']);
});

test('a job that is found by its ID names its own project', async () => {
	const jobs = jobsOfAll(8, () => ({ shape: 'full' }));
	await startWith(jobs, ['beta']);
	const { items, error } = await runKylin({
		parameters: {
			resource: 'job',
			operation: 'get',
			output: 'raw',
			job: { __rl: true, mode: 'id', value: jobs[1].id },
		},
		credential: kylin.credential,
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ id: jobs[1].id, project: 'beta' });
	expect(asked()).toEqual([
		'jobs  1',
		'projects  1000',
		'jobs beta 1',
		`jobs/${jobs[1].id}/detail beta `,
		expect.stringMatching(/^jobs\/.*\/output beta $/),
	]);
});

describe('several projects and models', () => {
	const objects = ['orders', 'orders_eu', 'sales'];
	const jobs = jobsOfAll(36, (index) => ({ target_subject: objects[index % 3] }));

	beforeEach(async () => await startWith(jobs, PROJECTS));

	const wanted = (isWanted: (job: SeedJob) => boolean) =>
		jobs
			.filter(isWanted)
			.reverse()
			.map(({ id }) => id);

	test('other projects beside the chosen one, each once', async () => {
		const { items } = await list({
			project: byName('alpha'),
			filters: { otherProjects: ['gamma', 'ALPHA'] },
		});
		expect(ids(items)).toEqual(wanted(({ project }) => ['alpha', 'gamma'].includes(`${project}`)));
		expect(asked()).toEqual(['jobs alpha 50', 'jobs gamma 50']);
	});

	test('other projects alone', async () => {
		const { items } = await list({ filters: { otherProjects: ['delta'] } });
		expect(ids(items)).toEqual(wanted(({ project }) => project === 'delta'));
	});

	test('models by their whole names', async () => {
		const { items } = await list({ filters: { models: ['orders'] } });
		expect(ids(items)).toEqual(wanted(({ target_subject }) => target_subject === 'orders'));
		const several = await list({ filters: { models: ['orders', 'sales'] }, pageSize: 5 });
		expect(ids(several.items)).toEqual(
			wanted(({ target_subject }) => target_subject !== 'orders_eu').slice(0, 5),
		);
	});

	test('models and a part of a name', async () => {
		const { items } = await list({ filters: { models: ['orders', 'sales'], key: 'SAL' } });
		expect(ids(items)).toEqual(wanted(({ target_subject }) => target_subject === 'sales'));
	});

	test('the newest of each object of each project', async () => {
		const { items } = await list({ options: { newestPerObject: true }, pageSize: 5 });
		expect(ids(items)).toEqual(wanted((job) => jobs.indexOf(job) >= 24).slice(0, 5));
	});

	test('a project that there is not is an error', async () => {
		const { error } = await list({ project: byName('alpha'), filters: { otherProjects: ['no'] } });
		expect(error?.message).toContain('"no"');
	});
});

describe('dates', () => {
	const HOUR = 3_600_000;
	const ages = [1, 20, 30, 200, 1_000, 12_000];
	const jobs = ages.map((hours) => seedJob('ERROR', { last_modified: NOW - hours * HOUR }));
	const at = (hours: number) => new Date(NOW - hours * HOUR).toISOString();

	beforeEach(async () => {
		kylin = await startKylin(jobs);
		jest.spyOn(Date, 'now').mockReturnValue(NOW);
	});

	afterEach(() => jest.restoreAllMocks());

	test.each([
		[{ changedAfter: at(20) }, [1, 20], '0'],
		[{ changedAfter: at(23) }, [1, 20], '1'],
		[{ changedAfter: at(31) }, [1, 20, 30], '1'],
		[{ changedAfter: at(600) }, [1, 20, 30, 200], '2'],
		[{ changedAfter: at(1_000) }, [1, 20, 30, 200, 1_000], '3'],
		[{ changedAfter: at(20_000) }, ages, '4'],
		[{ changedBefore: at(200) }, [1_000, 12_000], '4'],
		[{ changedAfter: at(200), changedBefore: at(20) }, [30, 200], '2'],
	])('%j', async (filters, expected, time_filter) => {
		const { items, error } = await list({ filters });
		expect(error).toBeUndefined();
		const found = items.map(({ json }) => (NOW - Number(json.last_modified)) / HOUR);
		expect(found.sort((a, b) => a - b)).toEqual(expected);
		expect(kylin.requests[0].query).toMatchObject({ time_filter });
	});
});
