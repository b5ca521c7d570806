import { describeMisfit } from '../../../../../nodes/ApacheKylin/job/operate/misfit';
import { describeProgress } from '../../../../../nodes/ApacheKylin/job/operate/sendAction';
import { JOB_ACTIONS } from '../../../../../nodes/shared/kylin/jobStatus';
import { job } from '../../../support';

const many = (count: number, status: string) =>
	Array.from({ length: count }, (_, index) => job(`j${index}`, { job_status: status }));

test.each([
	['PENDING', 'PAUSE, DISCARD', 'Possible: Pause, Discard.'],
	['ERROR', 'RESUME, RESTART, DISCARD', 'Possible: Resume, Restart, Discard.'],
	['FINISHED', '', 'Nothing is possible.'],
	['NEW', '', 'Nothing is possible.'],
])('what is possible for a job that is %s', (status, possible, advice) => {
	const unfit = JOB_ACTIONS.filter((action) => !possible.includes(action));
	for (const action of unfit) {
		expect(describeMisfit(action, [job('a', { job_status: status })])).toMatchObject({
			title: expect.stringMatching(`^'[A-Z][a-z]+' does not fit a job that is ${status}$`),
			advice,
		});
	}
});

test('jobs an action does not fit', () => {
	const fitting = job('a', { job_status: 'ERROR' });
	const running = job('b', { job_status: 'RUNNING' });
	const finished = job('c', { job_status: 'FINISHED' });
	expect(describeMisfit('RESUME', [fitting])).toBeUndefined();
	expect(describeMisfit('RESUME', [fitting, running, finished])).toEqual({
		title: "'Resume' does not fit 2 of 3 jobs",
		advice:
			'Job b is RUNNING (possible: Pause, Restart, Discard). Job c is FINISHED (nothing is possible).',
	});
	expect(describeMisfit('RESUME', many(13, 'FINISHED'))?.advice).toMatch(
		/Job j9 is FINISHED \(nothing is possible\)\. and 3 more$/,
	);
});

test('what a failure in the middle left behind', () => {
	const before = many(3, 'ERROR');
	const after = (...changed: number[]) =>
		new Map(changed.map((index) => [`j${index}`, job(`j${index}`, { job_status: 'PENDING' })]));
	const same = new Map(before.map((one) => [one.id, one]));
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
