// @ts-check
'use strict';

/** A believable evening of two projects, relative to now, for a look at the node without a Kylin. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const OUT_OF_MEMORY = {
	step: 'Build indexes by layer',
	code: 'KE-030001003(Container out of memory):',
	reason:
		'Container killed by YARN for exceeding memory limits. 9.1 GB of 9 GB physical memory used.',
	suggestion: 'Increase spark.executor.memoryOverhead of the model and resume the job.',
	stack:
		'org.apache.spark.SparkException: Job aborted due to stage failure: Task 17 in stage 42.0 failed 4 times\n\tat org.apache.spark.scheduler.DAGScheduler.failJobAndIndependentStages(DAGScheduler.scala:2672)\n\tat org.apache.kylin.engine.spark.job.SegmentBuildJob.build(SegmentBuildJob.java:199)',
};
const MISSING_PARTITION = {
	step: 'Materialize fact table view',
	code: 'KE-030001001(Source data not found):',
	reason: 'Path not found: hdfs://warehouse/sales/latest',
	suggestion: 'Check that the source partition has been loaded, then resume the job.',
	stack:
		'org.apache.hadoop.mapred.InvalidInputException: Input path does not exist: hdfs://warehouse/sales/latest',
};

/** @param {number} now */
function createDemoSeed(now) {
	let count = 0;
	/**
	 * @param {string} project @param {string} job_name @param {string} target_subject @param {string} status
	 * @param {number} age since creation @param {number} [length] running time so far @param {object} [more]
	 */
	function job(project, job_name, target_subject, status, age, length = 0, more = {}) {
		count += 1;
		const create_time = now - age;
		const start_time = create_time + 20_000;
		const hasRun = !['READY', 'PENDING'].includes(status);
		const hasEnded = hasRun && status !== 'RUNNING';
		const id = `${String(count).padStart(8, '0')}-6b1d-4e2f-9c3a-5d7e8f901234`;
		return {
			id,
			project,
			job_name,
			target_subject,
			raw_state: status,
			create_time,
			last_modified: hasEnded ? start_time + length : hasRun ? start_time : create_time,
			...(hasRun ? { start_time } : {}),
			...(hasEnded ? { end_time: start_time + length } : {}),
			target_segments: job_name.startsWith('IN') ? [`segment-${count}`] : [],
			data_range_start: now - age - DAY,
			data_range_end: now - age,
			shape: 'full',
			run_ms: 4 * MINUTE,
			...(status === 'SUCCEED' ? { byte_size: 1_500_000 * count } : {}),
			...more,
		};
	}

	const failed = {
		failure: OUT_OF_MEMORY,
		logs: { 'Load Data To Index': buildLog(OUT_OF_MEMORY.reason) },
	};
	return {
		recorded_at: now,
		projects: [
			{ name: 'Sales_Mart', permissions: { OPERATOR: 'OPERATION' } },
			{ name: 'learn_kylin', permissions: { OPERATOR: 'OPERATION', READER: 'READ' } },
		],
		models: [],
		tables: [
			{ project: 'learn_kylin', name: 'DEFAULT.ORDERS', snapshot: true },
			{ project: 'Sales_Mart', name: 'SALES.CUSTOMERS', snapshot: true },
		],
		jobs: [
			job('learn_kylin', 'INC_BUILD', 'orders', 'SUCCEED', 3 * DAY, 22 * MINUTE),
			job('learn_kylin', 'INC_BUILD', 'orders', 'SUCCEED', 2 * DAY, 24 * MINUTE),
			job('learn_kylin', 'INC_BUILD', 'orders', 'SUCCEED', DAY, 21 * MINUTE),
			job('learn_kylin', 'INC_BUILD', 'orders', 'ERROR', 3 * HOUR, 9 * MINUTE, failed),
			job('learn_kylin', 'INDEX_BUILD', 'web_logs', 'RUNNING', 3 * MINUTE),
			job('learn_kylin', 'TABLE_SAMPLING', 'DEFAULT.ORDERS', 'SUCCEED', 5 * HOUR, 2 * MINUTE),
			job('learn_kylin', 'SNAPSHOT_REFRESH', 'DEFAULT.ORDERS', 'READY', MINUTE),
			job('Sales_Mart', 'INC_BUILD', 'revenue_daily', 'SUCCEED', 26 * HOUR, 31 * MINUTE),
			job('Sales_Mart', 'INC_BUILD', 'revenue_daily', 'ERROR', 2 * HOUR, 4 * MINUTE, {
				failure: MISSING_PARTITION,
				logs: { 'Load Data To Index': buildLog(MISSING_PARTITION.reason) },
			}),
			job('Sales_Mart', 'INDEX_MERGE', 'revenue_daily', 'PAUSED', 6 * HOUR, 12 * MINUTE),
			job('Sales_Mart', 'INDEX_REFRESH', 'customers_360', 'DISCARDED', 30 * HOUR, 5 * MINUTE),
			job('Sales_Mart', 'INC_BUILD', 'customers_360', 'RUNNING', 2 * MINUTE, 0, {
				outcome: ['ERROR', 'SUCCEED'],
				failure: OUT_OF_MEMORY,
			}),
			job('Sales_Mart', 'SNAPSHOT_BUILD', 'SALES.CUSTOMERS', 'SUICIDAL', 2 * DAY, MINUTE),
		],
	};
}

/** @param {string} reason */
function buildLog(reason) {
	const tasks = Array.from(
		{ length: 260 },
		(_, task) =>
			`INFO  [task-${task}] scheduler.TaskSetManager : Finished task ${task} in stage 42.0`,
	);
	return [...tasks, `ERROR [main] job.SegmentBuildJob : ${reason}`].join('\n');
}

module.exports = { createDemoSeed };
