import { changeTime, eventOfStatus, statusesOf } from '../../../../nodes/shared/events/jobEvent';
import type { JobRecord } from '../../../../nodes/shared/kylin/job';

const JOB: JobRecord = {
	id: 'ABC-1',
	job_status: 'ERROR',
	project: 'Sales',
	job_name: 'INC_BUILD',
	target_subject: 'Orders',
	last_modified: 5,
	create_time: 1,
};

test.each([
	['DISCARDED', 'jobDiscarded'],
	['ERROR', 'jobFailed'],
	['FINISHED', 'jobFinished'],
	['RUNNING', 'jobStarted'],
	['STOPPED', 'jobPaused'],
	['PENDING', undefined],
])('the status %s is the event %s', (status, event) => {
	expect(eventOfStatus(status)).toBe(event);
});

test('the statuses that events are about', () => {
	expect(statusesOf(['jobPaused', 'jobFailed'])).toEqual(['ERROR', 'STOPPED']);
	expect(statusesOf(['jobFailed', 'jobCreated'])).toBeUndefined();
});

test.each([
	[{}, 5],
	[{ last_modified: 0 }, 1],
	[{ last_modified: 1.5 }, 1],
	[{ last_modified: -5 }, 1],
	[{ last_modified: 0, create_time: 0 }, 0],
])('the time of a change with %j is %d', (more, expected) => {
	expect(changeTime({ ...JOB, ...more })).toBe(expected);
});
