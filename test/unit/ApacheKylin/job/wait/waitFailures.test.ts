import { describeJob, describeJobs } from '../../../../../nodes/ApacheKylin/job/wait/describeJob';
import {
	jobsFailed,
	jobsGone,
	jobsNotFound,
	notDoneInTime,
} from '../../../../../nodes/ApacheKylin/job/wait/waitFailures';
import type { JobFailure } from '../../../../../nodes/shared/jobs/jobFailure';
import { job } from '../../../support';

const many = (count: number, status: string) =>
	Array.from({ length: count }, (_, index) => job(`j${index}`, { job_status: status }));

test.each([
	[{}, 'Job a is RUNNING'],
	[{ job_name: 'INC_BUILD' }, 'Job a (Load Data) is RUNNING'],
	[{ target_subject: 'orders' }, 'Job a (orders) is RUNNING'],
	[
		{ job_name: 'INC_BUILD', target_subject: 'orders', step_ratio: 0.4 },
		'Job a (Load Data of orders) is RUNNING at 40 %',
	],
	[{ step_ratio: 0 }, 'Job a is RUNNING at 0 %'],
])('a job with %j', (more, sentence) => {
	expect(describeJob(job('a', more))).toBe(sentence);
});

test('of very many jobs the rest is counted', () => {
	expect(describeJobs(many(2, 'ERROR'))).toBe('Job j0 is ERROR; Job j1 is ERROR.');
	const all = many(50, 'ERROR').map(({ id }) => `Job ${id} is ERROR`);
	expect(describeJobs(many(50, 'ERROR'))).toBe(`${all.join('; ')}.`);
	expect(describeJobs(many(52, 'ERROR'))).toBe(`${all.join('; ')}; and 2 more.`);
});

test('jobs that are not there', () => {
	const others = Array.from({ length: 12 }, (_, index) => `o${index}`);
	expect(jobsNotFound(['a'], undefined).message).toBe('Can\'t find job "a"');
	expect(jobsNotFound(['a'], undefined).facts.advice).toMatch(
		/^Check the ID in 'Jobs', .* may not read\.$/,
	);
	expect(jobsNotFound(['a', 'b', 'c'], undefined).facts.advice).toMatch(
		/ Not found either: b, c\.$/,
	);
	expect(jobsNotFound(['a', ...others], undefined).facts.advice).toMatch(
		/: o0, .*, o9, and 2 more\.$/,
	);
	expect(jobsGone(['a']).message).toBe('Job a was deleted while it was waited for');
	expect(jobsGone(['a', 'b', 'c']).message).toBe(
		'Job a and 2 more were deleted while they were waited for',
	);
	expect(jobsGone(['a']).facts.advice).toBe('How it ended is no longer known.');
});

test('jobs that failed', () => {
	const one = jobsFailed([job('a', { job_status: 'ERROR' })], new Map(), 1);
	expect(one.message).toBe('Job a is ERROR');
	expect(one.facts.advice).toMatch(/^Get Job shows the steps .*'Fail If a Job Ends As'\.$/);
	const told = { summary: 'Load Data of orders failed in Build: no space (KE-030001003)' };
	const failures = new Map([['j1', told as JobFailure]]);
	const explained = jobsFailed([job('j1', { job_status: 'ERROR' })], failures, 1);
	expect(explained.message).toBe(told.summary);
	expect(explained.facts.advice).toMatch(/^Job j1 is ERROR\. Get Job shows/);
	const [first, second] = many(2, 'ERROR');
	const orders = { ...first, target_subject: 'orders', step_ratio: 0.6 };
	const some = jobsFailed([orders, second], failures, 5);
	expect(some.message).toBe('2 of 5 jobs did not succeed: orders (ERROR at 60 %), j1 (ERROR)');
	expect(some.facts.advice).toContain(`Job j1: ${told.summary}. Get Job shows`);
});

test('jobs that are not done in time: those still open come first', () => {
	const jobIds = ['a', 'b', 'c'];
	const last = new Map([
		['a', job('a', { job_status: 'FINISHED', step_ratio: 1 })],
		['b', job('b', { job_status: 'RUNNING' })],
	]);
	const late = (minutes: number, done: string[], seen = last, trouble?: Error) =>
		notDoneInTime(
			{ jobIds, maxDurationMs: minutes * 60_000 },
			seen,
			(id) => done.includes(id),
			trouble,
		);
	expect(late(1, ['a', 'c']).message).toBe('1 of 3 jobs was not done after 1 minute');
	expect(late(90, ['a']).message).toBe('2 of 3 jobs were not done after 90 minutes');
	expect(late(1, ['a', 'c']).facts.advice).toMatch(
		/^Job b is RUNNING; Job a is FINISHED at 100 %\. The jobs go on in Kylin\. Raise/,
	);
	expect(late(1, [], new Map(), new Error('Nothing is listening.')).facts.advice).toMatch(
		/^The last request failed with: Nothing is listening\.$/,
	);
});
