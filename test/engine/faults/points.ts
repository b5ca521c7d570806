import type { IDataObject } from 'n8n-workflow';
import { forgetLogins } from '../../../nodes/shared/login/loginGuard';
import { runKylin } from '../harness';
import type { Kylin } from '../kylin';
import { SAMPLE_JOBS, endingSoon } from '../seed';
import { shareClock } from '../waiting';
import { limitPages } from './crowd';
import {
	REFUSED,
	TIMEOUT_MS,
	WRONG_CONTENT_TYPE,
	spoilRequests,
	type Fault,
	type NamedFault,
} from './faults';
import { leaveAfter } from './leave';
import { expectNoSecret, recordLog, startGuardedKylin } from './secret';
import { describeRequests, type Row } from './table';

/** Where faults strike an operation; each operation has its own, in its sample. */
export type Point = {
	name: string;
	parameters: IDataObject;
	/** which requests are spoiled */
	where: Fault;
	/** jobs per page, if something on the way limits them */
	pageLimit?: number;
	/** the action is under way or done: Kylin may hold changed jobs */
	mayChange?: true;
	/** the first point at which an answer of this kind is read: the only one that gets 100 MB */
	isHuge?: true;
	/** the answer is told from a failure by its content type alone */
	needsContentType?: true;
};

const runPoint = async (kylin: Kylin, point: Point, more: IDataObject = {}) =>
	await runKylin({
		parameters: { resource: 'job', ...point.parameters, ...more },
		credential: kylin.credential,
	});

async function open({ pageLimit }: Point): Promise<Kylin> {
	const kylin = await startGuardedKylin(SAMPLE_JOBS, { frozen: false, manual: true });
	// Its port may have been that of another, which refused the login.
	forgetLogins();
	if (pageLimit !== undefined) limitPages(kylin, pageLimit);
	shareClock(kylin);
	return kylin;
}

type Usual = { sent: string; before: number };

const usual = new Map<Point, Usual>();

/** What is sent if nothing goes wrong, and how many requests of it come before the point. */
async function usualRequests(point: Point): Promise<Usual> {
	const known = usual.get(point);
	if (known !== undefined) return known;
	const kylin = await open(point);
	const sentFromThen = spoilRequests(kylin, point.where, {});
	const { items, error } = await runPoint(kylin, point);
	await kylin.close();
	expect(error).toBeUndefined();
	expect(items).not.toEqual([]);
	const { requests } = kylin;
	const found = {
		sent: describeRequests(requests),
		before: requests.length - sentFromThen().length,
	};
	usual.set(point, found);
	return found;
}

export async function strikeOperation(
	point: Point,
	{ name, fault, isSlow, isHarmless }: NamedFault,
): Promise<Row> {
	const usually = await usualRequests(point);
	const kylin = await open(point);
	const before = kylin.jobs();
	const log = recordLog();
	const isRefused = name === REFUSED;
	const stay = isRefused ? await leaveAfter(kylin, usually.before) : () => {};
	const sentFromThen = isRefused
		? () => kylin.requests.slice(usually.before)
		: spoilRequests(kylin, point.where, fault);
	try {
		const requestOptions = isSlow ? { timeout: TIMEOUT_MS } : {};
		const { items, error, stored } = await runPoint(kylin, point, { requestOptions });
		const after = Object.entries(kylin.jobs());
		const changed = after.filter(([id, state]) => id !== endingSoon.id && state !== before[id]);
		expect(kylin.sent('PUT').length).toBeLessThanOrEqual(1);
		expect(after.length - Object.keys(before).length).toBeLessThanOrEqual(1);
		const isAction = ['build', 'merge', 'operate', 'refresh'].includes(
			String(point.parameters.operation),
		);
		if (!isAction || (!point.mayChange && error !== undefined)) expect(changed).toEqual([]);
		const isTypeMissed = point.needsContentType && fault === WRONG_CONTENT_TYPE;
		if (isHarmless && !isTypeMissed) expect(error).toBeUndefined();
		expect(kylin.requests.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(1);
		expect(stored).not.toContain('org.apache.kylin');
		expectNoSecret(stored, error, items, log);
		const isChanged = changed.length === 0 ? 'no' : 'yes';
		if (error === undefined) {
			expect(items).not.toEqual([]);
			if (isHarmless) expect(describeRequests(kylin.requests)).toBe(usually.sent);
			const sent = isHarmless ? 'as always' : describeRequests(sentFromThen());
			return ['*the result*', sent, isChanged];
		}
		const reads = `**${String(error.message)}** ${String(error.description)}`;
		return [reads, describeRequests(sentFromThen()), isChanged];
	} finally {
		stay();
		await kylin.close();
	}
}
