import fc from 'fast-check';
import { eventsSince, isSameTarget } from '../../../../nodes/ApacheKylinTrigger/watch/eventsSince';
import {
	areListsAtRest,
	noteComparison,
} from '../../../../nodes/ApacheKylinTrigger/watch/restingLists';
import {
	loadWatch,
	storeWatch,
	type WatchTarget,
} from '../../../../nodes/ApacheKylinTrigger/watch/storedWatch';
import { changeTime, JOB_EVENTS } from '../../../../nodes/shared/events/jobEvent';
import { clock } from '../../../../nodes/shared/time/clock';
import { ALL_ACTIONS, KylinModel, type Action, type Job } from './kylinModel';

const MINUTE_MS = 60_000;
const LATE_WRITES_MS = 5 * MINUTE_MS;
const START = Date.UTC(2026, 0, 5);

const target: WatchTarget = {
	apiRoot: 'kylin',
	user: 'admin',
	selection: { events: [...JOB_EVENTS], projects: [], jobTypes: [], models: [], key: '' },
};

let triggers = 0;
let shortCuts = 0;

/** Polls as n8n does, with or without the short cut for lists at rest. */
function trigger(kylin: KylinModel, hasShortCut: boolean) {
	const name = `trigger ${(triggers += 1)}`;
	let stored: object | null = null;
	return async (): Promise<string[]> => {
		const before = JSON.stringify(stored);
		const isSame = (state: WatchTarget) => isSameTarget(state, target);
		if (hasShortCut && (await areListsAtRest(kylin.send, name, { stored: before, isSame }))) {
			shortCuts += 1;
			return [];
		}
		const { events, state, hasChanges } = await eventsSince(kylin.send, target, loadWatch(stored), {
			isByProject: false,
		});
		stored = storeWatch(state);
		noteComparison(name, { stored: [before, JSON.stringify(stored)], state, hasChanges });
		return events.map(({ event, job }) => `${event} ${job.id} ${changeTime(job)}`);
	};
}

type Step =
	| { what: 'rest'; minutes: number }
	| { what: 'act'; job: number; action: Action; skewMs: number }
	| { what: 'submit' | 'lateWrites'; count: number }
	| { what: 'burst' };

const happenings: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			what: fc.constant('rest' as const),
			minutes: fc.integer({ min: 1, max: 25 }),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			what: fc.constant('act' as const),
			job: fc.nat(),
			action: fc.constantFrom(...ALL_ACTIONS),
			skewMs: fc.integer({ min: -120_000, max: 120_000 }),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			what: fc.constant('submit' as const),
			count: fc.integer({ min: 1, max: 6 }),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			what: fc.constant('lateWrites' as const),
			count: fc.integer({ min: 1, max: 9 }),
		}),
	},
);

/** A change that late writes to other jobs push down. */
const hiddenChange = fc
	.record({ minutes: fc.integer({ min: 1, max: 8 }), job: fc.nat() })
	.map(({ minutes, job }): Step[] => [
		{ what: 'burst' },
		{ what: 'rest', minutes },
		{ what: 'act', job, action: 'discard', skewMs: 0 },
		{ what: 'lateWrites', count: 9 },
	]);

const stories = fc
	.array(
		fc.oneof(
			happenings.map((one) => [one]),
			hiddenChange,
		),
		{ maxLength: 25 },
	)
	.map((parts) => parts.flat());

afterEach(() => jest.restoreAllMocks());

test('with and without the short cut the same polls have the same events: late writes, clocks two minutes apart', async () => {
	await fc.assert(
		fc.asyncProperty(stories, async (story) => {
			const kylin = new KylinModel(START - 86_400_000);
			for (let count = 0; count < 60; count += 1) {
				const job = kylin.submit();
				kylin.act(job, 'run');
				if (count % 6 > 0) kylin.act(job, count % 2 === 0 ? 'fail' : 'finish');
				else kylin.act(job, 'pause');
				kylin.now += MINUTE_MS;
			}
			kylin.now = START;
			jest.spyOn(clock, 'elapsed').mockImplementation(() => kylin.now - START);
			const changedAt = new Map<Job, number>();
			const [short, full] = [trigger(kylin, true), trigger(kylin, false)];
			const poll = async () => {
				expect(await short()).toEqual(await full());
			};
			await poll();
			for (const step of story) {
				if (step.what === 'rest') {
					for (let minute = 0; minute < step.minutes; minute += 1) {
						kylin.now += MINUTE_MS;
						await poll();
					}
				} else if (step.what === 'act') {
					const job = kylin.jobs[step.job % kylin.jobs.length];
					kylin.now += 1;
					if (!kylin.act(job, step.action)) continue;
					job.writtenAt += step.skewMs;
					changedAt.set(job, kylin.now);
				} else if (step.what === 'burst') {
					for (let count = 0; count < 9; count += 1) {
						const job = kylin.submit();
						kylin.act(job, 'run');
						kylin.act(job, 'finish');
						kylin.now += 1;
						changedAt.set(job, kylin.now);
					}
				} else if (step.what === 'submit') {
					for (let count = 0; count < step.count; count += 1) {
						kylin.now += 1;
						changedAt.set(kylin.submit(), kylin.now);
					}
				} else {
					const recent = [...changedAt].filter(([, at]) => kylin.now - at < LATE_WRITES_MS);
					for (const [job] of recent.slice(0, step.count)) kylin.write(job);
				}
			}
			await poll();
		}),
		{ numRuns: 150 },
	);
	expect(shortCuts).toBeGreaterThan(100);
});
