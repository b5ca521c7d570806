import { get, json, JOB, seedOf, start, START, type JobRecord, type StandIn } from './harness';
import { AS_ADMIN } from './request';

/** What a failed job tells (recordings 286 to 290 and builds.jsonl 254 to 260): general texts, and a log with the cause. */

const PARQUET = 'part-00001.snappy.parquet is not a Parquet file. Expected magic number at tail';
const failed = { raw_state: 'ERROR', start_time: START - 9000, end_time: START - 1000 };

async function failedStep(
	standIn: StandIn,
	headers: Record<string, string> = AS_ADMIN,
): Promise<JobRecord> {
	const steps: JobRecord[] = json(
		await get(standIn, `jobs/${JOB}/detail?project=learn_kylin`, headers),
	).data;
	return steps.filter(({ step_status }) => step_status === 'ERROR')[0];
}

async function logOf(standIn: StandIn, step: { id: string }) {
	return (await get(standIn, `jobs/${JOB}/steps/${step.id}/log?project=learn_kylin`)).text;
}

const lastCause = (log: string) => log.match(/^Caused by: .*$/gm)?.at(-1);

test('without anything said it is what Kylin says of a build that it lost sight of', async () => {
	const standIn = await start({ frozen: true, seed: seedOf({ ...failed, shape: 'full' }) });
	const step = await failedStep(standIn);
	expect(step).toMatchObject({
		failed_msg: 'Job has stopped',
		failed_step_name: step.name,
		failed_step_id: null,
		failed_stack: null,
		failed_resolve: '#TODO',
		failed_reason: 'Building job exception',
		failed_code: 'KE-030001000(Job building error):',
	});
	expect(lastCause(await logOf(standIn, step))).toBe(
		'Caused by: java.lang.IllegalStateException: Job has stopped',
	);
});

test('a message of its own is in failed_msg and the last cause of the log, the reason stays general', async () => {
	const failure = { step: 1, message: PARQUET, exception: 'java.lang.RuntimeException' };
	const standIn = await start({ frozen: true, seed: seedOf({ ...failed, failure }) });
	const step = await failedStep(standIn);
	expect(step).toMatchObject({ failed_msg: PARQUET, failed_reason: 'Building job exception' });
	const log = await logOf(standIn, step);
	expect(lastCause(log)).toBe(`Caused by: java.lang.RuntimeException: ${PARQUET}`);
	expect(log.startsWith('java.lang.reflect.InvocationTargetException\n\tat ')).toBe(true);
	expect(log).toContain('Driver stacktrace:');
	const chinese = await failedStep(standIn, { ...AS_ADMIN, 'Accept-Language': 'cn' });
	expect(chinese.failed_reason).toBe('构建任务发生异常');
});

test('a failure that the build reported has its reason, code, advice, stack and stage', async () => {
	const failure = {
		step: 'Build indexes by layer',
		code: 'KE-030001003(Container out of memory):',
		reason: 'no memory',
		suggestion: 'add some',
		stack: 'at x',
	};
	const seed = seedOf({ ...failed, shape: 'full', failure });
	const standIn = await start({ frozen: true, seed });
	expect(await failedStep(standIn)).toMatchObject({
		failed_step_name: 'Build indexes by layer',
		failed_step_id: `${JOB}_01_06`,
		failed_reason: 'no memory',
		failed_resolve: 'add some',
		failed_code: 'KE-030001003(Container out of memory):',
		failed_stack: 'at x',
	});
});

test('a log of its own is sent as it is', async () => {
	const failure = { log: 'ERROR nothing is caused by anything' };
	const standIn = await start({ frozen: true, seed: seedOf({ ...failed, failure }) });
	expect(await logOf(standIn, await failedStep(standIn))).toBe(failure.log);
});

test('a seed that brings logs brings all of them', async () => {
	const standIn = await start({ frozen: true, seed: seedOf({ ...failed, logs: {} }) });
	expect(await logOf(standIn, await failedStep(standIn))).toBe(
		'job output not found, please check kylin.log',
	);
});

test('a step that has succeeded says so in its log', async () => {
	const standIn = await start({ frozen: true, seed: seedOf(failed) });
	expect(await logOf(standIn, { id: `${JOB}_00` })).toBe('succeed');
});

test('fail() ends a job now, with a failure of its own', async () => {
	const standIn = await start({ manual: true, seed: seedOf({}) });
	standIn.fail(JOB, { message: PARQUET });
	expect(standIn.jobs()[JOB]).toBe('ERROR');
	expect(await failedStep(standIn)).toMatchObject({ failed_msg: PARQUET });
});
