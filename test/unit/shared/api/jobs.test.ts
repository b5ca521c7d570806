import { parseJobPage, stepLogRequest, stepsRequest } from '../../../../nodes/shared/api/jobs';
import { job } from '../../support';

test('a job and a step are parts of the address, whatever is in their IDs', () => {
	const odd = job('a/b?c');
	expect(stepsRequest(odd)).toEqual({
		method: 'GET',
		url: '/jobs/a%2Fb%3Fc/detail',
		qs: { project: 'sales' },
	});
	expect(stepLogRequest(odd, 's/1', 'log')).toEqual({
		method: 'GET',
		url: '/jobs/a%2Fb%3Fc/steps/s%2F1/log',
		qs: { project: 'sales' },
	});
});

test.each(['.', '..'])('an ID %s is no part of an address', (id) => {
	expect(() => stepsRequest(job(id))).toThrow(`Kylin calls a job or a step "${id}"`);
	expect(() => stepLogRequest(job('a'), id, 'output')).toThrow('which no address can hold');
});

test('what is no job in a list is left out, unless there is nothing else', () => {
	const odd = [null, 7, 'a', { id: 5 }, { id: 'a' }];
	const page = { value: [...odd, job('a')], total_size: 6 };
	expect(parseJobPage(page)).toEqual({ rows: [job('a')], totalSize: 6 });
	expect(() => parseJobPage({ value: odd, total_size: 5 })).toThrow('something other than jobs');
});

test('jobs without scheduler_state are those of a Kylin that is too old', () => {
	const { scheduler_state, ...old } = job('a');
	expect(scheduler_state).toBeDefined();
	expect(() => parseJobPage({ value: [old], total_size: 1 })).toThrow(
		'Kylin 5.0.0 or newer is needed',
	);
	expect(parseJobPage({ value: [old, job('b')], total_size: 2 }).rows).toHaveLength(2);
});
