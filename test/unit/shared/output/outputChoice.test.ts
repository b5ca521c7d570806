import type { IDataObject } from 'n8n-workflow';
import type { JobRecord } from '../../../../nodes/shared/kylin/job';
import { RAW_FIELDS, READABLE_FIELDS } from '../../../../nodes/shared/output/jobFields';
import { readOutput } from '../../../../nodes/shared/output/outputChoice';

const NOON = Date.UTC(2026, 10, 23, 12);

const JOB: JobRecord = {
	id: 'a',
	job_name: 'INC_BUILD',
	job_status: 'FINISHED',
	project: 'sales',
	target_subject: 'orders',
	create_time: NOON,
	exec_start_time: NOON + 1_000,
	exec_end_time: NOON + 60_000,
	last_modified: NOON + 61_000,
	total_duration: 60_400,
	wait_time: 1_600,
	data_range_start: 0,
	data_range_end: 86_400_000,
};

const STEP = {
	id: 's',
	name: 'Build',
	step_status: 'FINISHED',
	exec_start_time: NOON,
	duration: 2_000,
};

let asked = 0;

const output = async (parameters: IDataObject) =>
	await readOutput({
		parameter: (name, fallback) => parameters[name] ?? fallback,
		outputContext: async () => {
			asked += 1;
			return { timezone: 'UTC', host: 'http://kylin' };
		},
	});

const SHORT_JOB = {
	id: 'a',
	job_type: 'Load Data',
	status: 'FINISHED',
	status_text: 'Succeeded',
	project: 'sales',
	kylin: 'kylin',
	object: 'orders',
	progress_percent: 100,
	created_at: '2026-11-23T12:00:00+00:00',
	ended_at: '2026-11-23T12:01:00+00:00',
	duration_seconds: 60,
	duration_text: '1 min 0 s',
	link: 'http://kylin/kylin/#/monitor/job?modelAlias=orders&jobStatus=FINISHED',
};

const SHORT_STEP = {
	id: 's',
	name: 'Build',
	status: 'FINISHED',
	started_at: '2026-11-23T12:00:00+00:00',
	duration_seconds: 2,
};

const DETAILS = {
	started_at: '2026-11-23T12:00:01+00:00',
	changed_at: '2026-11-23T12:01:01+00:00',
	waited_seconds: 2,
	data_from: '1970-01-01T00:00:00+00:00',
	data_to: '1970-01-02T00:00:00+00:00',
};

beforeEach(() => (asked = 0));

test('raw', async () => {
	const { job, step } = await output({ output: 'raw' });
	expect(job(JOB)).toBe(JOB);
	expect(job(JOB, { event: 'x' })).toEqual({ ...JOB, event: 'x' });
	expect(step(STEP)).toBe(STEP);
	expect(asked).toBe(0);
});

test.each([{}, { output: 'simplified' }])('simplified, with %j', async (parameters) => {
	const { job, step } = await output(parameters);
	expect(job(JOB)).toEqual(SHORT_JOB);
	expect(job(JOB, { event: 'x' })).toEqual({ ...SHORT_JOB, event: 'x' });
	expect(step(STEP)).toEqual(SHORT_STEP);
	expect(asked).toBe(1);
});

test('selected: every field that can be chosen is there', async () => {
	const readable = READABLE_FIELDS.map(({ value }) => value);
	const { job, step } = await output({
		output: 'selected',
		outputFields: [...readable, ...RAW_FIELDS],
	});
	const empty = Object.fromEntries([...readable, ...RAW_FIELDS].map((field) => [field, null]));
	expect(job(JOB, { event: 'x' })).toEqual({
		...empty,
		...JOB,
		...SHORT_JOB,
		...DETAILS,
		event: 'x',
	});
	expect(step(STEP)).toEqual(SHORT_STEP);
	expect((await output({ output: 'selected' })).job(JOB)).toEqual({ id: 'a' });
	expect((await output({ output: 'selected', outputFields: 'id' })).job(JOB)).toEqual({ id: 'a' });
});

test.each([
	[{ output: 'x' }, "'Output' must be one of simplified, raw, Selected Fields (selected)"],
	[{ output: 'selected', outputFields: 'x' }, "'Fields' must be one of id, changed_at, "],
	[{ output: 'selected', outputFields: {} }, "'Fields' must be text"],
])('%j is refused', async (parameters, message) => {
	await expect(output(parameters)).rejects.toThrow(message);
});

test('the fields that can be chosen are named, each once', () => {
	const all = [...READABLE_FIELDS.map(({ value }) => value), ...RAW_FIELDS];
	expect(new Set(all).size).toBe(all.length);
	expect(RAW_FIELDS).toEqual(expect.arrayContaining(['create_time', 'job_status', 'submitter']));
	for (const { name, description = name } of READABLE_FIELDS) {
		expect(name).toMatch(/^[A-Z]/);
		expect(description).toMatch(/^\w/);
	}
});

const FIRST = Date.UTC(1000, 0);
const LAST = Date.UTC(10_000, 0) - 1;

test.each<[object, object]>([
	[{ job_name: undefined }, { job_type: null }],
	[{ job_name: 7 }, { job_type: null }],
	[{ create_time: LAST }, { created_at: '9999-12-31T23:59:59+00:00' }],
	[{ create_time: LAST + 1 }, { created_at: null }],
	[{ create_time: -1 }, { created_at: null }],
	[{ create_time: undefined }, { created_at: null }],
	[{ total_duration: undefined }, { duration_seconds: null }],
	[{ total_duration: undefined, duration: 1_500 }, { duration_seconds: 2 }],
	[
		{ data_range_start: undefined, data_range_end: undefined },
		{ data_from: null, data_to: null },
	],
	[{ data_range_start: '-9223372036854775808' }, { data_from: 'open', data_to: DETAILS.data_to }],
	[
		{ data_range_start: 1, data_range_end: LAST + 1 },
		{ data_from: DETAILS.data_from, data_to: 'open' },
	],
	[
		{ data_range_start: LAST + 1, data_range_end: LAST + 2 },
		{ data_from: null, data_to: 'open' },
	],
	[
		{ data_range_start: FIRST - 2, data_range_end: FIRST - 1 },
		{ data_from: 'open', data_to: null },
	],
	[
		{ data_range_start: 'FULL', data_range_end: {} },
		{ data_from: null, data_to: null },
	],
	[{ data_range_start: 'FULL' }, { data_from: null, data_to: DETAILS.data_to }],
	[
		{ data_range_start: FIRST, data_range_end: FIRST },
		{ data_from: '1000-01-01T00:00:00+00:00', data_to: '1000-01-01T00:00:00+00:00' },
	],
	[{ data_range_end: LAST }, { data_to: '9999-12-31T23:59:59+00:00' }],
])('a job with %j', async (more, expected) => {
	const { job } = await output({
		output: 'selected',
		outputFields: READABLE_FIELDS.map(({ value }) => value),
	});
	expect(job({ ...JOB, ...more } as JobRecord)).toMatchObject(expected);
});

test('the page of Kylin behind a path that ends like its API', async () => {
	const { job } = await readOutput({
		parameter: () => 'simplified',
		outputContext: async () => ({ timezone: 'UTC', host: 'http://gw/api-gw' }),
	});
	expect(String(job(JOB).link)).toMatch(/^http:\/\/gw\/api-gw\/kylin\/#\/monitor/);
});
