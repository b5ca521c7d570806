import { failureOfCallback } from '../../../../nodes/shared/jobs/jobFailure';
import { loadLines } from '../../../stand-in/recorded';
import { job } from '../../support';

type Callback = {
	body: { job_state: string } & Record<'error_code' | 'msg' | 'suggestion', string>;
};

test('a recorded callback: the general message is only its reason', () => {
	const { body } = loadLines<Callback>('callbacks.jsonl').find(
		(one) => one.body.job_state === 'ERROR',
	)!;
	const told = { message: body.msg, code: body.error_code, suggestion: body.suggestion };
	const stack = [
		'org.apache.kylin.job.exception.ExecuteException: java.lang.reflect.InvocationTargetException',
		'\tat org.apache.kylin.job.scheduler.JobExecutor.execute(JobExecutor.java:52)',
		'Caused by: java.lang.RuntimeException: part-0001.parquet is not a Parquet file',
		'\tat org.apache.spark.scheduler.Task.run(Task.scala:136)',
	].join('\n');
	const about = { job_name: 'INC_BUILD', target_subject: 'orders' };
	expect(failureOfCallback(job('a', about), told, stack)).toEqual({
		summary: 'Load Data of orders failed: part-0001.parquet is not a Parquet file (KE-060100201)',
		message: null,
		reason: 'KE-060100201: An Exception occurred outside Kylin 5.0.',
		root_cause: 'java.lang.RuntimeException: part-0001.parquet is not a Parquet file',
		code: 'KE-060100201',
		step: null,
		step_id: null,
		stage: null,
		suggestion:
			'Please check whether the external environment(other systems, components, etc.) is normal.',
	});
	expect(failureOfCallback(job('a', about), told, null).summary).toBe(
		'Load Data of orders failed: KE-060100201: An Exception occurred outside Kylin 5.0; the log of the step could not be read: the callback has none',
	);
});
