import {
	isUnchanged,
	isUnfinished,
	statusAndTime,
	withinBounds,
	type KnownJob,
} from '../../../../nodes/ApacheKylinTrigger/watch/knownJobs';
import { boundedStates } from '../../../../nodes/ApacheKylinTrigger/watch/changes';
import type { JobRecord } from '../../../../nodes/shared/kylin/job';

const JOB: JobRecord = {
	id: 'a',
	job_status: 'ERROR',
	project: 'sales',
	last_modified: 5,
	create_time: 1,
};

const known = new Map<string, KnownJob>(
	Array.from({ length: 1_000 }, (_, index) => [
		`key-${String(index).padStart(4, '0')}`,
		{
			status: index % 4 === 0 ? 'RUNNING' : 'FINISHED',
			changedAt: index,
			changedInLastPoll: false,
		},
	]),
);

test('a job is known by its status and the time of its last change', () => {
	expect(statusAndTime(JOB)).toEqual({ status: 'ERROR', changedAt: 5 });
	expect(statusAndTime({ ...JOB, job_status: 'UNHEARD_OF' }).status).toBeNull();
	const before = { ...statusAndTime(JOB), changedInLastPoll: true };
	expect(isUnchanged(before, JOB)).toBe(true);
	expect(isUnchanged(before, { ...JOB, job_status: 'STOPPED' })).toBe(false);
	expect(isUnchanged(before, { ...JOB, last_modified: 6 })).toBe(false);
});

test.each([
	['PENDING', true],
	['RUNNING', true],
	['ERROR', true],
	['STOPPED', true],
	['FINISHED', false],
	['DISCARDED', false],
	[null, false],
])('whether a job in %s may change again: %s', (status, expected) => {
	expect(isUnfinished({ status })).toBe(expected);
});

test('200 jobs with the latest changes and 100 unfinished ones are kept', () => {
	const [{ known: kept, forgottenUpTo }] = withinBounds([known]);
	expect(kept.size).toBe(300);
	expect(kept.has('key-0999')).toBe(true);
	expect(kept.has('key-0400')).toBe(true);
	expect(forgottenUpTo).toBe(799);
});

test('running jobs are kept before waiting, failed and paused ones', () => {
	const statuses = ['STOPPED', 'ERROR', 'PENDING', 'RUNNING'];
	const jobs = new Map<string, KnownJob>(
		Array.from({ length: 400 }, (_, index) => [
			`key-${index}`,
			{
				status: index < 200 ? statuses[Math.floor(index / 50)] : 'FINISHED',
				changedAt: index,
				changedInLastPoll: false,
			},
		]),
	);
	const [{ known: kept }] = withinBounds([jobs]);
	const unfinished = [...kept.values()].filter(({ status }) => status !== 'FINISHED');
	expect(unfinished.map(({ status }) => status).sort()).toEqual([
		...Array.from({ length: 50 }, () => 'PENDING'),
		...Array.from({ length: 50 }, () => 'RUNNING'),
	]);
});

test('the bounds are shared by the scopes, and what is forgotten raises the floor of its own', () => {
	const quiet = new Map<string, KnownJob>([
		['quiet-01', { status: 'FINISHED', changedAt: 5, changedInLastPoll: false }],
		['quiet-02', { status: 'ERROR', changedAt: 3, changedInLastPoll: false }],
	]);
	const bounded = boundedStates([
		{ floorMs: 900, known },
		{ floorMs: 1, known: quiet },
		{ floorMs: 7, known: quiet },
	]);
	expect(bounded.map(({ floorMs }) => floorMs)).toEqual([900, 5, 7]);
	expect(bounded.map((state) => state.known.size)).toEqual([300, 0, 0]);
	const small = [
		{ floorMs: 0, known: new Map() },
		{ floorMs: 1, known: quiet },
	];
	expect(boundedStates(small)).toEqual(small);
});
