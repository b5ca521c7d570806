import type { IDataObject } from 'n8n-workflow';
import { runKylin } from '../harness';
import { seedJob, seedJobs, type Kylin, type SeedJob } from '../kylin';
import { shareClock } from '../waiting';
import { crowd, limitPages } from './crowd';
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

/** Where faults strike an operation. A further operation is one more entry of `POINTS`. */
export type Point = {
	name: string;
	parameters: IDataObject;
	/** which requests are spoiled */
	where: Fault;
	/** jobs per page, if something on the way limits them */
	pageLimit?: number;
	/** the jobs are on the fourth of the pages that are read until they are found */
	isCrowded?: true;
	/** the action is under way or done: Kylin may hold changed jobs */
	mayChange?: true;
	/** the first point at which an answer of this kind is read: the only one that gets 100 MB */
	isHuge?: true;
	/** the answer is told from a failure by its content type alone */
	needsContentType?: true;
};

const failedJobs = seedJobs(34, 'ERROR');
const details = {
	shape: 'full',
	failure: { step: 'Build indexes by layer', reason: 'Container killed by YARN' },
	logs: { 'Load Data To Index': 'INFO first line\nERROR last line' },
};
const explained = seedJob('ERROR', details);
const contained = seedJob('ERROR', details);
const containing = [1, 2, 3].map((index) => seedJob('ERROR', { id: `${contained.id}-${index}` }));
const salesJobs = seedJobs(5, 'ERROR', { project: 'Sales_Mart' });
const [{ id: failedId }] = failedJobs;
const endingSoon = seedJob('RUNNING', { shape: 'full', run_ms: 50_000 });
const built = seedJobs(25, 'SUCCEED', { byte_size: 1_000_000 });
const jobs: SeedJob[] = [
	...failedJobs,
	...salesJobs,
	explained,
	contained,
	...containing,
	endingSoon,
	...built,
];

const everyGet: Fault = { method: 'GET', times: Infinity };

const idsOf = (some: SeedJob[]) => some.map(({ id }) => id).join(',');
const byId = (value: string) => ({ job: { __rl: true, mode: 'id', value } });
const byName = (value: string) => ({ project: { __rl: true, mode: 'name', value } });

const operate = { operation: 'operate', action: 'RESUME', jobIds: failedId };
const operateMany = { ...operate, jobIds: idsOf(failedJobs.slice(0, 25)) };
const operateAll = {
	operation: 'operate',
	action: 'RESUME',
	applyTo: 'allJobsInProject',
	...byName('Sales_Mart'),
};
const get = { operation: 'get', ...byId(explained.id) };
const getLog = { operation: 'getLog', ...byId(explained.id) };
const wait = { operation: 'wait', jobIds: endingSoon.id };
const waitForMany = { operation: 'wait', jobIds: idsOf(built) };
const getStatistics = {
	operation: 'getStatistics',
	...byName('learn_kylin'),
	from: '2026-11-01T00:00:00Z',
	to: '2026-12-01T00:00:00Z',
};

export const POINTS: Point[] = [
	{
		name: 'List Jobs',
		parameters: { operation: 'list' },
		where: { method: 'GET' },
		isHuge: true,
	},
	{
		name: 'List Jobs, Page Offset 3',
		parameters: { operation: 'list', pageOffset: 3 },
		where: { method: 'GET', page: 3 },
	},
	{
		name: 'List Jobs, Return All, at the fourth of the pages something on the way limits to 10 jobs',
		parameters: { operation: 'list', returnAll: true },
		where: { method: 'GET', page: 3 },
		pageLimit: 10,
	},
	{
		name: 'Operate Jobs, reading the jobs before',
		parameters: operate,
		where: { method: 'GET' },
	},
	{
		name: 'Operate Jobs with 25 IDs, reading the jobs before, at the fourth page of 10,000 jobs',
		parameters: operateMany,
		where: { method: 'GET' },
		isCrowded: true,
	},
	{
		name: 'Operate Jobs, the action',
		parameters: operate,
		where: { method: 'PUT' },
		mayChange: true,
		isHuge: true,
	},
	{
		name: 'Operate Jobs, reading the jobs after',
		parameters: operate,
		where: { ...everyGet, after: 1 },
		mayChange: true,
	},
	{
		name: 'Operate Jobs, All Jobs in Project, reading the jobs before',
		parameters: operateAll,
		where: { method: 'GET' },
	},
	{
		name: 'Operate Jobs, All Jobs in Project, reading the jobs before, at the fourth of the pages something on the way limits to 1 job',
		parameters: operateAll,
		where: { method: 'GET', page: 3 },
		pageLimit: 1,
	},
	{
		name: 'Operate Jobs, All Jobs in Project, the action',
		parameters: operateAll,
		where: { method: 'PUT' },
		mayChange: true,
	},
	{
		name: 'Operate Jobs, All Jobs in Project, reading the jobs after',
		parameters: operateAll,
		where: { ...everyGet, after: 1 },
		mayChange: true,
	},
	{
		name: 'Get Job, finding the job',
		parameters: get,
		where: { method: 'GET' },
	},
	{
		name: 'Get Job, finding the job, at the fourth of the pages something on the way limits to 1 job',
		parameters: { operation: 'get', ...byId(contained.id) },
		where: { method: 'GET', page: 3 },
		pageLimit: 1,
	},
	{
		name: 'Get Job, reading its steps',
		parameters: get,
		where: { path: '/detail' },
	},
	{
		name: 'Get Job Log, finding the job',
		parameters: getLog,
		where: { method: 'GET' },
	},
	{
		name: 'Get Job Log, finding the job, at the fourth of the pages something on the way limits to 1 job',
		parameters: { operation: 'getLog', ...byId(contained.id) },
		where: { method: 'GET', page: 3 },
		pageLimit: 1,
	},
	{ name: 'Get Job Log, reading the steps', parameters: getLog, where: { path: '/detail' } },
	{
		name: 'Get Job Log, the excerpt',
		parameters: getLog,
		where: { path: /\/output$/ },
	},
	{
		name: 'Get Job Log, the file',
		parameters: { ...getLog, logFormat: 'file' },
		where: { path: /\/log$/ },
		isHuge: true,
		needsContentType: true,
	},
	{
		name: 'Wait for Jobs, the first look',
		parameters: wait,
		where: { method: 'GET' },
	},
	{
		name: 'Wait for Jobs with 25 IDs, the first look, at the fourth page of 10,000 jobs',
		parameters: waitForMany,
		where: { method: 'GET' },
		isCrowded: true,
	},
	{
		name: 'Wait for Jobs, a later look',
		parameters: wait,
		where: { method: 'GET', after: 1 },
	},
	{
		name: 'Wait for Jobs, all later looks until Maximum Duration',
		parameters: { ...wait, waitOptions: { maxDuration: 1 } },
		where: { ...everyGet, after: 1 },
	},
	{
		name: 'Get Statistics',
		parameters: getStatistics,
		where: { method: 'GET' },
	},
	{
		name: 'Get Statistics, Group By Day, the second request',
		parameters: { ...getStatistics, groupBy: 'day' },
		where: { method: 'GET', after: 1 },
	},
];

const runPoint = async (kylin: Kylin, point: Point, more: IDataObject = {}) =>
	await runKylin({
		parameters: { resource: 'job', ...point.parameters, ...more },
		credential: kylin.credential,
	});

async function open({ pageLimit, isCrowded }: Point): Promise<Kylin> {
	const kylin = await startGuardedKylin(jobs, { frozen: false, manual: true });
	if (pageLimit !== undefined) limitPages(kylin, pageLimit);
	if (isCrowded) crowd(kylin);
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
		const isAction = point.parameters.operation === 'operate';
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
