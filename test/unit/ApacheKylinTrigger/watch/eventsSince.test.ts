import { eventsSince } from '../../../../nodes/ApacheKylinTrigger/watch/eventsSince';
import type { WatchState } from '../../../../nodes/ApacheKylinTrigger/watch/storedWatch';
import { KylinModel, type Action } from './kylinModel';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A trigger for failed jobs whose projects are edited from poll to poll. */
function triggerAt(kylin: KylinModel) {
	let earlier: WatchState | undefined;
	return async (projects: string[], send = kylin.send, user = 'admin') => {
		kylin.now += MINUTE_MS;
		const selection = {
			events: ['jobFailed' as const],
			projects,
			jobTypes: [],
			models: [],
			key: '',
		};
		const target = { apiRoot: 'kylin', user, selection };
		const { events, state } = await eventsSince(send, target, earlier, {
			isByProject: false,
		});
		earlier = state;
		return events.map(({ job: { id } }) => id);
	};
}

function submit(kylin: KylinModel, project: string, ...actions: Action[]) {
	const job = kylin.submit(project);
	for (const action of actions) kylin.act(job, action);
	kylin.now += 1_000;
	return job;
}

test.each([{ to: [] }, { to: ['sales', 'costs'] }])(
	'a failure of a project that was left out does not fire when the project is back in $to',
	async ({ to }) => {
		const kylin = new KylinModel(Date.UTC(2026, 0, 5));
		const end = (project: string, count: number) => {
			for (let index = 0; index < count; index += 1) submit(kylin, project, 'run', 'finish');
		};
		end('sales', 30);
		end('costs', 30);
		const job = submit(kylin, 'sales', 'run');
		const poll = triggerAt(kylin);
		await poll(['sales', 'costs']);
		await poll(['costs']);
		kylin.act(job, 'fail');
		end('sales', 60);
		end('costs', 15);
		expect(await poll(['costs'])).toEqual([]);
		kylin.now += DAY_MS;
		expect(await poll(to)).toEqual([]);
		end('sales', 45);
		expect(await poll(to)).toEqual([]);
	},
);

test('for another user, who may see other jobs, nothing has happened yet', async () => {
	const kylin = new KylinModel(Date.UTC(2026, 0, 5));
	const [one, other] = [submit(kylin, 'sales', 'run'), submit(kylin, 'sales', 'run')];
	const poll = triggerAt(kylin);
	await poll([]);
	kylin.act(one, 'fail');
	expect(await poll([], kylin.send, 'analyst')).toEqual([]);
	kylin.act(other, 'fail');
	expect(await poll([], kylin.send, 'analyst')).toEqual([other.id]);
});

test('what happens in one project while another is read is found by the next poll', async () => {
	const kylin = new KylinModel(Date.UTC(2026, 0, 5));
	const missed = submit(kylin, 'sales', 'run');
	const many = Array.from({ length: 400 }, () => submit(kylin, 'costs', 'run'));
	const poll = triggerAt(kylin);
	await poll(['costs', 'sales']);
	let isFirst = true;
	const fired = await poll(['sales', 'costs'], async (request) => {
		if (request.qs?.project === 'costs' && isFirst) {
			isFirst = false;
			kylin.act(missed, 'fail');
			kylin.now += 1_000;
			for (const job of many) kylin.act(job, 'fail');
			kylin.now += 1_000;
		}
		return await kylin.send(request);
	});
	expect(fired).toHaveLength(400);
	expect(await poll(['sales', 'costs'])).toEqual([missed.id]);
});

test('fifty projects share the bounds of one state, and no event is fired twice', async () => {
	const kylin = new KylinModel(Date.UTC(2026, 0, 5));
	const projects = Array.from({ length: 50 }, (_, index) => `p${index}`);
	const jobs = projects.flatMap((project) =>
		Array.from({ length: 20 }, () => submit(kylin, project, 'run')),
	);
	const poll = triggerAt(kylin);
	await poll(projects);
	for (const job of jobs) kylin.act(job, 'fail');
	expect(await poll(projects)).toHaveLength(jobs.length);
	expect(await poll(projects)).toEqual([]);
});
