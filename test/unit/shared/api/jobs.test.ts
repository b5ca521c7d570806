import { stepLogRequest, stepsRequest } from '../../../../nodes/shared/api/jobs';
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
