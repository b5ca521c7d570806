import type { IDataObject } from 'n8n-workflow';
import { FIELDS, fromItem, rowOf, sampleOf } from './fields';
import { runKylin, searchList } from './harness';
import { ATTACKS, arrived, expectInPlace } from './injection';
import { seedJob, seedOf, startKylin, type Kylin } from './kylin';
import { SAMPLE_JOBS, failed } from './seed';
import { shareClock } from './waiting';

const job = seedJob('ERROR');

let kylin: Kylin;

beforeEach(async () => (kylin = await startKylin([job])));
afterEach(async () => await kylin.close());

const run = async (parameters: object, items: IDataObject[] = [{}]) =>
	await runKylin({
		parameters: { resource: 'job', ...parameters } as IDataObject,
		credential: kylin.credential,
		items,
		settings: { onError: 'continueRegularOutput' },
	});

/** Where IDs of jobs and names of models go: they are looked up before the action. */
const LOOKED_UP: Record<string, string> = { job_ids: 'key', model: 'model_name' };

/** By path of a field: under what name the operation itself sends its value. */
const SENT_BY_OPERATION: Record<string, string> = {
	'filters.models': 'subject',
	'filters.otherProjects': 'project',
	'options.tag': 'user_defined_tag',
	partitionColumn: 'options',
	tables: 'tables',
};

describe('what a field holds stays in its place', () => {
	const items = ATTACKS.map((value) => ({ value }));

	beforeEach(() => {
		kylin.seed(seedOf(SAMPLE_JOBS));
		shareClock(kylin);
	});
	afterEach(() => jest.restoreAllMocks());

	test.each(FIELDS)('$resource.$operation: $path', async (field) => {
		const { resource, operation, property } = field;
		const { sound } = sampleOf(field);
		await run({ resource, operation, ...sound, options: {}, ...fromItem(field) }, items);
		const own = property.routing?.send?.property ?? SENT_BY_OPERATION[field.path];
		const sent = Object.keys(rowOf(field).sent ?? {});
		expectInPlace(kylin, own === undefined ? sent : [own, LOOKED_UP[own] ?? own, ...sent]);
		if (rowOf(field).takesAnyText) expect(arrived(kylin)).toBe(ATTACKS.length);
		expect(Object.values(kylin.jobs())).not.toContain('DISCARDED');
	});

	test.each(['searchProjects', 'searchJobs'] as const)('%s', async (picker) => {
		for (const attack of ATTACKS) {
			await searchList(picker, kylin.credential, { filter: attack });
		}
		expectInPlace(kylin, [picker === 'searchJobs' ? 'key' : 'project']);
		expect(arrived(kylin)).toBe(ATTACKS.length);
	});

	test('searchJobs, the chosen project', async () => {
		for (const attack of ATTACKS) {
			const parameters = { project: { __rl: true, mode: 'name', value: attack } };
			await searchList('searchJobs', kylin.credential, { parameters }).catch(() => {});
		}
		expectInPlace(kylin, ['project']);
		expect(arrived(kylin)).toBe(ATTACKS.length);
	});

	const ids = ATTACKS.filter((attack) => attack !== '..' && !/\s/.test(attack));

	test.each(ids)('the ID of a job in a path: %s', async (id) => {
		kylin.seed(seedOf([{ ...failed, id }]));
		for (const operation of ['get', 'getLog']) {
			const parameters = { operation, job: { __rl: true, mode: 'id', value: '={{ $json.id }}' } };
			const { items } = await run(parameters, [{ id }]);
			expect(items[0].json.id).toBe(id);
		}
		const paths = kylin.requests.map(({ path }) => path.split('/').slice(4));
		const job = encodeURIComponent(id);
		const toDetail = [job, 'detail'];
		const toLog = [job, 'steps', expect.stringMatching(/_01$/), 'output'];
		expect(paths).toEqual([[], toDetail, [], toDetail, toLog]);
	});
});

describe('names of the prototype', () => {
	const record = `{
		"id": "__proto__", "job_status": "constructor", "scheduler_state": "ERROR", "project": "toString", "job_name": "__proto__",
		"last_modified": 1, "create_time": 1, "__proto__": { "polluted": true },
		"constructor": { "prototype": { "polluted": true } }
	}`;

	afterEach(() => expect(({} as IDataObject).polluted).toBeUndefined());

	test.each(['raw', 'simplified', 'selected'])(
		'in a record, with the output %s',
		async (output) => {
			const body = `{"code":"000","msg":"","data":{"value":[${record}],"total_size":1}}`;
			kylin.faults.add({ method: 'GET', times: Infinity, body });
			for (const parameters of [
				{ operation: 'list', output },
				{ operation: 'operate', jobIds: '__proto__', output, dryRun: true },
			]) {
				const { items } = await run(parameters);
				expect(items).toHaveLength(1);
				expect(Object.getPrototypeOf(items[0].json)).toBe(Object.prototype);
				if (parameters.operation === 'list') expect(items[0].json.id).toBe('__proto__');
			}
		},
	);

	test.each(['constructor', '__proto__', 'toString'])(
		'as an error code: %s',
		async (error_code) => {
			const body = JSON.stringify({ code: '999', data: null, msg: 'Some sentence.', error_code });
			kylin.faults.add({ status: 500, body });
			const { items } = await run({ operation: 'list' });
			expect(items[0].json).toEqual({
				error: 'Some sentence.',
				message: `[${error_code}, HTTP 500, item 0]`,
			});
		},
	);

	test('as IDs and statuses from an expression', async () => {
		for (const parameters of [
			{ operation: 'operate', jobIds: ['__proto__', 'constructor'] },
			{ operation: 'operate', jobIds: job.id, statuses: ['constructor'] },
			{ operation: 'operate', jobIds: job.id, action: '__proto__' },
		]) {
			const { items } = await run(parameters);
			expect(items[0].json.error).toMatch(/^(Can't find job "__proto__"|'Statuses'|'Action')/);
		}
		expect(kylin.jobs()).toEqual({ [job.id]: 'ERROR' });
	});
});
