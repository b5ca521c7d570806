import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../nodes/shared/time/clock';
import { TriggerHost } from './pollHarness';
import { WebhookHost } from './webhookHarness';
import { NOW, seedJob, seedJobs, startKylin, type Kylin } from '../engine/kylin';
import {
	TIMEOUT_MS,
	spoilRequests,
	triggerLimit,
	type Fault,
	type NamedFault,
} from '../engine/faults/faults';
import { describeRequests, type Row } from '../engine/faults/table';

/** Where faults strike a poll. */
export type PollPoint = {
	name: string;
	parameters?: IDataObject;
	/** which of the poll's requests are spoiled */
	where: Fault;
	/** how many jobs fail before the poll; one is created besides */
	failing: number;
	/** the poll is the first one of an activation, with or without stored state; else a later one */
	first?: 'activate' | 'init';
	/** whether Kylin may be gone by the request */
	refused: boolean;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const running = seedJobs(80, 'RUNNING', {
	shape: 'full',
	run_ms: 100 * HOUR_MS,
	failure: { step: 'Build indexes by layer', reason: 'Container killed by YARN' },
});
const ended = seedJobs(20, 'SUCCEED');
const created = seedJob('RUNNING', { run_ms: 100 * HOUR_MS });

const get: Fault = { method: 'GET' };

export const POLL_POINTS: PollPoint[] = [
	{
		name: 'Apache Kylin Trigger, the very first poll',
		where: get,
		failing: 1,
		first: 'activate',
		refused: true,
	},
	{
		name: 'Apache Kylin Trigger, the first poll after a restart of n8n',
		where: get,
		failing: 1,
		first: 'init',
		refused: true,
	},
	{ name: 'Apache Kylin Trigger, a later poll', where: get, failing: 1, refused: true },
	{
		name: 'Apache Kylin Trigger, a later poll with many events, its second request',
		where: { ...get, after: 1 },
		failing: 80,
		refused: false,
	},
	{
		name: 'Apache Kylin Trigger, Job Created, its request for the newest jobs',
		parameters: { events: ['jobCreated', 'jobFailed'] },
		where: { when: ({ query }) => query.get('sort_by')?.[0] === 'create_time' },
		failing: 1,
		refused: false,
	},
	{
		name: 'Apache Kylin Trigger, Include Failed Step and Log',
		parameters: { options: { failureDetails: true } },
		where: { path: '/detail' },
		failing: 1,
		refused: false,
	},
];

async function open(port = 0): Promise<Kylin> {
	const kylin = await startKylin([...ended, ...running], { port });
	jest.spyOn(clock, 'now').mockImplementation(() => kylin.clock.now());
	return kylin;
}

function happen(kylin: Kylin, { failing }: PollPoint) {
	kylin.clock.set(NOW + MINUTE_MS);
	for (const { id } of running.slice(0, failing)) {
		kylin.clock.advance(1_000);
		kylin.state.setState(id, 'ERROR');
	}
	const time = kylin.clock.now();
	kylin.submit({ ...created, create_time: time, last_modified: time });
}

const expectedEvents = ({ failing, parameters = {} }: PollPoint) => {
	const names = [parameters.events ?? []].flat();
	return failing + (names.includes('jobCreated') ? 1 : 0);
};

/** The one text that says what was read: an error, or what an event tells of its failed reading. */
function whatIsRead(error: Error | undefined, events: IDataObject[]): string {
	if (error !== undefined) {
		const { message, description } = error as Error & { description?: string };
		return `**${message}** ${description ?? ''}`;
	}
	if (events.length === 0) return '*nothing: the workflow stays active, n8n logs a warning*';
	const notes = events.flatMap(({ failure_note }) => (failure_note as string | undefined) ?? []);
	return notes.length === 0 ? '*the events*' : `*the events*, with \`failure_note\`: ${notes[0]}`;
}

/** A poll that meets the fault, then good polls: what was missed comes, and comes once. */
export async function strikePoll(point: PollPoint, named: NamedFault): Promise<Row> {
	const { fault, isSlow, isHarmless } = named;
	triggerLimit.timeoutMs = isSlow ? TIMEOUT_MS : undefined;
	let kylin = await open();
	try {
		const host = new TriggerHost(kylin.credential, point.parameters);
		const isVeryFirst = point.first === 'activate';
		let run = isVeryFirst ? host.start('activate') : await host.activated();
		if (!isVeryFirst) happen(kylin, point);
		const before = kylin.requests.length;
		let sentFromThen = () => kylin.requests.slice(before);
		if (fault === 'refused') await kylin.close();
		else sentFromThen = spoilRequests(kylin, point.where, fault);

		let thrown: Error | undefined;
		if (point.first !== undefined) {
			run = isVeryFirst ? run : host.start('init');
			thrown = await run.activate().then(
				() => undefined,
				(error: Error) => error,
			);
		} else await run.poll();
		const error = thrown ?? host.errors[0];
		const isArmed = isVeryFirst && isHarmless;
		const reads = isArmed ? '*nothing: the trigger is armed*' : whatIsRead(error, host.events);
		const sent = describeRequests(sentFromThen());
		expect(JSON.stringify([host.staticData, error])).not.toMatch(/org\.apache\.kylin|"KYLIN"/);
		if (isHarmless) expect(error).toBeUndefined();
		const early = host.takeEvents();

		if (fault === 'refused') {
			const { port } = kylin;
			kylin = await open(port);
			if (!isVeryFirst) happen(kylin, point);
		}
		kylin.faults.clear();
		kylin.clock.advance(MINUTE_MS);
		const isRefusedLogin = kylin.requests.some(({ status }) => status === 401);
		let isGivenUp = false;
		if (isRefusedLogin && thrown === undefined) {
			const soFar = kylin.requests.length;
			await run.poll();
			expect(kylin.requests.length).toBe(soFar);
			kylin.clock.advance(HOUR_MS);
			await run.poll();
			isGivenUp = kylin.requests.length === soFar;
		}
		if (thrown !== undefined || isGivenUp) run = await host.activated();
		else await run.poll();
		if (isVeryFirst) {
			expect(host.takeEvents()).toEqual([]);
			happen(kylin, point);
			await run.poll();
		}
		const events = [...early, ...host.takeEvents()];
		expect(events).toHaveLength(expectedEvents(point));
		expect(new Set(events).size).toBe(events.length);
		await run.poll();
		await (await host.activated('init')).poll();
		expect(host.takeEvents()).toEqual([]);
		if (thrown !== undefined) return [reads, sent, 'activated again, each event comes once'];
		if (isGivenUp) return [reads, sent, 'nothing is sent; activated again, each event comes once'];
		const wait = isRefusedLogin ? 'nothing is sent for an hour, then ' : '';
		return [reads, sent, `${wait}each event comes once`];
	} finally {
		await kylin.close();
	}
}

export const CALLBACK_POINT = { name: 'Apache Kylin Callback Trigger, Read From Kylin' };

/** The callback trigger answers Kylin and starts whatever happens; reading the record is extra. */
export async function strikeCallback({ fault, isSlow, isHarmless }: NamedFault): Promise<Row> {
	triggerLimit.timeoutMs = isSlow ? TIMEOUT_MS : undefined;
	const kylin = await open();
	const host = new WebhookHost({ jobData: 'kylin' }, { apacheKylinApi: kylin.credential });
	const callback = {
		job_id: ended[0].id,
		project: 'learn_kylin',
		job_type: 'INDEX_BUILD',
		job_state: 'SUCCEED',
		start_time: 1,
		end_time: 2,
		duration: 1,
	};
	try {
		await host.open();
		if (fault === 'refused') await kylin.close();
		else spoilRequests(kylin, get, fault);
		const answers = [await host.post(callback), await host.post(callback)];
		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
		expect(host.executions).toHaveLength(1);
		const [[{ job_note, ...item }]] = host.executions;
		expect(item).toMatchObject({ event: 'jobFinished', id: callback.job_id });
		if (isHarmless) expect(job_note).toBeUndefined();
		const reads =
			job_note === undefined ? '*the event*' : `*the event*, with \`job_note\`: ${job_note}`;
		return [reads, describeRequests(kylin.requests), 'a repeat of the callback starts nothing'];
	} finally {
		await host.close();
		await kylin.close();
	}
}
