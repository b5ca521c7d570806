import fc from 'fast-check';
import { beginWatch, continueWatch, placesOf } from '../../nodes/shared/events/followJobs';
import { changeTime, eventOfStatus } from '../../nodes/shared/events/jobEvent';
import {
	readStoredWatch,
	storeWatch,
	type WatchRecord,
} from '../../nodes/shared/events/storedWatch';
import { ALL_ACTIONS, KylinModel, record } from './kylinModel';

const START = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

const everything = placesOf([]);

/** A trigger as n8n runs it: what is in memory, and what is in the database. */
class Trigger {
	private saved: unknown;

	private watch: WatchRecord | undefined;

	constructor(
		private readonly kylin: KylinModel,
		private readonly isSelected: (event: string) => boolean,
	) {}

	/** @returns the events fired, or undefined for a poll that failed */
	async poll(): Promise<string[] | undefined> {
		const { watch } = this;
		try {
			const source = 'kylin';
			const selection = { events: [], projects: [], jobTypes: [], key: '' };
			if (watch === undefined) {
				const begun = await beginWatch(this.kylin.send, everything);
				this.watch = { source, selection, watch: begun };
				this.save();
				return [];
			}
			const next = await continueWatch(this.kylin.send, everything, watch.watch, {
				tellsCreated: this.isSelected('jobCreated'),
			});
			this.watch = { source, selection, watch: next.watch };
			const fired = next.events.filter(({ event }) => this.isSelected(event));
			if (fired.length > 0) this.save();
			return fired.map(({ event, job }) => `${event} ${job.id} ${changeTime(job)}`).sort();
		} catch {
			return undefined;
		}
	}

	restart(): void {
		if (this.saved === undefined) return;
		this.watch = readStoredWatch(JSON.parse(JSON.stringify(this.saved)));
	}

	get storedSize(): number {
		return JSON.stringify(this.watch && storeWatch(this.watch)).length;
	}

	private save(): void {
		if (this.watch) this.saved = storeWatch(this.watch);
	}
}

/** What should be fired: every difference between two lists of all jobs. */
class Reference {
	private before: Map<string, string> | undefined;

	constructor(private readonly kylin: KylinModel) {}

	look(isSelected: (event: string) => boolean): string[] {
		const jobs = this.kylin.jobs.map(record);
		const now = new Map(jobs.map((job) => [job.id, `${job.job_status} ${changeTime(job)}`]));
		const { before } = this;
		this.before = now;
		if (before === undefined) return [];
		return jobs
			.filter(({ id }) => before.get(id) !== now.get(id))
			.flatMap((job) => {
				const events = [
					before.has(job.id) ? undefined : 'jobCreated',
					eventOfStatus(job.job_status),
				];
				return events
					.filter((event) => event !== undefined && isSelected(event))
					.map((event) => `${event} ${job.id} ${changeTime(job)}`);
			})
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
	existing: number,
	story: Happening[],
	isSelected: (event: string) => boolean,
): Promise<Trigger> {
	const kylin = new KylinModel(START - 30 * DAY_MS);
	for (let count = 0; count < existing; count += 1) {
		const job = kylin.submit();
		const state = count % 5;
		if (state > 0) kylin.act(job, 'run');
		if (state === 2) kylin.act(job, 'fail');
		if (state > 2) kylin.act(job, 'finish');
		kylin.now += 60_000;
	}
	kylin.now = START;
	const trigger = new Trigger(kylin, isSelected);
	const reference = new Reference(kylin);
	let silentWrites = 0;
	const check = async () => {
		const fired = await trigger.poll();
		expect(fired).toEqual(reference.look(isSelected));
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
			for (let count = 0; count < step.count; count += 1) kylin.submit();
		} else if (step.what === 'burst') {
			for (let count = 0; count < step.count; count += 1) {
				const job = kylin.submit();
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
			if (fired !== undefined) expect(fired).toEqual(reference.look(isSelected));
			kylin.now += 1;
			if (fired !== undefined) silentWrites = 0;
		} else if (step.what === 'restart') {
			trigger.restart();
		}
	}
	await check();
	expect(await trigger.poll()).toEqual([]);
	return trigger;
}

describe('every change that is visible at a poll is fired once, in weeks of', () => {
	test.each([
		{ what: 'failures and ends', events: ['jobFailed', 'jobFinished'], existing: 30 },
		{
			what: 'all events',
			events: ['jobCreated', 'jobDiscarded', 'jobFailed', 'jobFinished', 'jobPaused', 'jobStarted'],
			existing: 12,
		},
		{
			what: 'all events among more jobs than the first look sees',
			events: ['jobCreated', 'jobDiscarded', 'jobFailed', 'jobFinished', 'jobPaused', 'jobStarted'],
			existing: 700,
		},
		{ what: 'rare events', events: ['jobPaused'], existing: 300 },
		{ what: 'creations', events: ['jobCreated'], existing: 400 },
		{ what: 'a new Kylin', events: ['jobCreated', 'jobFailed', 'jobFinished'], existing: 0 },
	])('$what', async ({ events, existing }) => {
		await fc.assert(
			fc.asyncProperty(fc.array(happenings, { maxLength: 150 }), async (story) => {
				const trigger = await live(existing, story, (event) => events.includes(event));
				expect(trigger.storedSize).toBeLessThan(6_000);
			}),
			{ numRuns: 60 },
		);
	});
});
