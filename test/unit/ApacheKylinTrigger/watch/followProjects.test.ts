import {
	followProjects,
	type ProjectScope,
} from '../../../../nodes/ApacheKylinTrigger/watch/followProjects';
import type { JobEvent } from '../../../../nodes/shared/events/jobEvent';
import type { JobRecord } from '../../../../nodes/shared/kylin/job';
import { job, jobs, kylinWith, pagesOf } from './kylinList';

const later = 2_000_000;
const withCreated = true;

const brief = (events: JobEvent[]) =>
	events.map(({ event, job: { id }, previousStatus }) => [event, id, previousStatus]);

/** Between the two polls, `before` becomes `after`. */
async function follow(
	{ before, from = [undefined] }: { before: JobRecord[]; from?: ProjectScope[] },
	{ after, to = [undefined] }: { after: JobRecord[]; to?: ProjectScope[] },
	options = { withCreated },
) {
	const begun = await followProjects(kylinWith(before).send, from, [], options);
	const { send, asked } = kylinWith(after);
	const { events, watchedScopes } = await followProjects(send, to, begun.watchedScopes, options);
	return { begun, events: brief(events), watchedScopes, asked };
}

test('each project has a state of its own', async () => {
	const { send, asked } = kylinWith(jobs(3));
	const { events, watchedScopes } = await followProjects(send, ['sales', 'other'], [], {
		withCreated,
	});
	expect(events).toEqual([]);
	expect(watchedScopes.map(({ scope, state }) => [scope, state.known.size])).toEqual([
		['sales', 3],
		['other', 0],
	]);
	expect(asked.map(({ project, page_size, sort_by }) => [project, page_size, sort_by])).toEqual([
		['sales', 200, 'last_modified'],
		['other', 200, 'last_modified'],
	]);
});

test('finds what has changed, oldest first', async () => {
	const failed = job(1, { job_status: 'ERROR', last_modified: later + 1 });
	const started = job(2, { job_status: 'RUNNING', last_modified: later });
	const { events, asked } = await follow(
		{ before: jobs(30) },
		{ after: [failed, started, job(0), ...jobs(30).slice(3)] },
	);
	expect(events).toEqual([
		['jobStarted', 'job-2', 'FINISHED'],
		['jobFailed', 'job-1', 'FINISHED'],
	]);
	expect(asked.map(({ sort_by, page_size }) => [sort_by, page_size])).toEqual([
		['last_modified', 50],
	]);
});

test('a poll reads one page, whatever there is besides', async () => {
	const { asked } = await follow({ before: jobs(1_000) }, { after: jobs(1_000) });
	expect(pagesOf(asked)).toEqual([[50, 0]]);
});

const created = job(99, { job_status: 'ERROR', last_modified: later, create_time: later });

test.each([
	[
		true,
		[
			['jobCreated', 'job-99', null],
			['jobFailed', 'job-99', null],
		],
		2,
	],
	[false, [['jobFailed', 'job-99', null]], 1],
])('finds new jobs if they are wanted: %s', async (isAsked, expected, requests) => {
	const { events, asked } = await follow(
		{ before: jobs(30) },
		{ after: [created, ...jobs(30)] },
		{ withCreated: isAsked },
	);
	expect(events).toEqual(expected);
	expect(asked.map(({ sort_by }) => sort_by)).toEqual(
		['last_modified', 'create_time'].slice(0, requests),
	);
});

test('looks for new jobs only where there may be some, in any letter case', async () => {
	const { asked, events } = await follow(
		{ before: jobs(30), from: ['SALES', 'other'] },
		{
			after: [created, ...jobs(30)],
			to: ['sales', 'other'],
		},
	);
	const forCreated = asked.filter(({ sort_by }) => sort_by === 'create_time');
	expect(forCreated.map(({ project }) => project)).toEqual(['sales']);
	expect(events[0]).toEqual(['jobCreated', 'job-99', null]);
});

describe('when scopes are edited', () => {
	const costs = (index: number, more: object = {}) =>
		job(1_000 + index, { project: 'costs', ...more });
	const both = [...jobs(30), ...Array.from({ length: 30 }, (_, index) => costs(index))];
	const failed = { job_status: 'ERROR', last_modified: later };
	const after = [
		created,
		job(1, failed),
		costs(1, failed),
		...both.filter(({ id }) => !['job-1', 'job-1001'].includes(id)),
	];
	const ofSales = [
		['jobCreated', 'job-99', null],
		['jobFailed', 'job-99', null],
		['jobFailed', 'job-1', 'FINISHED'],
	];

	test.each<{ from: ProjectScope[]; to: ProjectScope[]; expected: unknown }>([
		{ from: [undefined], to: ['sales'], expected: ofSales },
		{ from: ['sales'], to: [undefined], expected: ofSales },
		{ from: ['sales'], to: ['costs', 'sales'], expected: ofSales },
		{ from: ['costs'], to: ['sales'], expected: [] },
	])(
		'from $from to $to, the events of what was watched are found',
		async ({ from, to, expected }) => {
			const { events, watchedScopes } = await follow({ before: both, from }, { after, to });
			expect(events).toEqual(expected);
			const next = await followProjects(kylinWith(after).send, to, watchedScopes, { withCreated });
			expect(next.events).toEqual([]);
			expect(next.watchedScopes.map(({ scope }) => scope)).toEqual(to);
		},
	);

	test('from one project to all, the list is read down to the settled jobs of that project', async () => {
		const busy = Array.from({ length: 300 }, (_, index) => costs(index));
		const { asked, events } = await follow(
			{ before: jobs(30), from: ['sales'] },
			{ after: [...busy, job(1, failed), ...jobs(30).slice(5)], to: [undefined] },
		);
		expect(pagesOf(asked)).toEqual([
			[200, 0],
			[426, 0],
		]);
		expect(events).toEqual([['jobFailed', 'job-1', 'FINISHED']]);
	});

	test('from one project to all, one page is enough if it has settled jobs of that project', async () => {
		const { asked } = await follow(
			{ before: jobs(400), from: ['sales'] },
			{ after: jobs(400), to: [undefined] },
		);
		expect(pagesOf(asked)).toEqual([[200, 0]]);
	});

	test('from some projects to all, the list is read down to the settled jobs of each', async () => {
		const changed = Array.from({ length: 100 }, (_, index) => costs(index, failed));
		const { asked, events } = await follow(
			{
				before: [...jobs(200), ...changed.map(({ id }, index) => costs(index, { id }))],
				from: ['sales', 'costs'],
			},
			{ after: [...jobs(150), ...changed], to: [undefined] },
		);
		expect(pagesOf(asked)).toEqual([
			[200, 0],
			[350, 0],
		]);
		expect(events).toHaveLength(100);
	});

	test('new jobs are looked for one page down, or until it is decided for each project', async () => {
		const near = await follow(
			{ before: jobs(400), from: ['sales'] },
			{ after: [{ ...created, id: 'job-new' }, ...jobs(400)], to: [undefined] },
		);
		expect(pagesOf(near.asked)).toEqual([
			[200, 0],
			[50, 0],
		]);
		const far = costs(99, { ...failed, create_time: later });
		const both = await follow(
			{ before: [...jobs(60), costs(1)], from: ['sales', 'costs'] },
			{ after: [created, ...jobs(60), far, costs(1)], to: [undefined] },
		);
		expect(both.events).toEqual([
			['jobCreated', 'job-99', null],
			['jobFailed', 'job-99', null],
			['jobCreated', 'job-1099', null],
			['jobFailed', 'job-1099', null],
		]);
	});

	test('scopes that were taken out are not read, and nothing is read for them', async () => {
		const more = Array.from({ length: 300 }, (_, index) => costs(100 + index));
		const { asked } = await follow(
			{ before: both, from: ['sales'] },
			{ after: [...after, ...more], to: ['costs'] },
		);
		expect(asked.map(({ project }) => project)).toEqual(['costs']);
		expect(pagesOf(asked)).toEqual([[200, 0]]);
	});
});
