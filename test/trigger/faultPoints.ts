import type { IDataObject } from 'n8n-workflow';
import { forgetLogins } from '../../nodes/shared/login/loginGuard';
import { clock } from '../../nodes/shared/time/clock';
import { TriggerHost } from './pollHarness';
import { WebhookHost } from './webhookHarness';
import { NOW, seedJob, seedJobs, type Kylin } from '../engine/kylin';
import { limitPages } from '../engine/faults/crowd';
import { openProxy, openRelay, tlsOptions } from '../engine/faults/detours';
import {
	LOGIN_PAGE,
	REFUSED,
	TIMEOUT_MS,
	spoilRequests,
	triggerLimit,
	type Fault,
	type NamedFault,
} from '../engine/faults/faults';
import { leaveAfter } from '../engine/faults/leave';
import { expectNoSecret, recordLog, startGuardedKylin } from '../engine/faults/secret';
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
	/** jobs per page, if something on the way limits them */
	pageLimit?: number;
	/** as that of a point of an operation */
	isHuge?: true;
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
	},
	{
		name: 'Apache Kylin Trigger, the first poll after a restart of n8n',
		where: get,
		failing: 1,
		first: 'init',
	},
	{ name: 'Apache Kylin Trigger, a later poll', where: get, failing: 1, isHuge: true },
	{
		name: 'Apache Kylin Trigger, a later poll with many events, its second request',
		where: { ...get, after: 1 },
		failing: 80,
	},
	{
		name: 'Apache Kylin Trigger, the very first poll, at the fourth of the pages something on the way limits to 2 jobs',
		where: { ...get, page: 3 },
		failing: 1,
		first: 'activate',
		pageLimit: 2,
	},
	{
		name: 'Apache Kylin Trigger, a later poll with many events, at the fourth of the pages something on the way limits to 20 jobs',
		where: { ...get, page: 3 },
		failing: 80,
		pageLimit: 20,
	},
	{
		name: 'Apache Kylin Trigger, Job Created, its request for the newest jobs',
		parameters: { events: ['jobCreated', 'jobFailed'] },
		where: { when: ({ query }) => query.get('sort_by')?.[0] === 'create_time' },
		failing: 1,
	},
	{
		name: 'Apache Kylin Trigger, Include Failed Step and Log',
		parameters: { options: { failureDetails: true } },
		where: { path: '/detail' },
		failing: 1,
	},
	{
		name: 'Apache Kylin Trigger, Include Failed Step and Log, its request for the log',
		parameters: { options: { failureDetails: true } },
		where: { path: /\/output$/ },
		failing: 1,
	},
];

async function open(port = 0, more: object = {}): Promise<Kylin> {
	const kylin = await startGuardedKylin([...ended, ...running], { port, ...more });
	jest.spyOn(clock, 'now').mockImplementation(() => kylin.clock.now());
	jest.spyOn(clock, 'elapsed').mockImplementation(() => kylin.clock.now());
	forgetLogins();
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

/** A log is full of Java classes; nothing else may name one. */
const withoutLog = (name: string, value: unknown) => (name === 'log_end' ? undefined : value);

/** The one text that says what was read: an error, or what an event tells of its failed reading. */
function whatIsRead(error: Error | undefined, events: IDataObject[]): string {
	if (error !== undefined) {
		const { message, description } = error as Error & { description?: string };
		return `**${message}** ${description ?? ''}`;
	}
	if (events.length === 0) return '*nothing: the workflow stays active, n8n logs a warning*';
	const [{ failure_note: note, failure }] = events as Array<
		IDataObject & { failure?: IDataObject }
	>;
	if (note !== undefined) return `*the events*, with \`failure_note\`: ${String(note)}`;
	if (failure?.log_note === undefined) return '*the events*';
	return `*the events*, with \`failure.log_note\`: ${String(failure.log_note)}`;
}

const onlyReads = (kylin: Kylin) =>
	expect(kylin.requests.filter(({ method }) => method !== 'GET')).toEqual([]);

function applyLimit(kylin: Kylin, { pageLimit }: PollPoint) {
	if (pageLimit !== undefined) limitPages(kylin, pageLimit);
}

/** An activated trigger and what it is to find out in its next poll. */
async function prepare(point: PollPoint, breaks?: NamedFault['breaks']) {
	const kylin = await open(0, breaks === 'tls' ? await tlsOptions() : {});
	const relay = breaks === 'tls' ? await openRelay(kylin) : undefined;
	Object.assign(kylin.credential, relay?.credential);
	applyLimit(kylin, point);
	const host = new TriggerHost(kylin.credential, {
		options: { failureDetails: false },
		...point.parameters,
	});
	const isVeryFirst = point.first === 'activate';
	const run = isVeryFirst ? host.start('activate') : await host.activated();
	if (!isVeryFirst) happen(kylin, point);
	return { kylin, relay, host, run, isVeryFirst };
}

type Usual = { before: number; sent: string };

const usual = new Map<PollPoint, Usual>();

/** How many requests of the poll come before those that are spoiled, and what is sent from then on. */
async function usualRequests(point: PollPoint): Promise<Usual> {
	const known = usual.get(point);
	if (known !== undefined) return known;
	const { kylin, host, run, isVeryFirst } = await prepare(point);
	const soFar = kylin.requests.length;
	const sentFromThen = spoilRequests(kylin, point.where, {});
	if (isVeryFirst) await run.activate();
	else if (point.first === 'init') await host.activated('init');
	else await run.poll();
	await kylin.close();
	const sent = sentFromThen();
	const found = {
		before: kylin.requests.length - soFar - sent.length,
		sent: describeRequests(sent),
	};
	usual.set(point, found);
	return found;
}

/** A poll that meets the fault, then good polls: what was missed comes, and comes once. */
export async function strikePoll(point: PollPoint, named: NamedFault): Promise<Row> {
	const { fault, isSlow, isHarmless, changeQuery, breaks } = named;
	const isRefused = named.name === REFUSED;
	const usually = await usualRequests(point);
	triggerLimit.timeoutMs = isSlow ? TIMEOUT_MS : undefined;
	const log = recordLog();
	const { host, relay, isVeryFirst, ...prepared } = await prepare(point, breaks);
	let { kylin, run } = prepared;
	let stay = () => {};
	const proxy = breaks === 'proxy' ? await openProxy(usually.before) : undefined;
	try {
		const before = kylin.requests.length + usually.before;
		let sentFromThen = () => kylin.requests.slice(before);
		if (isRefused) stay = await leaveAfter(kylin, usually.before);
		else if (proxy === undefined) {
			sentFromThen = spoilRequests(kylin, point.where, fault, changeQuery ?? relay?.damage);
		}

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
		const sentNow = describeRequests(sentFromThen());
		if (isHarmless) expect(sentNow).toBe(usually.sent);
		const sent = isHarmless ? 'as always' : sentNow;
		const told = [host.staticData, host.errors, thrown, host.executions, log];
		expect(JSON.stringify(told, withoutLog)).not.toMatch(/org\.apache\.kylin/);
		expectNoSecret(...told);
		onlyReads(kylin);
		if (isHarmless) expect(error).toBeUndefined();
		const early = host.takeEvents();

		if (isRefused) {
			stay();
			const { port } = kylin;
			kylin = await open(port);
			if (!isVeryFirst) happen(kylin, point);
		}
		proxy?.close();
		kylin.faults.clear();
		applyLimit(kylin, point);
		kylin.clock.advance(MINUTE_MS);
		const isRefusedLogin =
			named.name === LOGIN_PAGE || kylin.requests.some(({ status }) => status === 401);
		let isGivenUp = false;
		if (isRefusedLogin && thrown === undefined) {
			const soFar = kylin.requests.length;
			await run.poll();
			expect(kylin.requests.length).toBe(soFar);
			kylin.clock.advance(10 * MINUTE_MS);
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
		onlyReads(kylin);
		expectNoSecret(host.staticData, host.errors, log);
		if (thrown !== undefined) return [reads, sent, 'activated again, each event comes once'];
		if (isGivenUp) return [reads, sent, 'nothing is sent; activated again, each event comes once'];
		const wait = isRefusedLogin ? 'nothing is sent for ten minutes, then ' : '';
		return [reads, sent, `${wait}each event comes once`];
	} finally {
		stay();
		proxy?.close();
		relay?.close();
		await kylin.close();
	}
}

export const CALLBACK_POINT = { name: 'Apache Kylin Callback Trigger, Full Job' };

/** The callback trigger answers Kylin and starts whatever happens; reading the record is extra. */
export async function strikeCallback({
	name,
	fault,
	isSlow,
	isHarmless,
	changeQuery,
	breaks,
}: NamedFault): Promise<Row> {
	triggerLimit.timeoutMs = isSlow ? TIMEOUT_MS : undefined;
	const log = recordLog();
	const kylin = await open(0, breaks === 'tls' ? await tlsOptions() : {});
	const relay = breaks === 'tls' ? await openRelay(kylin) : undefined;
	Object.assign(kylin.credential, relay?.credential);
	const proxy = breaks === 'proxy' ? await openProxy(0) : undefined;
	const host = new WebhookHost(
		{ authentication: 'none', events: ['jobFinished'], jobData: 'kylin' },
		{ apacheKylinApi: kylin.credential },
	);
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
		if (name === REFUSED) await kylin.close();
		else if (proxy === undefined) {
			spoilRequests(kylin, get, fault, changeQuery ?? relay?.damage);
		}
		const answers = [await host.post(callback), await host.post(callback)];
		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
		expect(host.executions).toHaveLength(1);
		const [[{ job_note, ...item }]] = host.executions;
		expect(item).toMatchObject({ event: 'jobFinished', id: callback.job_id });
		if (isHarmless) expect(job_note).toBeUndefined();
		onlyReads(kylin);
		expectNoSecret(host.executions, host.errors, host.staticData, answers, log);
		const reads =
			job_note === undefined ? '*the event*' : `*the event*, with \`job_note\`: ${job_note}`;
		return [reads, describeRequests(kylin.requests), 'a repeat of the callback starts nothing'];
	} finally {
		proxy?.close();
		relay?.close();
		await host.close();
		await kylin.close();
	}
}
