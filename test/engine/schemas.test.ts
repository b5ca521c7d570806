/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { globSync } from 'fast-glob';
import type { IDataObject } from 'n8n-workflow';
import { parseExactJson } from '../../nodes/shared/kylin/exactJson';
import type { JobRecord } from '../../nodes/shared/kylin/job';
import { parseSteps } from '../../nodes/shared/kylin/jobDetail';
import { simplifyJob, simplifyStep } from '../../nodes/shared/output/simplifyJob';
import recorded from '../wire/b-vectors.json';
import seed from '../wire/b-seed.json';
import { OPERATIONS, sampleOf, type OfOperation } from './fields';
import { runKylin } from './harness';
import { startKylin, type Kylin } from './kylin';
import { SAMPLE_MODELS, SAMPLE_PROJECT, SAMPLE_TABLES } from './modelSamples';
import { SAMPLE_JOBS } from './seed';

const CONTEXT = { timezone: 'UTC', host: 'http://kylin.example.com:7070' };

const FOLDER = join(__dirname, '../../nodes/ApacheKylin/__schema__/v1.0.0');

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

const key = ({ resource, operation }: OfOperation) => `${resource}/${operation}`;

const WITH_SCHEMA = OPERATIONS.filter((one) => !sampleOf(one).hasNoSchema);

test('every operation whose shape is fixed has a schema, and no other', () => {
	const files = globSync('**/*.json', { cwd: FOLDER });
	expect(files.sort()).toEqual(WITH_SCHEMA.map((one) => `${key(one)}.json`).sort());
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
		const items = jobs.map((job) => simplifyJob(job as JobRecord, CONTEXT));
		expect(items.flatMap((item) => complaints('job/list', item))).toEqual([]);
	});

	test('steps', () => {
		const details = answers.filter(({ path }) => path.includes('/detail'));
		const jobs = details.map(({ data }) => ({
			steps: parseSteps(data).map((step) => simplifyStep(step, CONTEXT)),
			failure: null,
		}));
		expect(jobs.length).toBeGreaterThan(5);
		const own = (complaint: string) => complaint.startsWith('/');
		expect(jobs.flatMap((job) => complaints('job/get', job).filter(own))).toEqual([]);
	});
});

const RUNS = WITH_SCHEMA.flatMap(({ resource, operation }) => {
	const { sound, runs = [] } = sampleOf({ resource, operation });
	const name = key({ resource, operation });
	return [{}, ...runs].map((more) => ({
		name,
		more,
		parameters: { resource, operation, ...sound, ...more } as IDataObject,
	}));
});

describe.each(['5.0.0', '5.0.5'] as const)('the stand-in, profile %s', (profile) => {
	let kylin: Kylin;

	beforeEach(async () => {
		kylin = await startKylin([], {
			profile,
			seed: {
				...seed,
				projects: [...seed.projects, { name: SAMPLE_PROJECT, snapshot_management: true }],
				models: [...seed.models, ...SAMPLE_MODELS],
				tables: [...seed.tables, ...SAMPLE_TABLES],
				jobs: [...seed.jobs, ...SAMPLE_JOBS],
			},
		});
	});

	afterEach(async () => await kylin.close());

	test.each(RUNS)('$name $more', async ({ name, parameters }) => {
		const { items, error } = await runKylin({ parameters, credential: kylin.credential });
		expect(error).toBeUndefined();
		expect(items).not.toEqual([]);
		expect(items.flatMap(({ json }) => complaints(name, json))).toEqual([]);
		// What the editor offers before the first run is there after it, and nothing is missing.
		const known = Object.keys(load(name).properties);
		for (const { json } of items) expect(known).toEqual(expect.arrayContaining(Object.keys(json)));
	});
});

test('a schema rejects what does not fit', () => {
	expect(complaints('job/list', { id: 1 })).toEqual(
		expect.arrayContaining(['/id must be string', " must have required property 'status'"]),
	);
});
