// @ts-check
'use strict';

/**
 * What a failed build leaves behind (recordings 286 to 289 and the callbacks): the log of its step is the stack of the
 * exception, and what happened is its last "Caused by".
 *
 * @typedef {{ reason?: string, suggestion?: string }} FailureText
 *
 * @typedef {FailureText & FailureParts} Failure
 * @typedef {object} FailureParts
 * @property {string | number} [step] name or index of the step or stage that fails
 * @property {string} [message] of the root cause, `failed_msg`
 * @property {string} [exception] Java's name of the root cause
 * @property {string} [code]
 * @property {string} [stack] `failed_stack`
 * @property {string} [log] of the failed step
 * @property {FailureText} [cn] for `Accept-Language: cn`
 * @property {CallbackFailure} [callback]
 *
 * @typedef {{ error_code: string, msg: string, suggestion: string, code: string }} CallbackFailure
 */

const ROOT = { message: 'Job has stopped', exception: 'java.lang.IllegalStateException' };

/** What the callback says of whatever Kylin does not know. @type {CallbackFailure} */
const OUTSIDE_KYLIN = {
	error_code: 'KE-060100201',
	suggestion:
		'Please check whether the external environment(other systems, components, etc.) is normal.',
	msg: 'KE-060100201: An Exception occurred outside Kylin 5.0.',
	code: '999',
};

/** The Spark application that a step runs, by the step's name. @type {Record<string, string>} */
const APPLICATIONS = {
	'Detect Resource': 'ResourceDetectBeforeCubingJob',
	'Merge Segment Data': 'SegmentMergeJob',
	'Table Sampling': 'TableAnalyzeJob',
	'Build Snapshot': 'SnapshotBuildJob',
};

/** @param {string[]} frames */
function framed(frames) {
	return frames.map((frame) => `\tat ${frame}`).join('\n');
}

const THREAD = [
	'org.apache.kylin.job.scheduler.JobExecutor.execute(JobExecutor.java:52)',
	'org.apache.kylin.job.scheduler.JdbcJobScheduler.executeJob(JdbcJobScheduler.java:568)',
	'java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)',
	'java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:635)',
	'java.lang.Thread.run(Thread.java:840)',
];
const EXECUTABLE = [
	'org.apache.kylin.job.execution.AbstractExecutable.execute(AbstractExecutable.java:383)',
	'org.apache.kylin.job.execution.DefaultExecutable.executeStep(DefaultExecutable.java:184)',
	'org.apache.kylin.job.execution.DefaultExecutable.chainedSchedule(DefaultExecutable.java:90)',
	'org.apache.kylin.job.execution.DefaultExecutable.doWork(DefaultExecutable.java:80)',
];
const INVOCATION = [
	'jdk.internal.reflect.NativeMethodAccessorImpl.invoke0(Native Method)',
	'java.lang.reflect.Method.invoke(Method.java:569)',
	'org.apache.kylin.engine.spark.job.NSparkExecutable.runLocalMode(NSparkExecutable.java:498)',
	'org.apache.kylin.engine.spark.job.NSparkExecutable.doWork(NSparkExecutable.java:302)',
	...EXECUTABLE,
	...THREAD,
];
const TASK = [
	'org.apache.spark.sql.execution.WholeStageCodegenExec$$anon$1.hasNext(WholeStageCodegenExec.scala:760)',
	'org.apache.spark.rdd.RDD.iterator(RDD.scala:329)',
	'org.apache.spark.scheduler.Task.run(Task.scala:136)',
	'org.apache.spark.executor.Executor$TaskRunner.run(Executor.scala:551)',
];
const DRIVER = [
	'org.apache.spark.scheduler.DAGScheduler.failJobAndIndependentStages(DAGScheduler.scala:2672)',
	'org.apache.spark.scheduler.DAGScheduler.$anonfun$abortStage$2(DAGScheduler.scala:2608)',
	'org.apache.spark.sql.Dataset.count(Dataset.scala:3011)',
];

/** From the call by reflection to the root cause. @param {string} stepName @param {Failure | null} failure */
function stackOf(stepName, failure) {
	const { exception } = { ...ROOT, ...failure };
	const message = failure?.message ?? failure?.reason ?? ROOT.message;
	const application = APPLICATIONS[stepName] ?? 'SegmentBuildJob';
	const root = `${exception}: ${message}`;
	return [
		'java.lang.reflect.InvocationTargetException',
		framed(INVOCATION),
		`Caused by: java.lang.RuntimeException: Error execute org.apache.kylin.engine.spark.job.${application}`,
		framed([
			'org.apache.kylin.engine.spark.application.SparkApplication.execute(SparkApplication.java:157)',
			`org.apache.kylin.engine.spark.job.${application}.main(${application}.java:74)`,
		]),
		'\t... 21 more',
		`Caused by: org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 in stage 278.0 failed 1 times, most recent failure: Lost task 0.0 in stage 278.0 (TID 3348) (192.0.2.2 executor driver): ${root}`,
		framed(TASK),
		'',
		'Driver stacktrace:',
		framed(DRIVER),
		'\t... 23 more',
		`Caused by: ${root}`,
		framed(TASK),
		'\t... 3 more',
		'',
	].join('\n');
}

/** @param {string} stepName @param {Failure | null} failure */
function failureLog(stepName, failure) {
	return failure?.log ?? stackOf(stepName, failure);
}

/** The part of a callback that tells of a failure. @param {string} stepName @param {Failure | null} failure */
function callbackFailure(stepName, failure) {
	const stack = stackOf(stepName, failure);
	return {
		...OUTSIDE_KYLIN,
		...failure?.callback,
		stacktrace: [
			'org.apache.kylin.job.exception.ExecuteException: java.lang.reflect.InvocationTargetException',
			framed([
				'org.apache.kylin.job.execution.AbstractExecutable.onExecuteFinished(AbstractExecutable.java:294)',
				...EXECUTABLE,
				...THREAD,
			]),
			`Caused by: ${stack}`,
		].join('\n'),
	};
}

module.exports = { ROOT, failureLog, callbackFailure };
