import {
	STATISTICS_URL,
	STATUS_URL,
	isProjectNeeded,
	jobList,
	parseJobPage,
	stepLogRequest,
	stepsRequest,
} from '../../../../nodes/shared/api/jobs';
import { KylinFailure } from '../../../../nodes/shared/kylin/failures';
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

test('addresses', () => {
	expect([STATUS_URL, STATISTICS_URL]).toEqual(['/jobs/status', '/jobs/statistics']);
});

test.each(['...', 'a.', '.a'])('an ID %s is part of an address', (id) => {
	expect(stepsRequest(job(id)).url).toBe(`/jobs/${id}/detail`);
});

test.each(['.', '..'])('an ID %s is no part of an address', (id) => {
	expect(() => stepsRequest(job(id))).toThrow(`Kylin calls a job or a step "${id}"`);
	expect(() => stepLogRequest(job('a'), id, 'output')).toThrow('which no address can hold');
});

test('what is no job in a list is left out, unless there is nothing else', () => {
	const odd = [null, 7, 'a', { id: 5 }, { id: 'a' }];
	const page = { value: [...odd, job('a')], total_size: 6 };
	expect(parseJobPage(page)).toEqual({ rows: [job('a')], totalSize: 6, servedSize: 6 });
	expect(() => parseJobPage({ value: odd, total_size: 5 })).toThrow('something other than jobs');
});

test('jobs without scheduler_state are those of a Kylin that is too old', () => {
	const { scheduler_state, ...old } = job('a');
	expect(scheduler_state).toBeDefined();
	expect(() => parseJobPage({ value: [old], total_size: 1 })).toThrow(
		expect.objectContaining({
			message: 'Kylin 5.0.0 or newer is needed',
			facts: {
				advice: 'This one answers like a version before 5.0.0. Its administrator can upgrade it.',
			},
		}),
	);
	expect(parseJobPage({ value: [old, job('b')], total_size: 2 }).rows).toHaveLength(2);
});

describe('jobs that Kylin counts but does not show', () => {
	const noneOf = async (query: object, pageOffset: number, total_size = 3) =>
		await jobList(async () => ({ value: [], total_size }), { ...query })(10, pageOffset);

	test('are told for a list of all projects, as the lack of a right', async () => {
		const failure = await noneOf({}, 0).catch((error: unknown) => error);
		expect(failure).toMatchObject({
			message: 'Kylin counts jobs, but shows none of them to this user',
			facts: { code: 'KE-010024001', advice: expect.any(String) },
		});
		expect(isProjectNeeded(failure)).toBe(true);
	});

	test('are none in a project, on a later page, or where none is counted', async () => {
		expect(await noneOf({ project: 'a' }, 0)).toEqual({ rows: [], totalSize: 3, servedSize: 0 });
		expect(await noneOf({}, 1)).toEqual({ rows: [], totalSize: 3, servedSize: 0 });
		expect(await noneOf({}, 0, 0)).toEqual({ rows: [], totalSize: 0, servedSize: 0 });
	});
});

test.each([new KylinFailure('Another', { code: 'KE-010032219' }), new Error('No answer'), null])(
	'%s does not ask for a project',
	(error) => {
		expect(isProjectNeeded(error)).toBe(false);
	},
);
