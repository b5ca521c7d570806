import { isSameSelection, readSelection } from '../../../../nodes/shared/events/readSelection';
import type { Selection } from '../../../../nodes/shared/events/selection';

const ALL: Selection = { events: ['jobFailed'], projects: [], jobTypes: [], key: '' };

const read = (parameters: Record<string, unknown>) =>
	readSelection((name, fallback) => parameters[name] ?? fallback);

test('two readings of the same choice are equal, whatever its order', () => {
	const one = read({
		events: ['jobPaused', 'jobFailed'],
		projects: 'z, b, a, B',
		filters: { jobTypes: 'Y,X', key: ' k ' },
	});
	expect(one).toEqual({
		events: ['jobFailed', 'jobPaused'],
		projects: ['B', 'a', 'z'],
		jobTypes: ['X', 'Y'],
		key: 'k',
	});
	expect(isSameSelection(one, { ...one })).toBe(true);
	for (const more of [{ events: [] }, { projects: [] }, { jobTypes: [] }, { key: '' }]) {
		expect(isSameSelection(one, { ...one, ...more })).toBe(false);
	}
	expect(read({ events: 'jobFailed' })).toEqual(ALL);
});

test.each([
	[{}, "'Events' is empty: choose at least one event"],
	[{ events: 'x' }, "'Events' must be one of jobCreated, jobDiscarded, "],
	[{ events: 'jobFailed', projects: [{}] }, "'Project Names or IDs' must be text"],
	[{ events: 'jobFailed', filters: { jobTypes: [{}] } }, "'Job Types' must be text"],
	[{ events: 'jobFailed', filters: { key: {} } }, "'Job ID or Object Contains' must be text"],
])('%j is refused', (parameters, message) => {
	expect(() => read(parameters)).toThrow(message);
});
