import type { JobRecord } from '../../../../nodes/shared/kylin/job';
import {
	isSameSelection,
	isSelected,
	toSelection,
} from '../../../../nodes/shared/events/selection';

test('two readings of the same choice are equal, whatever its order', () => {
	const one = toSelection({
		events: ['jobPaused', 'jobFailed'],
		projects: ['z', 'b', 'a', 'B'],
		filters: { jobTypes: ['Y', 'X'], models: ['n', 'm'], key: 'k' },
	});
	expect(one).toEqual({
		events: ['jobFailed', 'jobPaused'],
		projects: ['B', 'a', 'z'],
		jobTypes: ['X', 'Y'],
		models: ['m', 'n'],
		key: 'k',
	});
	expect(isSameSelection(one, { ...one })).toBe(true);
	const others = [{ events: [] }, { projects: [] }, { jobTypes: [] }, { models: [] }, { key: '' }];
	for (const more of others) expect(isSameSelection(one, { ...one, ...more })).toBe(false);
});

test('what a trigger does not offer leaves out nothing', () => {
	const chosen = { events: ['jobFailed' as const], projects: [], filters: { jobTypes: [] } };
	expect(toSelection(chosen)).toMatchObject({ models: [], key: '' });
});

test.each([7, null, {}, undefined])('a job whose project is %j costs itself alone', (project) => {
	const selection = toSelection({
		events: ['jobFailed'],
		projects: ['sales'],
		filters: { jobTypes: [] },
	});
	const job = { id: 'a', job_status: 'ERROR', project } as unknown as JobRecord;
	expect(isSelected(selection, { event: 'jobFailed', job })).toBe(false);
});
