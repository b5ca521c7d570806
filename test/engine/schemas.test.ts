/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { ApacheKylin } from '../../nodes/ApacheKylin/ApacheKylin.node';
import { parseExactJson } from '../../nodes/shared/kylin/exactJson';
import recorded from '../wire/b-vectors.json';
import seed from '../wire/b-seed.json';
import { runKylin } from './harness';
import { seedJob, startKylin, type Kylin } from './kylin';

const FOLDER = join(__dirname, '../../nodes/ApacheKylin/__schema__/v1.0.0/job');

type Schema = { properties: Record<string, unknown>; version: number };

const load = (operation: string): Schema =>
	JSON.parse(readFileSync(join(FOLDER, `${operation}.json`), 'utf8'));

// `version` is n8n's own keyword, a list of types says that a member may be null.
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, keywords: ['version'] });
const validators = new Map<string, ValidateFunction>();

function complaints(operation: string, record: unknown): string[] {
	const validate = validators.get(operation) ?? ajv.compile(load(operation));
	validators.set(operation, validate);
	validate(record);
	return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const FAILED = seedJob('ERROR', { shape: 'full', logs: { 'Load Data To Index': 'x' } });
const byId = { __rl: true, mode: 'id', value: FAILED.id };
const project = { __rl: true, mode: 'name', value: 'learn_kylin' };
const period = { project, from: '2020-01-01', to: '2030-01-01' };

const RUNS: Array<[string, IDataObject]> = [
	['list', { returnAll: true }],
	['get', { job: byId }],
	['getLog', { job: byId }],
	['getStatistics', period],
	['getStatistics', { ...period, groupBy: 'model' }],
	['operate', { jobIds: FAILED.id }],
	['wait', { jobIds: FAILED.id, waitOptions: { failureStates: [] } }],
];

test('every operation has a schema and is run against it, and no other', () => {
	const { properties } = new ApacheKylin().description;
	const operation = properties.find(({ name }) => name === 'operation');
	const values = (operation?.options as INodePropertyOptions[]).map(({ value }) => String(value));
	expect(readdirSync(FOLDER).sort()).toEqual(values.map((value) => `${value}.json`).sort());
	expect([...new Set(RUNS.map(([value]) => value))].sort()).toEqual(values.sort());
});

type Recorded = { name: string; request: { path: string }; response: { body: string } };
type Answer = { data?: { value?: IDataObject[] } | IDataObject[] };

const answers = (recorded as Recorded[])
	.filter(({ response }) => response.body.startsWith('{"code":"000"'))
	.map(({ request, response }) => ({
		path: request.path,
		data: (parseExactJson(response.body) as Answer).data,
	}));

describe('recorded exchanges', () => {
	test('jobs', () => {
		const jobs = answers
			.flatMap(({ data }) => (Array.isArray(data) ? [] : (data?.value ?? [])))
			.filter((row) => 'job_status' in (row ?? {}));
		expect(jobs.length).toBeGreaterThan(100);
		expect(jobs.flatMap((job) => complaints('list', job))).toEqual([]);
	});

	test('steps', () => {
		const details = answers.filter(({ path }) => path.includes('/detail'));
		const jobs = details.map(({ data }) => ({ steps: data, failure: null }));
		expect(jobs.length).toBeGreaterThan(5);
		const own = (complaint: string) => complaint.startsWith('/');
		expect(jobs.flatMap((job) => complaints('get', job).filter(own))).toEqual([]);
	});
});

describe.each(['5.0.0', '5.0.5'] as const)('the stand-in, profile %s', (profile) => {
	let kylin: Kylin;
	beforeEach(async () => {
		kylin = await startKylin([], { profile, seed: { ...seed, jobs: [...seed.jobs, FAILED] } });
	});

	afterEach(async () => await kylin.close());

	test.each(RUNS)('%s %j', async (operation, parameters) => {
		const { items, error } = await runKylin({
			parameters: { resource: 'job', operation, ...parameters },
			credential: kylin.credential,
		});
		expect(error).toBeUndefined();
		expect(items.flatMap(({ json }) => complaints(operation, json))).toEqual([]);
		// What the editor offers before the first run is there after it, and nothing is missing.
		const known = Object.keys(load(operation).properties);
		for (const { json } of items) expect(known).toEqual(expect.arrayContaining(Object.keys(json)));
	});
});

test('a schema rejects what does not fit', () => {
	expect(complaints('list', { id: 1 })).toEqual(
		expect.arrayContaining(['/id must be string', " must have required property 'job_status'"]),
	);
});
