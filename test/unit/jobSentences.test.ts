import { chooseFailedStep, chooseStep } from '../../nodes/ApacheKylin/job/getLog/chooseStep';
import {
	describeProgress,
	describeUnsuitable,
} from '../../nodes/ApacheKylin/job/operate/operateSentences';
import { outcomeRecord } from '../../nodes/ApacheKylin/job/operate/outcome';
import { describeJob, describeJobs } from '../../nodes/ApacheKylin/job/wait/describeJob';
import { fetchFailureDetails } from '../../nodes/shared/jobs/failureDetails';
import {
	jobsFailed,
	jobsGone,
	jobsNotFound,
	notDoneInTime,
} from '../../nodes/ApacheKylin/job/wait/waitFailures';
import type { JobRecord } from '../../nodes/shared/kylin/job';
import { JOB_ACTIONS } from '../../nodes/shared/kylin/jobStatus';

const record = (id: string, job_status: string, more: object = {}): JobRecord => ({
	id,
	job_status,
	project: 'p',
	last_modified: 1,
	create_time: 1,
	...more,
});

const many = (count: number, status: string) =>
	Array.from({ length: count }, (_, index) => record(`j${index}`, status));

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
	expect(describeJob(record('a', 'RUNNING', more))).toBe(sentence);
});

test('of very many jobs the rest is counted', () => {
	expect(describeJobs(many(2, 'ERROR'))).toBe('Job j0 is ERROR; Job j1 is ERROR.');
	const all = many(50, 'ERROR').map(({ id }) => `Job ${id} is ERROR`);
	expect(describeJobs(many(50, 'ERROR'))).toBe(`${all.join('; ')}.`);
	expect(describeJobs(many(52, 'ERROR'))).toBe(`${all.join('; ')}; and 2 more.`);
});

test('jobs that are not there', () => {
	const others = Array.from({ length: 12 }, (_, index) => `o${index}`);
	expect(jobsNotFound(['a']).message).toBe('Can\'t find job "a"');
	expect(jobsNotFound(['a']).facts.advice).toMatch(/^Check 'Job IDs': .* may not read\.$/);
	expect(jobsNotFound(['a', 'b', 'c']).facts.advice).toMatch(/ Not found either: b, c\.$/);
	expect(jobsNotFound(['a', ...others]).facts.advice).toMatch(/: o0, .*, o9, and 2 more\.$/);
	expect(jobsGone(['a']).message).toBe('Job a was deleted while it was waited for');
	expect(jobsGone(['a', 'b', 'c']).message).toBe(
		'Job a and 2 more were deleted while they were waited for',
	);
	expect(jobsGone(['a']).facts.advice).toBe('How it ended is not known any more.');
});

test('jobs that failed', () => {
	const one = jobsFailed([record('a', 'ERROR')], 1);
	expect(one.message).toBe('Job a is ERROR');
	expect(one.facts.advice).toMatch(/^Get Job shows the step .*'Failure Statuses'\.$/);
	const some = jobsFailed(many(2, 'ERROR'), 5);
	expect(some.message).toBe('2 of 5 jobs ended in a state that counts as failure');
	expect(some.facts.advice).toMatch(/^Job j0 is ERROR; Job j1 is ERROR\. Get Job shows/);
});

test('jobs that are not done in time: those still open come first', () => {
	const jobIds = ['a', 'b', 'c'];
	const last = new Map([
		['a', record('a', 'FINISHED', { step_ratio: 1 })],
		['b', record('b', 'RUNNING')],
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
		/^Job b is RUNNING; Job a is FINISHED at 100 %\. Kylin goes on all the same\. Raise/,
	);
	expect(late(1, [], new Map(), new Error('Nothing is listening.')).facts.advice).toMatch(
		/^The last look failed with: Nothing is listening\.$/,
	);
});

test.each([
	['PENDING', 'PAUSE, DISCARD'],
	['ERROR', 'RESUME, RESTART, DISCARD'],
])('what is possible for a job that is %s', (status, possible) => {
	const unfit = JOB_ACTIONS.filter((action) => !possible.includes(action));
	for (const action of unfit) {
		expect(describeUnsuitable(action, [record('a', status)])).toBe(
			`Job a is ${status}: possible are ${possible}.`,
		);
	}
});

test('jobs an action does not fit', () => {
	expect(describeUnsuitable('RESUME', [record('a', 'ERROR'), record('b', 'FINISHED')])).toBe(
		'Job b is FINISHED: no action is possible.',
	);
	expect(describeUnsuitable('RESUME', [record('a', 'ERROR')])).toBe('');
	const sentence = ({ id }: JobRecord) => `Job ${id} is FINISHED: no action is possible.`;
	const ten = many(10, 'FINISHED').map(sentence).join(' ');
	expect(describeUnsuitable('RESUME', many(10, 'FINISHED'))).toBe(ten);
	expect(describeUnsuitable('RESUME', many(13, 'FINISHED'))).toBe(`${ten} and 3 more`);
});

test('what a failure in the middle left behind', () => {
	const before = many(3, 'ERROR');
	const after = (...changed: number[]) =>
		new Map(changed.map((index) => [`j${index}`, record(`j${index}`, 'PENDING')]));
	const same = new Map(before.map((job) => [job.id, job]));
	expect(describeProgress(before, same)).toBe('None of the 3 jobs has changed so far.');
	expect(describeProgress(before, new Map())).toBe('None of the 3 jobs has changed so far.');
	expect(describeProgress(before.slice(0, 1), same)).toBe('The job has not changed so far.');
	expect(describeProgress(before.slice(0, 1), after(0))).toBe(
		'The job has already changed: j0 (ERROR → PENDING).',
	);
	expect(describeProgress(before, after(0, 2))).toBe(
		'2 of 3 jobs have already changed: j0 (ERROR → PENDING), j2 (ERROR → PENDING).',
	);
});

test('an outcome is of the latest record', () => {
	const output = {
		job: (job: JobRecord, more?: object) => ({ ...job, id: job.id, ...more }),
		step: (s: object) => s,
	};
	const [before, latest] = [record('a', 'ERROR'), record('a', 'PENDING')];
	const more = { action: 'RESUME', previous_status: 'ERROR', applied: true };
	const outcome = (job: object) =>
		outcomeRecord(output as never, 'RESUME', { id: 'a', ...job, applied: true });
	expect(outcome({ before, latest })).toEqual({ ...latest, ...more });
	expect(outcome({ before })).toEqual({ id: 'a', ...more });
	expect(outcome({})).toEqual({ id: 'a', ...more, previous_status: null });
	expect(outcome({ before, latest, timedOut: false })).toEqual({
		...latest,
		...more,
		timed_out: false,
	});
});

const STEPS = [
	{ id: 's-1', name: 'Detect Resource', step_status: 'FINISHED' },
	{ id: '3', name: 'Load Data To Index', step_status: 'ERROR' },
	{ id: 's-3', name: 'Update Metadata', step_status: 'PENDING' },
];

const LINES = Array.from({ length: 40 }, (_, index) => `line ${index}`);

const LISTED =
	'Its steps are: 1 Detect Resource (FINISHED), 2 Load Data To Index (ERROR), 3 Update Metadata (PENDING).';

const failing = (message: string, advice: string) =>
	expect.objectContaining({ message, facts: { advice } });

test.each([
	['3', 1],
	['s-3', 2],
	['load data to INDEX', 1],
	['1', 0],
	['2', 1],
])('step %s', (wanted, index) => {
	expect(chooseStep(record('a', 'ERROR'), STEPS, wanted)).toBe(STEPS[index]);
});

test.each(['0', '4', 's-1x', 'x1', '1x', 'S-1'])('there is no step %s', (wanted) => {
	expect(() => chooseStep(record('a', 'ERROR'), STEPS, wanted)).toThrow(
		failing(`Job "a" has no step "${wanted}"`, `Check 'Step Name or Number'. ${LISTED}`),
	);
});

test('the failed step', () => {
	const job = record('a', 'FINISHED');
	expect(chooseFailedStep(job, STEPS)).toBe(STEPS[1]);
	expect(() => chooseFailedStep(job, STEPS.slice(0, 1))).toThrow(
		failing(
			'No step of job "a" has failed: the job is FINISHED',
			"Set 'Step' to 'Specific Step' to read another one. Its steps are: 1 Detect Resource (FINISHED).",
		),
	);
	expect(() => chooseFailedStep(job, [])).toThrow(
		failing(
			'No step of job "a" has failed: the job is FINISHED',
			"Set 'Step' to 'Specific Step' to read another one. Kylin shows no steps for this job.",
		),
	);
});

test.each([
	['', null],
	['one\r\ntwo\n\n', 'one\ntwo'],
	[LINES.join('\n'), LINES.slice(10).join('\n')],
	[`${'x'.repeat(5_000)}end`, `${'x'.repeat(3_997)}end`],
])('the end of a log, %#', async (cmd_output, log_end) => {
	const send = async ({ url }: { url: string }) =>
		url.endsWith('/output') ? { cmd_output } : STEPS;
	const details = await fetchFailureDetails(send, record('a', 'ERROR'));
	expect(details).toMatchObject({ failure: { step_id: '3', log_end } });
});
