import type { IDataObject } from 'n8n-workflow';
import {
	explainFailure,
	fetchFailureDetails,
	fetchFailures,
} from '../../../../nodes/shared/jobs/fetchFailure';
import { KylinFailure } from '../../../../nodes/shared/kylin/failures';
import { parseSteps } from '../../../../nodes/shared/kylin/jobDetail';
import { loadLines, type Exchange } from '../../../stand-in/recorded';
import { job } from '../../support';

const LOAD = { job_name: 'INC_BUILD', target_subject: 'orders', job_status: 'ERROR' };

/** Answers requests by the end of their path, and counts them. */
function kylin(detail: unknown, log: unknown) {
	const urls: string[] = [];
	const send = async ({ url }: { url: string }) => {
		urls.push(url);
		const answer = url.endsWith('/detail') ? detail : log;
		return answer instanceof Error ? await Promise.reject(answer) : answer;
	};
	return { send, urls };
}

const dataOf = (file: string, n: number) =>
	(loadLines<Exchange>(file).find((one) => one.n === n)?.response.body as { data: unknown }).data;

describe('failures recorded from a complete Kylin', () => {
	const explain = async (detail: unknown, log: unknown, more: IDataObject) => {
		const { send, urls } = kylin(detail, log);
		const failure = await explainFailure(send, job('a', more), parseSteps(detail));
		return { failure, urls };
	};

	test("a build: Kylin's message tells the reason, so that no log is read", async () => {
		const { failure, urls } = await explain(dataOf('builds.jsonl', 254), null, LOAD);
		const file =
			'file:/srv/kylin/wh/ssb.db/lineorder_int/part-00001-aeeb8ed8-fe1f-404b-8735-f6e7126e87f8-c000.snappy.parquet';
		expect(failure).toEqual({
			summary: `Load Data of orders failed in Load Data To Index: ${file} is not a Parquet file. Expected magic number at tail, but found [98, 97, 103, 101] (KE-030001000)`,
			message: `${file} is not a Parquet file. Expected magic number at tail, but found [98, 97, 103, 101]`,
			reason: 'Building job exception',
			root_cause: null,
			code: 'KE-030001000',
			step: 'Load Data To Index',
			step_id: expect.stringMatching(/_01$/),
			stage: null,
			suggestion: null,
		});
		expect(urls).toEqual([]);
	});

	test('a sampling: Kylin says nothing, so that the log is read', async () => {
		const log = dataOf('jobs.jsonl', 288);
		const about = { job_name: 'TABLE_SAMPLING', target_subject: 'SSB.DATES' };
		const { failure, urls } = await explain(dataOf('jobs.jsonl', 286), log, about);
		expect(urls).toEqual([expect.stringMatching(/\/output$/)]);
		expect(failure).toMatchObject({
			summary:
				'Sample Table Data of SSB.DATES failed in Table Sampling: Job has stopped; the log of the step names no other cause (KE-030001000)',
			message: 'Job has stopped',
			reason: 'Building job exception',
			root_cause: 'java.lang.IllegalStateException: Job has stopped',
			suggestion: null,
		});
	});
});

const steps = (more: IDataObject = {}) => [
	{ id: 's', name: 'Build', step_status: 'ERROR', ...more },
];

const GENERAL = {
	failed_msg: 'Job has stopped',
	failed_reason: 'Building job exception',
	failed_code: 'KE-030001000(Job building error):',
};

const CAUSED = [
	'java.lang.RuntimeException: outer',
	'\tat org.apache.Outer.run(Outer.java:1)',
	'Caused by: java.io.IOException: first',
	'\tat org.apache.First.run(First.java:1)',
	'Caused by: java.io.IOException: disk full',
	'on node 7',
	'\tat org.apache.Second.run(Second.java:1)',
	'\t... 3 more',
].join('\n');

test.each<[string, IDataObject, unknown, string, string | null]>([
	['its message', { failed_msg: 'Disk full.' }, null, 'Disk full', null],
	['its reason', { failed_reason: 'Killed by YARN' }, null, 'Killed by YARN', null],
	[
		'the last cause in the log',
		GENERAL,
		{ cmd_output: CAUSED },
		'disk full on node 7 (KE-030001000)',
		'java.io.IOException: disk full on node 7',
	],
	[
		'the last ERROR line of a log without a cause',
		GENERAL,
		{ cmd_output: 'ERROR one\n12:00 ERROR [main] two\nINFO three\n' },
		'12:00 ERROR [main] two (KE-030001000)',
		'12:00 ERROR [main] two',
	],
	[
		'that the log names none',
		GENERAL,
		{ cmd_output: 'INFO one' },
		'Job has stopped; the log of the step names no other cause (KE-030001000)',
		null,
	],
	[
		'that the log could not be read',
		GENERAL,
		new KylinFailure('Kylin did not answer in time.'),
		'Job has stopped; the log of the step could not be read: Kylin did not answer in time (KE-030001000)',
		null,
	],
	[
		'that there is no log',
		{},
		{ cmd_output: 'job output not found, please check kylin.log' },
		'Kylin gives no reason; the log of the step could not be read: Kylin has none',
		null,
	],
	[
		'a message of an exception without its class',
		{ failed_msg: 'java.lang.RuntimeException: no space' },
		null,
		'no space',
		null,
	],
])('the summary says %s', async (_name, failed, log, why, root_cause) => {
	const { send } = kylin(steps(failed), log);
	const failure = await explainFailure(send, job('a', LOAD), parseSteps(steps(failed)));
	expect(failure).toMatchObject({
		summary: `Load Data of orders failed in Build: ${why}`,
		root_cause,
	});
});

test.each<[IDataObject, string]>([
	[{ job_name: 'INC_BUILD', target_subject: null }, 'Load Data failed in Build: Full'],
	[{ ...LOAD, target_subject_error: true }, 'Load Data failed in Build: Full'],
	[{ job_name: null }, 'Job a failed in Build: Full'],
])('a job with %j', async (more, summary) => {
	const failed = steps({ failed_msg: 'Full' });
	const failure = await explainFailure(
		kylin(failed, null).send,
		job('a', more),
		parseSteps(failed),
	);
	expect(failure).toMatchObject({ summary });
});

test('foreign text is one line and bounded', async () => {
	const failed = steps({ failed_msg: `a\u0000b\n\tc ${'x'.repeat(100_000)}` });
	const failure = await explainFailure(
		kylin(failed, null).send,
		job('a', LOAD),
		parseSteps(failed),
	);
	expect(failure?.summary).toMatch(/Build: a b c x{280,300}…$/);
	const log = { cmd_output: `Caused by: java.lang.Error: ${'y'.repeat(100_000)}` };
	const general = await explainFailure(kylin([], log).send, job('a'), parseSteps(steps(GENERAL)));
	expect(general?.root_cause).toHaveLength(1_000);
});

test('of many failed jobs the first 20 are explained, and none that has not failed', async () => {
	const jobs = Array.from({ length: 25 }, (_, index) => job(`job-${index}`, LOAD));
	const { send, urls } = kylin(steps(GENERAL), { cmd_output: CAUSED });
	const failures = await fetchFailures(send, [job('fine', { job_status: 'FINISHED' }), ...jobs]);
	expect([...failures.keys()].sort()).toEqual(
		jobs
			.slice(0, 20)
			.map(({ id }) => id)
			.sort(),
	);
	expect(urls).toHaveLength(40);
});

test('a job whose steps cannot be read costs none of the others', async () => {
	const send = async ({ url }: { url: string }) => {
		if (url.includes('/bad/')) throw new KylinFailure('Gone.');
		return steps({ failed_msg: 'Full' });
	};
	const failures = await fetchFailures(send, [job('bad', LOAD), job('good', LOAD)]);
	expect([...failures.keys()]).toEqual(['good']);
});

describe('details of a failure', () => {
	const failure = {
		step: 'Build',
		step_id: 's',
		stage: null,
		code: null,
		message: null,
		reason: null,
		suggestion: null,
	};
	const details = async (detail: unknown, log: unknown) =>
		await fetchFailureDetails(kylin(detail, log).send, job('a', LOAD));

	test.each<[unknown, unknown, object]>([
		[steps(), { cmd_output: 'the end\n' }, { failure: { ...failure, log_end: 'the end' } }],
		[steps(), null, { failure: { ...failure, log_end: null } }],
		[
			steps(),
			new KylinFailure('No log.'),
			{ failure: { ...failure, log_end: null, log_note: 'No log.' } },
		],
		[[], null, { failure: null, failure_note: 'The job has been resumed or restarted since' }],
		[new KylinFailure('Gone.'), null, { failure: null, failure_note: 'Gone.' }],
	])('with %j and %j', async (detail, log, expected) => {
		expect(await details(detail, log)).toMatchObject(expected);
	});

	const LINES = Array.from({ length: 40 }, (_, index) => `line ${index}`);

	test.each([
		['', null],
		['one\r\ntwo\n\n', 'one\ntwo'],
		[LINES.join('\n'), LINES.slice(10).join('\n')],
		[`${'x'.repeat(5_000)}end`, `${'x'.repeat(3_997)}end`],
	])('the end of a log, %#', async (cmd_output, log_end) => {
		expect(await details(steps(), { cmd_output })).toMatchObject({
			failure: { step_id: 's', log_end },
		});
	});

	test('the log tells the cause beside what Kylin says', async () => {
		expect(await details(steps({ failed_msg: 'Full' }), { cmd_output: CAUSED })).toMatchObject({
			failure: {
				summary: 'Load Data of orders failed in Build: Full',
				root_cause: 'java.io.IOException: disk full on node 7',
			},
		});
	});
});
