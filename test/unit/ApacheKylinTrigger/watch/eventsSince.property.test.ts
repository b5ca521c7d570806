import fc from 'fast-check';
import { eventsSince } from '../../../../nodes/ApacheKylinTrigger/watch/eventsSince';
import {
	changeTime,
	eventOfStatus,
	JOB_EVENTS,
	type JobEventName,
} from '../../../../nodes/shared/events/jobEvent';
import type { Selection } from '../../../../nodes/shared/events/selection';
import {
	loadWatch,
	storeWatch,
	type WatchState,
} from '../../../../nodes/ApacheKylinTrigger/watch/storedWatch';
import { ALL_ACTIONS, KylinModel, record } from './kylinModel';

const START = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

const PROJECTS = ['sales', 'costs', 'staff'];

/** A trigger as n8n runs it: what is in the process, and what is in the database. */
class Trigger {
	private saved: unknown;

	private state: WatchState | undefined;

	/** n8n saves what the first poll of an activation wrote */
	private isActivated = true;

	constructor(
		private readonly kylin: KylinModel,
		private edited: Selection,
	) {}

	get selection(): Selection {
		return this.edited;
	}

	edit(selection: Selection): void {
		this.edited = selection;
		this.isActivated = true;
	}

	/** @returns the events fired, or undefined for a poll that failed */
	async poll(): Promise<string[] | undefined> {
		const target = { apiRoot: 'kylin', user: 'admin', selection: this.edited };
		try {
			const way = { isByProject: false };
			const { events, state: next } = await eventsSince(this.kylin.send, target, this.state, way);
			this.state = next;
			if (this.isActivated || events.length > 0) this.saved = storeWatch(next);
			this.isActivated = false;
			return events.map(({ event, job }) => `${event} ${job.id} ${changeTime(job)}`).sort();
		} catch {
			return undefined;
		}
	}

	restart(): void {
		if (this.saved === undefined) return;
		this.state = loadWatch(JSON.parse(JSON.stringify(this.saved)));
	}

	get storedSize(): number {
		return JSON.stringify(this.state && storeWatch(this.state)).length;
	}
}

/**
 * What should be fired: every difference between two lists of all jobs, as far as the filters of
 * before and after both let it through.
 */
class Reference {
	private before: { jobs: Map<string, string>; selection: Selection } | undefined;

	constructor(private readonly kylin: KylinModel) {}

	look(selection: Selection): string[] {
		const jobs = this.kylin.jobs.map(record);
		const now = new Map(jobs.map((job) => [job.id, `${job.job_status} ${changeTime(job)}`]));
		const { before } = this;
		this.before = { jobs: now, selection };
		if (before === undefined) return [];
		const isWanted = (event: JobEventName, project: string) =>
			[selection, before.selection].every(
				({ events, projects }) =>
					events.includes(event) && (projects.length === 0 || projects.includes(project)),
			);
		return jobs
			.filter(({ id }) => before.jobs.get(id) !== now.get(id))
			.flatMap((job) =>
				[
					before.jobs.has(job.id) ? undefined : ('jobCreated' as const),
					eventOfStatus(job.job_status),
				]
					.filter((event) => event !== undefined)
					.filter((event) => isWanted(event, job.project))
					.map((event) => `${event} ${job.id} ${changeTime(job)}`),
			)
			.sort();
	}
}

const is = <T extends string>(what: T) => fc.constant(what);

const happenings = fc.oneof(
	{
		weight: 10,
		arbitrary: fc.record({
			what: is('act'),
			job: fc.nat(),
			action: fc.constantFrom(...ALL_ACTIONS),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			what: is('again'),
			job: fc.nat(),
			by: fc.constantFrom('resume' as const, 'restart' as const),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({ what: is('submit'), count: fc.integer({ min: 1, max: 5 }) }),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			what: is('burst'),
			count: fc.integer({ min: 30, max: 400 }),
			spreadMs: fc.constantFrom(0, 1, 50),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			what: is('wait'),
			ms: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: DAY_MS })),
		}),
	},
	{ weight: 3, arbitrary: fc.record({ what: is('write'), job: fc.nat() }) },
	{ weight: 1, arbitrary: fc.record({ what: is('progress') }) },
	{
		weight: 1,
		arbitrary: fc.record({ what: is('cleanUp'), keep: fc.integer({ min: 0, max: 30 }) }),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			what: is('edit'),
			projects: fc.subarray(PROJECTS),
			events: fc.subarray([...JOB_EVENTS], { minLength: 3 }),
		}),
	},
	{ weight: 8, arbitrary: fc.record({ what: is('poll') }) },
	{
		weight: 1,
		arbitrary: fc.record({ what: is('failingPoll'), request: fc.integer({ min: 1, max: 3 }) }),
	},
	{ weight: 1, arbitrary: fc.record({ what: is('restart') }) },
);

type Happening = typeof happenings extends fc.Arbitrary<infer T> ? T : never;

const FINAL = ['FINISHED', 'DISCARDED'];

/** Silent writes since the last poll: beyond ten at once a poll cannot tell them from changes. */
const MAX_SILENT_WRITES = 8;

async function live(
	{ existing, tieFactor }: { existing: number; tieFactor: number },
	story: Happening[],
	selection: Selection,
): Promise<Trigger> {
	const kylin = new KylinModel(START - 30 * DAY_MS, tieFactor);
	const submit = () => kylin.submit(PROJECTS[(kylin.jobs.length % 7) % PROJECTS.length]);
	for (let count = 0; count < existing; count += 1) {
		const job = submit();
		const state = count % 5;
		if (state > 0) kylin.act(job, 'run');
		if (state === 2) kylin.act(job, 'fail');
		if (state > 2) kylin.act(job, 'finish');
		kylin.now += 60_000;
	}
	kylin.now = START;
	const trigger = new Trigger(kylin, selection);
	const reference = new Reference(kylin);
	let silentWrites = 0;
	const check = async () => {
		const fired = await trigger.poll();
		expect(fired).toEqual(reference.look(trigger.selection));
		kylin.now += 1;
		silentWrites = 0;
	};
	await check();
	for (const step of story) {
		// The newest jobs are the ones that most happens to.
		const jobOf = (index: number) => {
			const last = kylin.jobs.length - 1;
			return kylin.jobs[index % 3 === 0 ? index % (last + 1) : Math.max(0, last - (index % 20))];
		};
		if (step.what === 'act' && kylin.jobs.length > 0) {
			kylin.act(jobOf(step.job), step.action);
		} else if (step.what === 'again' && kylin.jobs.length > 0) {
			const job = jobOf(step.job);
			kylin.now += 1;
			kylin.act(job, step.by);
			kylin.act(job, 'run');
			kylin.act(job, 'fail');
		} else if (step.what === 'submit') {
			for (let count = 0; count < step.count; count += 1) submit();
		} else if (step.what === 'burst') {
			for (let count = 0; count < step.count; count += 1) {
				const job = submit();
				kylin.act(job, 'run');
				kylin.act(job, count % 3 === 0 ? 'fail' : 'finish');
				kylin.now += step.spreadMs;
			}
		} else if (step.what === 'wait') {
			kylin.now += step.ms;
		} else if (step.what === 'write' && kylin.jobs.length > 0 && silentWrites < MAX_SILENT_WRITES) {
			kylin.write(jobOf(step.job));
			silentWrites += 1;
		} else if (step.what === 'progress') {
			for (const job of kylin.jobs) if (job.status === 'RUNNING') kylin.write(job);
		} else if (step.what === 'cleanUp') {
			const ended = kylin.jobs.filter(({ status }) => FINAL.includes(status));
			for (const job of ended.slice(step.keep)) kylin.remove(job);
		} else if (step.what === 'poll') {
			await check();
		} else if (step.what === 'failingPoll') {
			kylin.failingRequest = kylin.requests + step.request;
			const fired = await trigger.poll();
			kylin.failingRequest = undefined;
			if (fired !== undefined) expect(fired).toEqual(reference.look(trigger.selection));
			kylin.now += 1;
			if (fired !== undefined) silentWrites = 0;
		} else if (step.what === 'edit') {
			trigger.edit({ ...selection, projects: step.projects, events: step.events });
			await check();
		} else if (step.what === 'restart') {
			trigger.restart();
		}
	}
	await check();
	expect(await trigger.poll()).toEqual([]);
	return trigger;
}

describe('every change that is visible at a poll is fired once, in weeks of', () => {
	const everything = [...JOB_EVENTS];

	test.each<{ what: string; events: JobEventName[]; existing: number; projects?: string[] }>([
		{ what: 'failures and ends', events: ['jobFailed', 'jobFinished'], existing: 30 },
		{ what: 'all events', events: everything, existing: 12 },
		{
			what: 'all events among more jobs than the first snapshot has',
			events: everything,
			existing: 700,
		},
		{ what: 'all events of some projects', events: everything, existing: 700, projects: PROJECTS },
		{ what: 'rare events', events: ['jobPaused'], existing: 300 },
		{ what: 'creations', events: ['jobCreated'], existing: 400 },
		{ what: 'creations in a project', events: ['jobCreated'], existing: 400, projects: ['staff'] },
		{ what: 'a new Kylin', events: ['jobCreated', 'jobFailed', 'jobFinished'], existing: 0 },
	])('$what', async ({ events, existing, projects = [] }) => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(happenings, { maxLength: 150 }),
				fc.integer({ min: 1, max: 104_728 }),
				async (story, tieFactor) => {
					const selection = { events, projects, jobTypes: [], models: [], key: '' };
					const trigger = await live({ existing, tieFactor }, story, selection);
					expect(trigger.storedSize).toBeLessThan(26_500);
				},
			),
			{ numRuns: 60 },
		);
	});
});
