import type { IDataObject } from 'n8n-workflow';
import { runKylin } from './harness';
import { seedJob, startKylin, type Kylin } from './kylin';

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

const project = (value: string) => ({ project: { __rl: true, mode: 'name', value } });

describe('what a field holds stays in its place', () => {
	const ATTACKS = [
		'../../../admin',
		'..%2f..%2fadmin',
		'x&action=DISCARD&project=other',
		'x#fragment',
		'x?y=1',
		'http://elsewhere.example/x',
		'//elsewhere.example/x',
		'@elsewhere.example',
		'x\r\nX-Injected: 1',
		'","action":"DISCARD","x":"',
		"' OR 1=1 --",
		'%00',
		'${process.env.PATH}',
	];
	const FROM_ITEM = '={{ $json.attack }}';
	const LIST_FIELDS: Array<[string, object]> = [
		['project', project(FROM_ITEM)],
		['key', { filters: { key: FROM_ITEM } }],
		['job_names', { filters: { jobNames: FROM_ITEM } }],
		['statuses', { filters: { statuses: FROM_ITEM } }],
		['sort_by', { options: { sortBy: FROM_ITEM } }],
		['reverse', { options: { reverse: FROM_ITEM } }],
		['time_filter', { timeFilter: FROM_ITEM }],
		['page_size', { pageSize: FROM_ITEM }],
		['page_offset', { pageOffset: FROM_ITEM }],
	];
	const OPERATE_FIELDS: Array<[string, object]> = [
		['job_ids', { jobIds: FROM_ITEM }],
		['project', { ...project(FROM_ITEM), jobIds: job.id }],
		['project', { ...project(FROM_ITEM), applyTo: 'allJobsInProject' }],
		['statuses', { statuses: FROM_ITEM, jobIds: job.id }],
		['action', { action: FROM_ITEM, jobIds: job.id }],
	];
	const items = ATTACKS.map((attack) => ({ attack }));

	const expectPlain = () => {
		for (const { path, headers, method } of kylin.requests) {
			expect(['GET /kylin/api/jobs', 'PUT /kylin/api/jobs/status']).toContain(`${method} ${path}`);
			expect(headers).not.toHaveProperty('x-injected');
		}
	};

	test.each(LIST_FIELDS)('%s of List Jobs', async (name, parameters) => {
		await run({ operation: 'list', ...parameters }, items);
		expectPlain();
		const usual = new Set(['time_filter', 'page_size', 'page_offset', name]);
		for (const { query } of kylin.requests) {
			expect(Object.keys(query).filter((key) => !usual.has(key))).toEqual([]);
			expect(items.map(({ attack }) => attack)).toContain(query[name]);
		}
	});

	test.each(OPERATE_FIELDS)('%s of Operate Jobs', async (_name, parameters) => {
		const options = { return: 'confirmation' };
		await run({ operation: 'operate', options, ...parameters }, items);
		expectPlain();
		for (const { action, job_ids = [], project: name = '', statuses = [] } of kylin.updates()) {
			expect(action).toBe('RESUME');
			const values = [...(job_ids as string[]), ...(statuses as string[]), String(name)];
			const parts = ATTACKS.flatMap((attack) => [attack, ...attack.split(/[\s,;]+/)]);
			const known = new Set([...parts, job.id, '', 'ERROR', 'STOPPED']);
			expect(values.filter((value) => !known.has(value))).toEqual([]);
		}
		expect(Object.values(kylin.jobs())).not.toContain('DISCARDED');
	});
});

describe('names of the prototype', () => {
	const record = `{
		"id": "__proto__", "job_status": "constructor", "project": "toString", "job_name": "__proto__",
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
				{ operation: 'operate', jobIds: '__proto__', output, options: { dryRun: true } },
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
