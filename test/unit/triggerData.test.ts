import { isNewCallback } from '../../nodes/ApacheKylinCallbackTrigger/repeats';
import {
	callbackEvent,
	callbackFailure,
	callbackKey,
	parseCallback,
	type Callback,
} from '../../nodes/ApacheKylinCallbackTrigger/callback';
import { changeTime, eventOfStatus, statusesOf } from '../../nodes/shared/events/jobEvent';
import { decodeKnownJobs, encodeKnownJobs } from '../../nodes/ApacheKylinTrigger/watch/knownJobs';
import { isSameSelection, readSelection } from '../../nodes/shared/events/readSelection';
import { isSelected, type Selection } from '../../nodes/shared/events/selection';
import { loadWatch, storeWatch } from '../../nodes/ApacheKylinTrigger/watch/storedWatch';
import { observe } from '../../nodes/ApacheKylinTrigger/watch/changes';
import type { JobRecord } from '../../nodes/shared/kylin/job';
import { jobKey } from '../../nodes/shared/events/jobKey';

const CALLBACK: Callback = {
	job_id: 'a',
	project: 'sales',
	job_type: 'INC_BUILD',
	job_state: 'SUCCEED',
	start_time: 1_000,
	end_time: 3_000,
	duration: 2_000,
};

describe('a callback', () => {
	test.each(['DISCARDED', 'ERROR', 'PAUSED', 'SUCCEED', 'SUICIDAL'])('of state %s', (job_state) => {
		const callback = { ...CALLBACK, job_state };
		expect(parseCallback(callback)).toBe(callback);
	});

	test.each([
		null,
		undefined,
		'text',
		7,
		{},
		{ ...CALLBACK, job_id: '' },
		{ ...CALLBACK, project: 7 },
		{ ...CALLBACK, job_type: undefined },
		{ ...CALLBACK, job_state: 'RUNNING' },
		{ ...CALLBACK, job_state: 'constructor' },
		{ ...CALLBACK, job_state: ['ERROR'] },
		{ ...CALLBACK, start_time: '1000' },
		{ ...CALLBACK, end_time: 1.5 },
		{ ...CALLBACK, duration: undefined },
	])('%j is not from Kylin', (body) => {
		expect(parseCallback(body)).toBeUndefined();
	});

	test('is known by job, state and time', () => {
		expect(callbackKey(CALLBACK)).toBe('a SUCCEED 3000');
	});

	const event = (more: object) => callbackEvent({ ...CALLBACK, ...more });

	test('as a poll would tell it', () => {
		expect(event({ model_id: 'm', segment_ids: ['s1', 's2'], tag: 't' })).toEqual({
			event: 'jobFinished',
			previousStatus: 'RUNNING',
			job: {
				id: 'a',
				job_name: 'INC_BUILD',
				job_status: 'FINISHED',
				project: 'sales',
				target_model: 'm',
				target_segments: ['s1', 's2'],
				related_segment: 's1,s2',
				exec_start_time: 1_000,
				exec_end_time: 3_000,
				last_modified: 3_000,
				duration: 2_000,
				tag: 't',
			},
		});
	});

	test.each([
		['DISCARDED', 'jobDiscarded', 'DISCARDED'],
		['ERROR', 'jobFailed', 'ERROR'],
		['PAUSED', 'jobPaused', 'STOPPED'],
		['SUICIDAL', 'jobDiscarded', 'DISCARDED'],
	])('%s is %s', (job_state, name, job_status) => {
		expect(event({ job_state })).toMatchObject({ event: name, job: { job_status, tag: null } });
	});

	test.each([
		[{ table: 'T' }, 'T'],
		[{ table: ' T ', database: ' DB ' }, 'DB.T'],
		[{ table: 'DB.T', database: 'DB' }, 'DB.T'],
		[{ table: 'T', database: ' ' }, 'T'],
	])('of the table %j', (snapshot_job_info, table) => {
		expect(event({ snapshot_job_info }).job).toMatchObject({
			target_model: table,
			target_subject: table,
		});
	});

	test.each([null, {}, { table: 7 }, { table: ' ', database: 'DB' }])(
		'without a table: %j',
		(snapshot_job_info) => {
			const { job } = event({ snapshot_job_info, segment_ids: 'none' });
			expect(job.target_model).toBeNull();
			expect(job).not.toHaveProperty('target_subject');
			expect(job).toMatchObject({ target_segments: [], related_segment: '' });
		},
	);

	const range = (start: unknown, end: unknown) => ({
		data_range_start: start,
		data_range_end: end,
	});

	test.each([
		[[range(1, 2)], 1, 2],
		[[range(5, 9), null, range(3, 4)], 3, 9],
		[[range(0, 9223372036854775807n.toString()), range(0, 7)], 0, 7],
		[[range(0, 9223372036854776000)], 0, '9223372036854775807'],
	])('data range of %j', (segment_time_range, data_range_start, data_range_end) => {
		expect(event({ segment_time_range }).job).toMatchObject({ data_range_start, data_range_end });
	});

	test.each([null, 'x', [], [null], [range('a', 1)], [range(1, NaN)], [range(1, Infinity)]])(
		'no data range of %j',
		(segment_time_range) => {
			const { job } = event({ segment_time_range });
			expect(job).not.toHaveProperty('data_range_start');
			expect(job).not.toHaveProperty('data_range_end');
		},
	);

	test('why the job failed, as far as it is told', () => {
		const nothing = { step: null, step_id: null, stage: null };
		const told = { ...CALLBACK, error_code: ' KE-1 ', msg: 'Out of memory', suggestion: ' ' };
		expect(callbackFailure(told)).toEqual({
			failure: { ...nothing, code: 'KE-1', reason: 'Out of memory', suggestion: null },
		});
		expect(callbackFailure(CALLBACK)).toEqual({
			failure: { ...nothing, code: null, reason: null, suggestion: null },
		});
	});
});

describe('repeats of a callback', () => {
	const times = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ ...CALLBACK, end_time: index }));

	test('are told within a process, and by what is stored', () => {
		const data = {};
		expect(isNewCallback('here', data, CALLBACK)).toBe(true);
		expect(isNewCallback('here', {}, CALLBACK)).toBe(false);
		expect(isNewCallback('after a restart', data, CALLBACK)).toBe(false);
		expect(isNewCallback('after a restart', data, { ...CALLBACK, end_time: 4_000 })).toBe(true);
	});

	test('are told 200 callbacks back, and the stored text grows no further', () => {
		const data: { seen?: string } = {};
		for (const callback of times(201)) expect(isNewCallback('many', data, callback)).toBe(true);
		expect(data.seen).toHaveLength(1_600);
		expect(
			times(201)
				.slice(1)
				.some((callback) => isNewCallback('many', data, callback)),
		).toBe(false);
		expect(isNewCallback('many', data, times(1)[0])).toBe(true);
	});

	test.each(['torn', 7, ['a'.repeat(8)], 'a'.repeat(7), '!'.repeat(8), `${'a'.repeat(8)}!`])(
		'%j was not stored by the node, and is replaced',
		(seen) => {
			const data = { seen };
			expect(isNewCallback(`odd ${String(seen)}`, data, CALLBACK)).toBe(true);
			expect(data.seen).toBe(jobKey(callbackKey(CALLBACK)));
		},
	);
});

const ALL: Selection = { events: ['jobFailed'], projects: [], jobTypes: [], key: '' };

const JOB: JobRecord = {
	id: 'ABC-1',
	job_status: 'ERROR',
	project: 'Sales',
	job_name: 'INC_BUILD',
	target_subject: 'Orders',
	last_modified: 5,
	create_time: 1,
};

describe('which events are fired', () => {
	test.each<[Partial<Selection>, boolean]>([
		[{}, true],
		[{ events: ['jobPaused'] }, false],
		[{ projects: ['x', 'sALES'] }, true],
		[{ projects: ['x'] }, false],
		[{ jobTypes: ['INC_BUILD'] }, true],
		[{ jobTypes: ['INDEX_BUILD'] }, false],
		[{ key: 'bc-' }, true],
		[{ key: 'RDER' }, true],
		[{ key: 'x' }, false],
	])('%j: %s', (more, expected) => {
		expect(isSelected({ ...ALL, ...more }, { event: 'jobFailed', job: JOB })).toBe(expected);
	});

	test('a job without an object or a project fits no name', () => {
		const job = { ...JOB, target_subject: null, project: undefined } as unknown as JobRecord;
		expect(isSelected({ ...ALL, key: 'null' }, { event: 'jobFailed', job })).toBe(false);
		expect(isSelected({ ...ALL, projects: ['Sales'] }, { event: 'jobFailed', job })).toBe(false);
		expect(isSelected(ALL, { event: 'jobFailed', job })).toBe(true);
	});

	const read = (parameters: Record<string, unknown>) =>
		readSelection((name, fallback) => parameters[name] ?? fallback);

	test('two readings of the same choice are equal, whatever its order', () => {
		const one = read({
			events: ['jobPaused', 'jobFailed'],
			projects: 'z, b, a, B',
			filters: { jobNames: 'Y,X', key: ' k ' },
		});
		expect(one).toEqual({
			events: ['jobFailed', 'jobPaused'],
			projects: ['B', 'a', 'z'],
			jobTypes: ['X', 'Y'],
			key: 'k',
		});
		expect(isSameSelection(one, { ...one })).toBe(true);
		for (const more of [{ events: [] }, { projects: [] }, { jobTypes: [] }, { key: '' }]) {
			expect(isSameSelection(one, { ...one, ...more })).toBe(false);
		}
		expect(read({ events: 'jobFailed' })).toEqual(ALL);
	});

	test.each([
		[{}, "'Events' is empty: choose at least one event"],
		[{ events: 'x' }, "'Events' must be one of jobCreated, jobDiscarded, "],
		[{ events: 'jobFailed', projects: [{}] }, "'Project Names or IDs' must be text"],
		[{ events: 'jobFailed', filters: { jobNames: [{}] } }, "'Job Types' must be text"],
		[{ events: 'jobFailed', filters: { key: {} } }, "'Job ID or Object Contains' must be text"],
	])('%j is refused', (parameters, message) => {
		expect(() => read(parameters)).toThrow(message);
	});
});

describe('what happened to a job', () => {
	test.each([
		['DISCARDED', 'jobDiscarded'],
		['ERROR', 'jobFailed'],
		['FINISHED', 'jobFinished'],
		['RUNNING', 'jobStarted'],
		['STOPPED', 'jobPaused'],
		['PENDING', undefined],
	])('%s: %s', (status, event) => {
		expect(eventOfStatus(status)).toBe(event);
	});

	test('the statuses that tell an event', () => {
		expect(statusesOf(['jobPaused', 'jobFailed'])).toEqual(['ERROR', 'STOPPED']);
		expect(statusesOf(['jobFailed', 'jobCreated'])).toBeUndefined();
	});

	test.each([
		[{}, 5],
		[{ last_modified: 0 }, 1],
		[{ last_modified: 1.5 }, 1],
		[{ last_modified: -5 }, 1],
		[{ last_modified: 0, create_time: 0 }, 0],
	])('the time of a change with %j is %d', (more, expected) => {
		expect(changeTime({ ...JOB, ...more })).toBe(expected);
	});
});

describe('what the trigger remembers', () => {
	const KNOWN = new Map([
		['aaaa_-99', { status: 'ERROR', time: 1_795_467_600_000, isFresh: true }],
		['bbbbbbbb', { status: 'PENDING', time: 0, isFresh: false }],
		['cccccccc', { status: null, time: 36 ** 9 - 1, isFresh: false }],
	]);
	const RECORD = {
		source: 'http://kylin/api',
		user: 'admin',
		selection: { ...ALL, projects: ['a'], jobTypes: ['X'], key: 'k' },
		followed: [
			{ place: undefined, watch: { floor: 7, known: KNOWN } },
			{ place: 'a', watch: { floor: 0, known: new Map() } },
		],
	};

	test('jobs are written in 19 characters each, and read again', () => {
		const text = encodeKnownJobs(KNOWN);
		expect(text).toHaveLength(3 * 19);
		expect(decodeKnownJobs(text)).toEqual(KNOWN);
		expect(decodeKnownJobs('')).toEqual(new Map());
	});

	const entry = 'aaaaaaaaEf000000000';

	test.each(['x', `${entry}x`, entry.slice(1), 'aaaa!aaaEf000000000', 'aaaaaaaaEx000000000'])(
		'%j was not written by it',
		(text) => {
			expect(decodeKnownJobs(text)).toBeUndefined();
		},
	);

	test('comes back from storage as it was', () => {
		expect(loadWatch(JSON.parse(JSON.stringify(storeWatch(RECORD))))).toEqual(RECORD);
	});

	test.each([
		['PENDING', true],
		['RUNNING', true],
		['ERROR', true],
		['STOPPED', true],
		['FINISHED', false],
		['DISCARDED', false],
		['NEW', false],
	])('an old job that is %s is remembered: %s', (job_status, expected) => {
		const empty = { floor: 10, known: new Map() };
		const { changes, watch } = observe(empty, [{ ...JOB, job_status }]);
		expect(changes).toEqual([]);
		expect(watch.known.has(jobKey(JOB.id))).toBe(expected);
	});

	const stored = storeWatch(RECORD);
	const selection = RECORD.selection;
	const place = { place: 'a', floor: 0, known: '' };

	test.each([
		undefined,
		null,
		'text',
		{ ...stored, version: 1 },
		{ ...stored, source: 7 },
		{ ...stored, user: undefined },
		{ ...stored, followed: undefined },
		{ ...stored, followed: [null] },
		{ ...stored, followed: [{ ...place, place: 7 }] },
		{ ...stored, followed: [{ ...place, floor: -1 }] },
		{ ...stored, followed: [{ ...place, floor: 1.5 }] },
		{ ...stored, followed: [place, { ...place, known: 7 }] },
		{ ...stored, followed: [{ ...place, known: 'torn' }, place] },
		{ ...stored, selection: null },
		{ ...stored, selection: { ...selection, events: 'jobFailed' } },
		{ ...stored, selection: { ...selection, events: ['jobFailed', 'x'] } },
		{ ...stored, selection: { ...selection, projects: [7] } },
		{ ...stored, selection: { ...selection, jobTypes: undefined } },
		{ ...stored, selection: { ...selection, key: null } },
	])('%# is not what it stored', (odd) => {
		expect(loadWatch(odd)).toBeUndefined();
	});
});
