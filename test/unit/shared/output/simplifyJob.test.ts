import type { IDataObject } from 'n8n-workflow';
import { isJobRecord, type JobRecord } from '../../../../nodes/shared/kylin/job';
import { readOutput } from '../../../../nodes/shared/output/outputChoice';
import { readableDetails, simplifyJob } from '../../../../nodes/shared/output/simplifyJob';
import recorded from '../../../wire/b-vectors.json';
import { parseExactJson } from '../../../../nodes/shared/kylin/exactJson';

const CONTEXT = { timezone: 'Europe/Berlin', host: 'https://gw.example.com/olap/' };
const UNBOUNDED = '9223372036854775807';
const CREATED = Date.UTC(2026, 10, 23, 2, 0);

const record = (more: IDataObject = {}): JobRecord => ({
	id: 'job-1',
	job_name: 'INC_BUILD',
	job_status: 'RUNNING',
	project: 'learn_kylin',
	target_subject: 'sales & more',
	target_subject_error: false,
	step_ratio: 0.33333334,
	create_time: CREATED,
	exec_start_time: CREATED + 1_000,
	exec_end_time: 0,
	last_modified: CREATED + 1_000,
	duration: 90_400,
	wait_time: 1_000,
	total_duration: 91_400,
	data_range_start: 0,
	data_range_end: 0,
	...more,
});

test('a job in the words of the job page', () => {
	expect(simplifyJob(record(), CONTEXT)).toEqual({
		id: 'job-1',
		job_type: 'Load Data',
		status: 'RUNNING',
		status_text: 'Running',
		project: 'learn_kylin',
		kylin: 'gw.example.com',
		object: 'sales & more',
		progress_percent: 33,
		created_at: '2026-11-23T03:00:00+01:00',
		ended_at: null,
		duration_seconds: 91,
		duration_text: '1 min 31 s',
		link: 'https://gw.example.com/olap/kylin/#/monitor/job?modelAlias=sales%20%26%20more&jobStatus=RUNNING',
	});
});

const JOBS: Array<[string, IDataObject, IDataObject]> = [
	['finished', { job_status: 'FINISHED', step_ratio: 'NaN' }, { progress_percent: 100 }],
	['no units', { step_ratio: 'NaN' }, { progress_percent: null }],
	['no ratio', { step_ratio: null }, { progress_percent: null }],
	['nearly done', { step_ratio: 0.99 }, { progress_percent: 99 }],
	...['FINISHED', 'ERROR', 'DISCARDED'].map((job_status): [string, IDataObject, IDataObject] => [
		`ended as ${job_status}`,
		{ job_status, exec_end_time: CREATED + 60_000 },
		{ ended_at: '2026-11-23T03:01:00+01:00' },
	]),
	...['PENDING', 'RUNNING', 'STOPPED'].map((job_status): [string, IDataObject, IDataObject] => [
		`${job_status} again, with the end of an earlier run`,
		{ job_status, exec_end_time: CREATED + 60_000 },
		{ ended_at: null },
	]),
	['short', { total_duration: 59_400 }, { duration_text: '59 s' }],
	['of an hour', { total_duration: 3_660_000 }, { duration_text: '1 h 1 min' }],
	['of a day', { total_duration: 90_000_000 }, { duration_text: '1 day 1 h' }],
	['of days', { total_duration: 180_000_000 }, { duration_text: '2 days 2 h' }],
	['in an unknown status', { job_status: 'NEW' }, { status: 'NEW', status_text: 'NEW' }],
	['of an odd object', { target_subject: 7 }, { object: null }],
	['of a newer Kylin', { job_name: 'LAYOUT_DATA_OPTIMIZE' }, { job_type: 'LAYOUT_DATA_OPTIMIZE' }],
	...[
		['INDEX_BUILD', 'Build Index'],
		['SNAPSHOT_BUILD', 'Build Snapshot'],
		['SUB_PARTITION_BUILD', 'Build Sub-Partitions Data'],
		['INDEX_MERGE', 'Merge Data'],
		['INDEX_REFRESH', 'Refresh Data'],
		['SNAPSHOT_REFRESH', 'Refresh Snapshot'],
		['SUB_PARTITION_REFRESH', 'Refresh Sub-Partitions Data'],
		['TABLE_SAMPLING', 'Sample Table Data'],
	].map(([job_name, job_type]): [string, IDataObject, IDataObject] => [
		`of type ${job_name}`,
		{ job_name },
		{ job_type },
	]),
	['without a type', { job_name: null }, { job_type: null }],
	['without an object', { target_subject: null }, { object: null }],
	['of an older Kylin', { total_duration: undefined }, { duration_seconds: 90 }],
	['paused', { job_status: 'STOPPED' }, { status: 'STOPPED', status_text: 'Paused' }],
];

test.each(JOBS)('%s', (_name, more, expected) => {
	expect(simplifyJob(record(more), CONTEXT)).toMatchObject(expected);
});

test('what Kylin says in place of a deleted object is a note, and not searched for', () => {
	const job = record({ target_subject: 'The model is deleted', target_subject_error: true });
	const simplified = simplifyJob(job, CONTEXT);
	expect(simplified).toMatchObject({ object: null, object_note: 'The model is deleted' });
	expect(simplified).not.toHaveProperty('error');
	expect(simplified.link).toBe('https://gw.example.com/olap/kylin/#/monitor/job?jobStatus=RUNNING');
});

const RANGES: Array<[string, IDataObject, unknown, unknown]> = [
	['none', { data_range_start: 0, data_range_end: 0 }, null, null],
	['a whole table', { data_range_start: 0, data_range_end: UNBOUNDED }, 'open', 'open'],
	[
		'an open end',
		{ data_range_start: 1325347200000, data_range_end: UNBOUNDED },
		'2011-12-31T17:00:00+01:00',
		'open',
	],
	[
		'a segment',
		{ data_range_start: 1325347200000, data_range_end: 1338480000000 },
		'2011-12-31T17:00:00+01:00',
		'2012-05-31T18:00:00+02:00',
	],
	[
		'from 1970 on',
		{ data_range_start: 0, data_range_end: 86_400_000 },
		'1970-01-01T01:00:00+01:00',
		'1970-01-02T01:00:00+01:00',
	],
	[
		'before 1970',
		{ data_range_start: -86_400_000, data_range_end: 0 },
		'1969-12-31T01:00:00+01:00',
		'1970-01-01T01:00:00+01:00',
	],
];

test.each(RANGES)('data range: %s', (_name, more, data_from, data_to) => {
	expect(readableDetails(record(more), CONTEXT)).toMatchObject({ data_from, data_to });
});

test('times that have not come yet are null', () => {
	const job = record({ exec_start_time: 0, last_modified: 0 });
	expect(readableDetails(job, CONTEXT)).toMatchObject({
		started_at: null,
		changed_at: null,
		waited_seconds: 1,
	});
});

const outputOf = async (parameters: IDataObject) =>
	await readOutput({
		parameter: (name, fallback) => parameters[name] ?? fallback,
		outputContext: async () => CONTEXT,
	});

test('raw output is the record itself, and needs no credential', async () => {
	const { job } = await readOutput({
		parameter: (name, fallback) => (name === 'output' ? 'raw' : fallback),
		outputContext: async () => await Promise.reject(new Error('not asked')),
	});
	expect(job(record())).toEqual(record());
});

test('selected output keeps the ID and what an operation adds', async () => {
	const { job } = await outputOf({ output: 'selected', outputFields: 'status, data_to,submitter' });
	expect(job(record({ data_range_end: UNBOUNDED }), { applied: true })).toEqual({
		id: 'job-1',
		status: 'RUNNING',
		data_to: 'open',
		submitter: null,
		applied: true,
	});
});

test('selected output of no fields is the ID alone', async () => {
	const { job } = await outputOf({ output: 'selected', outputFields: [] });
	expect(job(record())).toEqual({ id: 'job-1' });
});

type Recorded = { name: string; response: { body: string } };

function recordedJobs(): JobRecord[] {
	const bodies = (recorded as Recorded[]).map(({ response }) => response.body);
	return bodies
		.filter((body) => body.includes('"job_status"') && body.includes('"code":"000"'))
		.flatMap((body) => (parseExactJson(body) as { data: { value?: unknown[] } }).data.value ?? [])
		.filter(isJobRecord);
}

test('every recorded job is shortened to members of plain values', () => {
	const jobs = recordedJobs();
	expect(jobs.length).toBeGreaterThan(100);
	for (const job of jobs) {
		const simplified = simplifyJob(job, CONTEXT);
		for (const value of Object.values(simplified)) {
			expect(value === null || typeof value !== 'object').toBe(true);
			expect(value).not.toBeUndefined();
		}
		expect(JSON.stringify(simplified)).not.toMatch(/NaN|9223372036854/);
	}
});
