import type { IDataObject } from 'n8n-workflow';
import { runKylin } from '../harness';
import { seedJob, seedJobs, startKylin, type Kylin, type SeedJob } from '../kylin';
import { onceAt, shareClock } from '../waiting';
import {
	TIMEOUT_MS,
	WRONG_CONTENT_TYPE,
	spoilRequests,
	type Fault,
	type NamedFault,
} from './faults';
import { describeRequests, type Row } from './table';

/** Where faults strike an operation. A further operation is one more entry of `POINTS`. */
export type Point = {
	name: string;
	parameters: IDataObject;
	/** which requests are spoiled */
	where: Fault;
	/** jobs per page, if something on the way limits them */
	pageLimit?: number;
	/** the action is under way or done: Kylin may hold changed jobs */
	mayChange?: true;
	/** when Kylin goes away, where that can happen: not between two requests without a pause */
	refused?: 'atFirst' | 'inPause';
	/** the answer is told from a failure by its content type alone */
	needsContentType?: true;
};

const failedJobs = seedJobs(34, 'ERROR');
const explained = seedJob('ERROR', {
	shape: 'full',
	failure: { step: 'Build indexes by layer', reason: 'Container killed by YARN' },
	logs: { 'Load Data To Index': 'INFO first line\nERROR last line' },
});
const [{ id: failedId }] = failedJobs;
const endingSoon = seedJob('RUNNING', { shape: 'full', run_ms: 50_000 });
const built = seedJob('SUCCEED', { byte_size: 1_000_000 });
const jobs: SeedJob[] = [...failedJobs, explained, endingSoon, built];

const atFirst = 'atFirst' as const;
const everyGet: Fault = { method: 'GET', times: Infinity };

const byId = (value: string) => ({ job: { __rl: true, mode: 'id', value } });
const operate = { operation: 'operate', action: 'RESUME', jobIds: failedId };
const get = { operation: 'get', ...byId(explained.id) };
const getLog = { operation: 'getLog', ...byId(explained.id) };
const wait = { operation: 'wait', jobIds: endingSoon.id };
const getStatistics = {
	operation: 'getStatistics',
	project: { __rl: true, mode: 'name', value: 'learn_kylin' },
	from: '2026-11-01T00:00:00Z',
	to: '2026-12-01T00:00:00Z',
};

export const POINTS: Point[] = [
	{
		name: 'List Jobs',
		parameters: { operation: 'list' },
		where: { method: 'GET' },
		refused: atFirst,
	},
	{
		name: 'List Jobs, Page Offset 3',
		parameters: { operation: 'list', pageOffset: 3 },
		where: { method: 'GET', page: 3 },
		refused: atFirst,
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
		refused: atFirst,
	},
	{
		name: 'Operate Jobs, the action',
		parameters: operate,
		where: { method: 'PUT' },
		mayChange: true,
	},
	{
		name: 'Operate Jobs, reading the jobs after',
		parameters: operate,
		where: { ...everyGet, after: 1 },
		mayChange: true,
	},
	{
		name: 'Get Job, finding the job',
		parameters: get,
		where: { method: 'GET' },
		refused: atFirst,
	},
	{ name: 'Get Job, reading its steps', parameters: get, where: { path: '/detail' } },
	{
		name: 'Get Job Log, finding the job',
		parameters: getLog,
		where: { method: 'GET' },
		refused: atFirst,
	},
	{ name: 'Get Job Log, the excerpt', parameters: getLog, where: { path: /\/output$/ } },
	{
		name: 'Get Job Log, the file',
		parameters: { ...getLog, logFormat: 'file' },
		where: { path: /\/log$/ },
		needsContentType: true,
	},
	{
		name: 'Wait for Jobs, the first look',
		parameters: wait,
		where: { method: 'GET' },
		refused: atFirst,
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
		refused: 'inPause',
	},
	{
		name: 'Get Statistics',
		parameters: getStatistics,
		where: { method: 'GET' },
		refused: atFirst,
	},
	{
		name: 'Get Statistics, Group By Day, the second request',
		parameters: { ...getStatistics, groupBy: 'day' },
		where: { method: 'GET', after: 1 },
	},
];

function limitPages(kylin: Kylin, limit: number) {
	kylin.faults.add({
		times: Infinity,
		when: ({ query }) => {
			if (Number(query.get('page_size')?.[0]) > limit) query.set('page_size', [String(limit)]);
			return false;
		},
	});
}

const runPoint = async (kylin: Kylin, point: Point, more: IDataObject = {}) =>
	await runKylin({
		parameters: { resource: 'job', ...point.parameters, ...more },
		credential: kylin.credential,
	});

const usual = new Map<Point, string>();

/** What is sent if nothing goes wrong. */
async function usualRequests(point: Point): Promise<string> {
	const known = usual.get(point);
	if (known !== undefined) return known;
	const kylin = await startKylin(jobs, { frozen: false, manual: true });
	shareClock(kylin);
	if (point.pageLimit !== undefined) limitPages(kylin, point.pageLimit);
	const { items, error } = await runPoint(kylin, point);
	await kylin.close();
	expect(error).toBeUndefined();
	expect(items).not.toEqual([]);
	const sent = describeRequests(kylin.requests);
	usual.set(point, sent);
	return sent;
}

export async function strikeOperation(
	point: Point,
	{ fault, isSlow, isHarmless }: NamedFault,
): Promise<Row> {
	const sentUsually = await usualRequests(point);
	const kylin = await startKylin(jobs, { frozen: false, manual: true });
	const before = kylin.jobs();
	try {
		if (point.pageLimit !== undefined) limitPages(kylin, point.pageLimit);
		let sentFromThen = () => kylin.requests;
		if (fault !== 'refused') sentFromThen = spoilRequests(kylin, point.where, fault);
		else if (point.refused === 'atFirst') await kylin.close();
		const goesAway = fault === 'refused' && point.refused === 'inPause';
		shareClock(kylin, goesAway ? onceAt(0, async () => await kylin.close()) : undefined);

		const requestOptions = isSlow ? { timeout: TIMEOUT_MS } : {};
		const { items, error, stored } = await runPoint(kylin, point, { requestOptions });
		const after = Object.entries(kylin.jobs());
		const changed = after.filter(([id, state]) => id !== endingSoon.id && state !== before[id]);
		expect(kylin.sent('PUT').length).toBeLessThanOrEqual(1);
		const isAction = point.parameters === operate;
		if (!isAction || (!point.mayChange && error !== undefined)) expect(changed).toEqual([]);
		const isTypeMissed = point.needsContentType && fault === WRONG_CONTENT_TYPE;
		if (isHarmless && !isTypeMissed) expect(error).toBeUndefined();
		expect(kylin.requests.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(1);
		expect(stored).not.toContain('org.apache.kylin');
		expect(stored).not.toContain(Buffer.from('ADMIN:KYLIN').toString('base64'));
		const isChanged = changed.length === 0 ? 'no' : 'yes';
		if (error === undefined) {
			expect(items).not.toEqual([]);
			if (isHarmless) expect(describeRequests(kylin.requests)).toBe(sentUsually);
			const sent = isHarmless ? 'as always' : describeRequests(sentFromThen());
			return ['*the result*', sent, isChanged];
		}
		const reads = `**${String(error.message)}** ${String(error.description)}`;
		return [reads, describeRequests(sentFromThen()), isChanged];
	} finally {
		await kylin.close();
	}
}
