import {
	describeProgress,
	describeUnsuitable,
} from '../../../../../nodes/ApacheKylin/job/operate/sendAction';
import type { JobRecord } from '../../../../../nodes/shared/kylin/job';
import { JOB_ACTIONS } from '../../../../../nodes/shared/kylin/jobStatus';
import { job } from '../../../support';

const many = (count: number, status: string) =>
	Array.from({ length: count }, (_, index) => job(`j${index}`, { job_status: status }));

test.each([
	['PENDING', 'PAUSE, DISCARD'],
	['ERROR', 'RESUME, RESTART, DISCARD'],
])('what is possible for a job that is %s', (status, possible) => {
	const unfit = JOB_ACTIONS.filter((action) => !possible.includes(action));
	for (const action of unfit) {
		expect(describeUnsuitable(action, [job('a', { job_status: status })])).toBe(
			`Job a is ${status}: possible are ${possible}.`,
		);
	}
});

test('jobs an action does not fit', () => {
	expect(
		describeUnsuitable('RESUME', [
			job('a', { job_status: 'ERROR' }),
			job('b', { job_status: 'FINISHED' }),
		]),
	).toBe('Job b is FINISHED: no action is possible.');
	expect(describeUnsuitable('RESUME', [job('a', { job_status: 'ERROR' })])).toBe('');
	const sentence = ({ id }: JobRecord) => `Job ${id} is FINISHED: no action is possible.`;
	const ten = many(10, 'FINISHED').map(sentence).join(' ');
	expect(describeUnsuitable('RESUME', many(10, 'FINISHED'))).toBe(ten);
	expect(describeUnsuitable('RESUME', many(13, 'FINISHED'))).toBe(`${ten} and 3 more`);
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
