import {
	callbackEvent,
	callbackFailure,
	callbackKey,
	parseCallback,
	type Callback,
} from '../../../nodes/ApacheKylinCallbackTrigger/callback';

const CALLBACK: Callback = {
	job_id: '00000001-1111-4000-8000-000000000000',
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
		expect(callbackKey(CALLBACK)).toBe('00000001-1111-4000-8000-000000000000 SUCCEED 3000');
	});

	const event = (more: object) => callbackEvent({ ...CALLBACK, ...more });

	test('is the event that a poll would find', () => {
		expect(event({ model_id: 'm', segment_ids: ['s1', 's2'], tag: 't' })).toEqual({
			event: 'jobFinished',
			previousStatus: 'RUNNING',
			job: {
				id: '00000001-1111-4000-8000-000000000000',
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

	test('why the job failed, as far as Kylin says', () => {
		const { job } = event({});
		const told = { ...CALLBACK, error_code: ' KE-1 ', msg: 'Out of memory', suggestion: ' ' };
		const stacktrace = 'x\nCaused by: java.lang.Error: no disk\n\tat y';
		expect(callbackFailure({ ...told, stacktrace }, job)).toMatchObject({
			summary: expect.stringMatching(/ failed: Out of memory \(KE-1\)$/),
			code: 'KE-1',
			message: 'Out of memory',
			root_cause: 'java.lang.Error: no disk',
			step: null,
			suggestion: null,
		});
		expect(callbackFailure(CALLBACK, job)).toMatchObject({ code: null, reason: null });
	});
});
