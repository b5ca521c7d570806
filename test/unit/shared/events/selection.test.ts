import { isSelected, type Selection } from '../../../../nodes/shared/events/selection';
import type { JobRecord } from '../../../../nodes/shared/kylin/job';

const ALL: Selection = { events: ['jobFailed'], projects: [], jobTypes: [], models: [], key: '' };

const JOB: JobRecord = {
	id: 'ABC-1',
	job_status: 'ERROR',
	project: 'Sales',
	job_name: 'INC_BUILD',
	target_subject: 'Orders',
	last_modified: 5,
	create_time: 1,
};

describe('which events are fired', () => {
	test.each<[Partial<Selection>, boolean]>([
		[{}, true],
		[{ events: ['jobPaused'] }, false],
		[{ projects: ['x', 'sALES'] }, true],
		[{ projects: ['x'] }, false],
		[{ jobTypes: ['INC_BUILD'] }, true],
		[{ jobTypes: ['INDEX_BUILD'] }, false],
		[{ key: 'bc-' }, true],
		[{ key: 'RDER' }, true],
		[{ key: 'x' }, false],
	])('%j: %s', (more, expected) => {
		expect(isSelected({ ...ALL, ...more }, { event: 'jobFailed', job: JOB })).toBe(expected);
	});

	test('a job without an object or a project fits no name', () => {
		const job = { ...JOB, target_subject: null, project: undefined } as unknown as JobRecord;
		expect(isSelected({ ...ALL, key: 'null' }, { event: 'jobFailed', job })).toBe(false);
		expect(isSelected({ ...ALL, projects: ['Sales'] }, { event: 'jobFailed', job })).toBe(false);
		expect(isSelected(ALL, { event: 'jobFailed', job })).toBe(true);
	});
});
