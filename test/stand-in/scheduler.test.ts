import { sleep } from 'n8n-workflow';
import {
	get,
	json,
	JOB,
	listed,
	one,
	OTHER_JOB,
	put,
	SECOND,
	seedOf,
	start,
	START,
	type JobRecord,
} from './harness';

/** What time does to jobs (contract section 8, 11.6). */

describe('scheduler', () => {
	test('publishes and takes a job every 10 s and runs it through its steps', async () => {
		const standIn = await start({ manual: true, seed: seedOf({ shape: 'full', run_ms: 100_000 }) });
		expect(await one(standIn)).toMatchObject({
			job_status: 'PENDING',
			scheduler_state: 'READY',
			last_modified: 0,
			exec_start_time: 0,
			step_ratio: 0,
		});
		standIn.clock.advance(10 * SECOND);
		expect(await one(standIn)).toMatchObject({
			job_status: 'PENDING',
			scheduler_state: 'PENDING',
			last_modified: START + 10 * SECOND,
			exec_start_time: 0,
		});
		standIn.clock.advance(10 * SECOND);
		expect(await one(standIn)).toMatchObject({
			job_status: 'RUNNING',
			exec_start_time: START + 20 * SECOND,
			exec_end_time: 0,
			wait_time: 20 * SECOND,
		});
		standIn.clock.advance(35 * SECOND);
		expect(await one(standIn)).toMatchObject({ duration: 35 * SECOND, step_ratio: 0.3 });
		standIn.clock.advance(65 * SECOND);
		expect(await one(standIn)).toMatchObject({
			job_status: 'FINISHED',
			scheduler_state: 'SUCCEED',
			duration: 100 * SECOND,
			total_duration: 120 * SECOND,
			exec_end_time: START + 120 * SECOND,
			step_ratio: 1,
		});
	});

	test('a failed job says why, and resuming it runs the unfinished steps only', async () => {
		const failure = {
			step: 1,
			code: 'KE-1',
			reason: 'no memory',
			suggestion: 'add some',
			stack: 'at x',
		};
		const standIn = await start({
			manual: true,
			seed: seedOf({ run_ms: 30_000, outcome: ['ERROR', 'SUCCEED'], failure, logs: { 1: 'boom' } }),
		});
		standIn.clock.advance(40 * SECOND);
		expect(await one(standIn)).toMatchObject({ job_status: 'ERROR', duration: 20 * SECOND });
		const steps = json(await get(standIn, `jobs/${JOB}/detail?project=learn_kylin`))
			.data as JobRecord[];
		expect(steps[1]).toMatchObject({
			step_status: 'ERROR',
			failed_step_id: `${JOB}_01`,
			failed_step_name: 'Load Data To Index',
			failed_code: 'KE-1',
			failed_reason: 'no memory',
			failed_resolve: 'add some',
			failed_stack: 'at x',
		});
		expect(steps[2].step_status).toBe('PENDING');

		await put(standIn, { action: 'RESUME', project: 'learn_kylin', job_ids: [JOB] });
		expect(await one(standIn)).toMatchObject({ job_status: 'PENDING', duration: 20 * SECOND });
		// Published, but locked by its last run until two minutes after that began.
		standIn.clock.advance(90 * SECOND);
		expect(await one(standIn)).toMatchObject({ scheduler_state: 'PENDING' });
		standIn.clock.advance(30 * SECOND);
		expect(await one(standIn)).toMatchObject({
			job_status: 'FINISHED',
			duration: 40 * SECOND,
			exec_start_time: START + 20 * SECOND,
		});
	});

	test('RESTART counts from the start again and moves create_time', async () => {
		const standIn = await start({ manual: true, seed: seedOf({ run_ms: 30_000 }) });
		standIn.clock.advance(35 * SECOND);
		await put(standIn, { action: 'RESTART', job_ids: [JOB] });
		expect(await one(standIn)).toMatchObject({
			job_status: 'PENDING',
			create_time: START + 35 * SECOND,
			last_modified: START + 35 * SECOND,
			exec_start_time: 0,
			exec_end_time: 0,
			duration: 0,
			step_ratio: 0,
		});
		const [record] = await listed(standIn, '&sort_by=create_time');
		expect(record.id).toBe(JOB);
	});

	test('PAUSE and DISCARD stop the clocks of a running job', async () => {
		const standIn = await start({ manual: true, seed: seedOf({}, {}) });
		standIn.clock.advance(30 * SECOND);
		await put(standIn, { action: 'PAUSE', job_ids: [JOB] });
		await put(standIn, { action: 'DISCARD', job_ids: [OTHER_JOB] });
		standIn.clock.advance(500 * SECOND);
		expect(await one(standIn)).toMatchObject({ job_status: 'STOPPED', duration: 10 * SECOND });
		expect(await one(standIn, OTHER_JOB)).toMatchObject({
			job_status: 'DISCARDED',
			total_duration: 30 * SECOND,
			exec_end_time: START + 30 * SECOND,
		});
	});

	test('runs at most 20 jobs of a project', async () => {
		const jobs = Array.from({ length: 25 }, (_, index) => ({ priority: index === 24 ? 0 : 3 }));
		const standIn = await start({ manual: true, seed: seedOf(...jobs) });
		standIn.clock.advance(21 * SECOND);
		const states = Object.values(standIn.jobs());
		expect(states.filter((state) => state === 'RUNNING')).toHaveLength(20);
		expect(states[24]).toBe('RUNNING');
		standIn.clock.advance(60 * SECOND);
		expect(Object.values(standIn.jobs()).filter((state) => state === 'SUCCEED')).toHaveLength(20);
	});

	test('a state set by a test leaves the job as if it had got there by itself', async () => {
		const failure = { reason: 'no memory' };
		const standIn = await start({ manual: true, seed: seedOf({ failure, run_ms: 30_000 }, {}) });
		standIn.state.setState(JOB, 'RUNNING');
		standIn.clock.advance(5 * SECOND);
		expect(await one(standIn)).toMatchObject({ job_status: 'RUNNING', duration: 5 * SECOND });
		standIn.state.setState(JOB, 'ERROR');
		standIn.state.setState(OTHER_JOB, 'SUCCEED');
		expect(await one(standIn)).toMatchObject({ exec_end_time: START + 5 * SECOND });
		expect(await one(standIn, OTHER_JOB)).toMatchObject({ job_status: 'FINISHED', step_ratio: 1 });
		expect((await get(standIn, `jobs/${JOB}/detail?project=learn_kylin`)).text).toContain(
			'no memory',
		);
	});

	test('frozen, nothing moves; in real time, everything does', async () => {
		const frozen = await start({ frozen: true, seed: seedOf({}) });
		frozen.clock.advance(3600 * SECOND);
		expect(frozen.jobs()[JOB]).toBe('READY');
		const real = await start({ speed: 100_000, seed: seedOf({ run_ms: 1000 }) });
		await sleep(50);
		expect(real.jobs()[JOB]).toBe('SUCCEED');
	});
});

describe('a vanished model or table', () => {
	test('ends waiting and running ones within 10 s, and ten halted ones a round', async () => {
		const halted = Array.from({ length: 12 }, (_, index) => ({
			raw_state: index % 2 ? 'ERROR' : 'PAUSED',
			target_subject: 'doomed',
		}));
		const doomed = { target_subject: 'doomed' };
		const running = { ...doomed, raw_state: 'RUNNING', start_time: START, run_ms: 999_000 };
		const standIn = await start({ manual: true, seed: seedOf(doomed, running, {}, ...halted) });
		const ended = () => Object.values(standIn.jobs()).filter((state) => state === 'SUICIDAL');
		standIn.clock.advance(5 * SECOND);
		standIn.state.removeModel('learn_kylin', 'doomed');
		expect(ended()).toHaveLength(0);
		standIn.clock.advance(5 * SECOND);
		expect(Object.values(standIn.jobs()).slice(0, 3)).toEqual(['SUICIDAL', 'SUICIDAL', 'PENDING']);
		expect(ended()).toHaveLength(12);
		standIn.clock.advance(10 * SECOND);
		expect(ended()).toHaveLength(14);
	});

	test('a table job has a table to lose', async () => {
		const seed = seedOf(
			{ job_name: 'SNAPSHOT_BUILD', target_subject: 'DEFAULT.ORDERS' },
			{ job_name: 'TABLE_SAMPLING', target_subject: 'DEFAULT.GONE' },
		);
		const tables = [{ project: 'learn_kylin', name: 'DEFAULT.ORDERS' }];
		const standIn = await start({ manual: true, seed: { ...seed, tables } });
		standIn.clock.advance(20 * SECOND);
		expect(Object.values(standIn.jobs())).toEqual(['RUNNING', 'SUICIDAL']);
	});

	test('a cron job has nothing to lose', async () => {
		const seed = seedOf({ job_name: 'ROUTINE', target_subject: null });
		const standIn = await start({ manual: true, seed });
		standIn.clock.advance(20 * SECOND);
		expect(Object.values(standIn.jobs())).toEqual(['RUNNING']);
	});
});
