import type { IDataObject } from 'n8n-workflow';
import { getJob } from '../../nodes/ApacheKylin/job/get/getJob';
import { getLog } from '../../nodes/ApacheKylin/job/getLog/getLog';
import { getStatistics } from '../../nodes/ApacheKylin/job/getStatistics/getStatistics';
import { operateJobs } from '../../nodes/ApacheKylin/job/operate/operateJobs';
import type { KylinRequest } from '../../nodes/shared/api/kylinRequest';
import type { InputItem } from '../../nodes/ApacheKylin/item/inputItem';
import { KylinFailure } from '../../nodes/shared/kylin/failures';
import type { JobRecord } from '../../nodes/shared/kylin/job';
import { clock, pause } from '../../nodes/shared/time/clock';

const NOW = Date.UTC(2026, 10, 23, 3, 0);

let pauses: number[] = [];

beforeEach(() => {
	pauses = [];
	let now = NOW;
	jest.spyOn(clock, 'now').mockImplementation(() => now);
	jest.spyOn(clock, 'sleep').mockImplementation(async (ms) => {
		pauses.push(ms);
		now += ms;
	});
});
afterEach(() => jest.restoreAllMocks());

const job = (id: string, job_status: string, more: object = {}): JobRecord => ({
	id,
	job_status,
	project: 'sales',
	last_modified: 1,
	create_time: 1,
	...more,
});

type Answer = (request: KylinRequest) => unknown;

/** An input item, and what was asked of Kylin for it. */
function itemWith(answer: Answer, parameters: IDataObject, fields: IDataObject = {}) {
	const sent: KylinRequest[] = [];
	const send = async (request: KylinRequest) => {
		sent.push(request);
		return await Promise.resolve(answer(request));
	};
	const item: InputItem = {
		fields: { query: fields, body: fields },
		parameter: (name, fallback) => (name in parameters ? parameters[name] : fallback),
		send,
		download: async (request) => {
			sent.push(request);
			const binary = { data: { mimeType: 'text/plain', data: '' } };
			return { json: { has_log: true }, binary };
		},
		open: async () => await Promise.reject(new Error('not for jobs')),
		store: async () => await Promise.reject(new Error('not for jobs')),
		sendRegardless: async () => {},
		isExpression: (name) => String(parameters[name]).startsWith('='),
		pause: async (ms) => await pause(ms, () => {}),
		outputContext: async () => ({ timezone: 'Europe/Berlin', host: 'http://kylin' }),
	};
	return { item, sent };
}

const saying = (message: string, advice?: string) =>
	expect.objectContaining(
		advice === undefined ? { message } : { message, facts: expect.objectContaining({ advice }) },
	);

describe('Operate Jobs', () => {
	/** The list of a Kylin whose jobs are changed by the PUT, or which refuses it. */
	function operate(
		before: JobRecord[],
		body: IDataObject,
		{
			options = {},
			parameters = {},
			after = before,
			refusal,
			readings = [],
		}: {
			options?: IDataObject;
			parameters?: IDataObject;
			after?: JobRecord[];
			refusal?: Error;
			/** what readings after the PUT fail with, one after the other */
			readings?: Error[];
		} = {},
	) {
		let isSent = false;
		const failures = [...readings];
		const { item, sent } = itemWith(
			({ method, qs = {} }) => {
				if (method === 'PUT') {
					isSent = true;
					if (refusal) throw refusal;
					return null;
				}
				const failure = isSent ? failures.shift() : undefined;
				if (failure) throw failure;
				const { key, project, statuses } = qs as Record<string, string | undefined>;
				const value = (isSent ? after : before).filter(
					(record) =>
						record.id.includes(key ?? '') &&
						(project === undefined || record.project === project) &&
						(statuses === undefined || statuses.split(',').includes(record.job_status)),
				);
				return { value, total_size: value.length };
			},
			{ applyTo: 'selectedJobs', options, ...parameters },
			body,
		);
		return { result: operateJobs(item), sent };
	}

	const bodies = (sent: KylinRequest[]) =>
		sent.filter(({ method }) => method === 'PUT').map(({ body }) => body);

	const failed = job('a', 'ERROR');
	const resumed = job('a', 'PENDING', { last_modified: 2 });

	test('selected jobs: their records after it', async () => {
		const { result, sent } = operate(
			[failed],
			{ action: 'RESUME', job_ids: 'a' },
			{ after: [resumed] },
		);
		expect(await result).toEqual([
			{ ...resumed, action: 'RESUME', previous_status: 'ERROR', applied: true },
		]);
		expect(bodies(sent)).toEqual([{ action: 'RESUME', job_ids: ['a'], project: 'sales' }]);
		expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
			'GET /jobs',
			'PUT /jobs/status',
			'GET /jobs',
		]);
	});

	test('a confirmation needs no reading', async () => {
		const { result, sent } = operate(
			[failed],
			{ action: 'PAUSE', job_ids: 'a', project: 'sales' },
			{ options: { return: 'confirmation' } },
		);
		expect(await result).toEqual([
			{ action: 'PAUSE', project: 'sales', job_ids: ['a'], success: true },
		]);
		expect(bodies(sent)).toEqual([{ action: 'PAUSE', project: 'sales', job_ids: ['a'] }]);
		expect(sent).toHaveLength(1);
	});

	test.each<[string, IDataObject, IDataObject]>([
		['statuses', { statuses: 'ERROR,STOPPED' }, {}],
		['suitable jobs', {}, { skipUnsuitable: true }],
	])('a confirmation of %s is of those that were sent', async (_what, body, options) => {
		const { result, sent } = operate(
			[failed, job('b', 'FINISHED')],
			{ action: 'RESUME', job_ids: 'a,b', ...body },
			{ options: { return: 'confirmation', ...options } },
		);
		expect(await result).toEqual([
			{ action: 'RESUME', project: 'sales', job_ids: ['a'], success: true },
		]);
		expect(bodies(sent)).toEqual([{ action: 'RESUME', project: 'sales', job_ids: ['a'] }]);
		expect(sent).toHaveLength(3);
	});

	test('a job that was left out, one of another project, and one that is nowhere', async () => {
		const other = job('c', 'ERROR', { project: 'other' });
		const { result, sent } = operate(
			[failed, job('b', 'FINISHED'), other],
			{ action: 'RESUME', job_ids: 'a,b,c', project: 'sales' },
			{ options: { skipUnsuitable: true } },
		);
		expect((await result).map(({ id, applied }) => [id, applied])).toEqual([
			['a', true],
			['b', false],
			['c', false],
		]);
		expect(bodies(sent)).toEqual([{ action: 'RESUME', project: 'sales', job_ids: ['a'] }]);
		expect(sent.map(({ qs }) => qs?.key)).toEqual(['a', 'b', 'c', 'c', undefined, 'a']);
		const nowhere = operate([failed], { action: 'RESUME', job_ids: 'x,a' });
		expect(await nowhere.result).toMatchObject([
			{ id: 'x', action: 'RESUME', previous_status: null, applied: true },
			{ id: 'a', job_status: 'ERROR' },
		]);
		expect(bodies(nowhere.sent)).toEqual([{ action: 'RESUME', job_ids: ['a', 'x'] }]);
		expect(nowhere.sent.map(({ qs }) => qs?.key)).toEqual(['x', 'a', undefined, 'a', 'x']);
	});

	test('a job that came into sight meanwhile', async () => {
		const { result } = operate([], { action: 'RESUME', job_ids: 'a' }, { after: [resumed] });
		expect(await result).toEqual([
			{ ...resumed, action: 'RESUME', previous_status: null, applied: true },
		]);
	});

	test('a project in another letter case is the same project', async () => {
		const body = { action: 'RESUME', job_ids: ['a'], project: 'SALES' };
		const { result, sent } = operate([failed], body);
		await result;
		expect(bodies(sent)).toEqual([body]);
	});

	test.each<[IDataObject, IDataObject]>([
		[{ statuses: 'ERROR' }, {}],
		[{}, { skipUnsuitable: true }],
		[{}, { dryRun: true }],
	])('with %j and %j a job that is nowhere is refused', async (body, options) => {
		const { result, sent } = operate(
			[failed],
			{ action: 'RESUME', job_ids: 'a,x', ...body },
			{ options },
		);
		await expect(result).rejects.toEqual(
			saying(
				'Can\'t find job "x"',
				expect.stringMatching(/^Check the ID .* Nothing was changed\.$/),
			),
		);
		expect(bodies(sent)).toEqual([]);
	});

	test('nothing is sent for no jobs', async () => {
		const { result, sent } = operate([failed], {
			action: 'RESUME',
			job_ids: 'a',
			statuses: 'STOPPED',
		});
		expect(await result).toEqual([
			{ ...failed, action: 'RESUME', previous_status: 'ERROR', applied: false },
		]);
		expect(bodies(sent)).toEqual([]);
	});

	test('a dry run', async () => {
		const { result, sent } = operate(
			[failed],
			{ action: 'RESUME', job_ids: 'a' },
			{ options: { dryRun: true, return: 'confirmation' } },
		);
		expect(await result).toEqual([
			{ ...failed, action: 'RESUME', previous_status: 'ERROR', applied: false },
		]);
		expect(bodies(sent)).toEqual([]);
		const unfit = operate(
			[job('a', 'FINISHED')],
			{ action: 'RESUME', job_ids: 'a' },
			{ options: { dryRun: true } },
		);
		await expect(unfit.result).rejects.toEqual(
			saying(
				'Kylin would refuse RESUME for some of these jobs',
				"Job a is FINISHED: no action is possible. Switch on 'Skip Unsuitable Jobs' to leave them out. This was a dry run: nothing was changed.",
			),
		);
	});

	const ALL = { applyTo: 'allJobsInProject' };

	test.each([
		['RUNNING,ERROR', 'RUNNING'],
		['FINISHED,ERROR,PENDING', 'PENDING or FINISHED'],
	])('a dry run of statuses that Kylin would refuse (%s)', async (statuses, named) => {
		const body = { action: 'RESUME', project: 'sales', statuses };
		const { result } = operate([failed], body, { parameters: ALL, options: { dryRun: true } });
		await expect(result).rejects.toEqual(
			saying(
				expect.stringMatching(`^Kylin would refuse RESUME for jobs that are `) as never,
				expect.stringMatching(/^It is for jobs that are ERROR, STOPPED\. Switch on/),
			),
		);
		for (const status of named.split(' or ')) {
			await expect(result).rejects.toThrow(status);
		}
		const selected = { action: 'RESUME', job_ids: 'a', statuses };
		const narrowed = operate([failed], selected, { options: { dryRun: true } });
		expect(await narrowed.result).toHaveLength(1);
	});

	test('all jobs of a project are listed, and named with their statuses', async () => {
		const { result, sent } = operate(
			[failed, job('b', 'STOPPED'), job('c', 'FINISHED')],
			{ action: 'RESUME', project: 'sales' },
			{ parameters: ALL, after: [resumed, job('b', 'STOPPED')] },
		);
		expect((await result).map(({ id, applied }) => [id, applied])).toEqual([
			['a', true],
			['b', true],
		]);
		const body = { action: 'RESUME', project: 'sales', statuses: ['ERROR', 'STOPPED'] };
		expect(bodies(sent)).toEqual([{ ...body, job_ids: ['a', 'b'] }]);
		expect(sent[0].qs).toMatchObject({
			time_filter: 4,
			project: 'sales',
			statuses: 'ERROR,STOPPED',
		});
	});

	test('all jobs, of which one is gone afterwards', async () => {
		const { result } = operate(
			[failed],
			{ action: 'DISCARD', project: 'sales' },
			{
				parameters: ALL,
				after: [],
			},
		);
		expect(await result).toEqual([
			{
				id: 'a',
				action: 'DISCARD',
				previous_status: 'ERROR',
				applied: true,
				discard_safety: null,
			},
		]);
	});

	test.each([
		['jobRecords', []],
		[
			'confirmation',
			[{ action: 'RESUME', project: 'sales', statuses: [], job_ids: [], success: true }],
		],
	])('no status that fits: nothing to send (%s)', async (output, expected) => {
		const { result, sent } = operate(
			[failed],
			{ action: 'RESUME', project: 'sales', statuses: 'RUNNING' },
			{ parameters: ALL, options: { skipUnsuitable: true, return: output } },
		);
		expect(await result).toEqual(expected);
		expect(sent).toEqual([]);
	});

	test('all jobs in statuses that fit', async () => {
		const body = { action: 'RESUME', project: 'sales', statuses: 'RUNNING,ERROR' };
		const { result, sent } = operate([failed], body, {
			parameters: ALL,
			options: { skipUnsuitable: true },
		});
		await result;
		expect(bodies(sent)).toEqual([{ ...body, statuses: ['ERROR'], job_ids: ['a'] }]);
	});

	test('a confirmation or a dry run of all jobs', async () => {
		const body = { action: 'RESUME', project: 'sales', statuses: 'ERROR' };
		const confirmed = operate([failed], body, {
			parameters: ALL,
			options: { return: 'confirmation' },
		});
		expect(await confirmed.result).toEqual([
			{
				action: 'RESUME',
				project: 'sales',
				statuses: ['ERROR'],
				job_ids: ['a'],
				success: true,
			},
		]);
		expect(confirmed.sent).toHaveLength(2);
		const dry = operate([failed], body, { parameters: ALL, options: { dryRun: true } });
		expect((await dry.result).map(({ id }) => id)).toEqual(['a']);
		expect(bodies(dry.sent)).toEqual([]);
	});

	test('waits until the jobs have ended, if asked to', async () => {
		const { result } = operate(
			[failed],
			{ action: 'RESUME', job_ids: 'a' },
			{
				parameters: { waitForCompletion: true, waitOptions: {} },
				options: { return: 'confirmation' },
				after: [job('a', 'FINISHED', { last_modified: 2 })],
			},
		);
		expect(await result).toEqual([
			{ action: 'RESUME', project: 'sales', job_ids: ['a'], timed_out: false, success: true },
		]);
		const again = operate(
			[failed],
			{ action: 'RESUME', job_ids: 'a' },
			{
				parameters: { waitForCompletion: true },
				after: [job('a', 'ERROR', { last_modified: 2 })],
			},
		);
		await expect(again.result).rejects.toEqual(
			saying(
				'Job a is ERROR',
				expect.stringMatching(/^RESUME itself was carried out\. Get Job shows/),
			),
		);
	});

	test.each([
		['jobRecords', [{ timed_out: false }, { timed_out: true }, { timed_out: undefined }]],
		['confirmation', [{ timed_out: true }]],
	])('of jobs that are waited for, each tells whether it ended: %s', async (output, expected) => {
		const left = job('c', 'FINISHED');
		const { result, sent } = operate(
			[failed, job('b', 'ERROR'), left],
			{ action: 'RESTART', job_ids: 'a,b,c' },
			{
				parameters: {
					waitForCompletion: true,
					waitOptions: { maxDuration: 1, onTimeout: 'returnJobs' },
				},
				options: { skipUnsuitable: true, return: output },
				after: [
					job('a', 'FINISHED', { last_modified: 2 }),
					job('b', 'RUNNING', { last_modified: 2 }),
					left,
				],
			},
		);
		const items = await result;
		expect(items.map(({ timed_out }) => ({ timed_out }))).toEqual(expected);
		expect(items.map((item) => 'timed_out' in item)).toEqual(
			expected.map(({ timed_out }) => timed_out !== undefined),
		);
		expect(bodies(sent)).toEqual([{ action: 'RESTART', job_ids: ['a', 'b'], project: 'sales' }]);
	});

	test('a confirmation that nobody waited for tells nothing of time', async () => {
		const body = { action: 'PAUSE', job_ids: 'a' };
		const { result } = operate([failed], body, { options: { return: 'confirmation' } });
		expect(Object.keys((await result)[0])).toEqual(['action', 'project', 'job_ids', 'success']);
	});

	test.each([
		[[job('a', 'ERROR', { discard_safety: false })], [], false],
		[
			[job('a', 'ERROR', { discard_safety: false })],
			[job('a', 'DISCARDED', { discard_safety: true })],
			true,
		],
		[[], [], null],
	])('what a discard may break is told: %#', async (before, after, expected) => {
		const { result } = operate(before, { action: 'DISCARD', job_ids: 'a' }, { after });
		expect((await result)[0].discard_safety).toBe(expected);
	});

	test('statuses of an expression that gives some', async () => {
		const { result } = operate(
			[failed],
			{ action: 'RESUME', job_ids: 'a', statuses: ['ERROR'] },
			{ parameters: { statuses: '={{ $json.statuses }}' }, after: [resumed] },
		);
		expect((await result).map(({ applied }) => applied)).toEqual([true]);
	});

	test('a dry run names all statuses that do not fit', async () => {
		const { result } = operate(
			[failed],
			{ action: 'RESUME', project: 'sales', statuses: 'RUNNING,FINISHED' },
			{ parameters: ALL, options: { dryRun: true } },
		);
		await expect(result).rejects.toEqual(
			saying('Kylin would refuse RESUME for jobs that are RUNNING or FINISHED'),
		);
	});

	test.each<[string, Error | undefined, unknown]>([
		['a job that does not go on', undefined, saying('The job was not done after 1 minute')],
		[
			'a refusal',
			new KylinFailure('No.', { httpStatus: 403 }),
			saying('No.', 'RESUME itself was carried out.'),
		],
		['a bug', new TypeError('x is not a function'), new TypeError('x is not a function')],
	])('waiting ends with %s', async (_what, reading, expected) => {
		const { result } = operate(
			[failed],
			{ action: 'RESUME', job_ids: 'a' },
			{
				parameters: { waitForCompletion: true, waitOptions: { maxDuration: 1 } },
				readings: reading === undefined ? [] : [reading],
			},
		);
		await expect(result).rejects.toEqual(expected);
	});

	test('an action that ends a job is not waited for', async () => {
		const { result } = operate(
			[failed],
			{ action: 'DISCARD', job_ids: 'a' },
			{ parameters: { waitForCompletion: true }, after: [job('a', 'DISCARDED')] },
		);
		expect((await result).map(({ job_status }) => job_status)).toEqual(['DISCARDED']);
	});

	const busy = new KylinFailure('Busy.', { httpStatus: 503 });

	test('the jobs are read up to three times afterwards', async () => {
		const selected = { action: 'RESUME', job_ids: 'a' };
		const later = new KylinFailure('Later.', { httpStatus: 429, retryAfterMs: 3_000 });
		const away = new KylinFailure('Nothing.', { networkCode: 'ECONNREFUSED' });
		const third = operate([failed], selected, { after: [resumed], readings: [away, later] });
		expect((await third.result).map(({ job_status }) => job_status)).toEqual(['PENDING']);
		expect(pauses).toEqual([1_000, 1_000, 1_000, 1_000]);
		const torn = new KylinFailure('Busy. For long.', { httpStatus: 503 });
		const never = operate([failed], selected, { readings: [busy, busy, torn] });
		await expect(never.result).rejects.toEqual(
			saying(
				'Kylin carried out the action, but its jobs could not be read afterwards',
				'Do not send the action again; list the jobs instead. Reading failed with: Busy. For long.',
			),
		);
		expect(bodies(never.sent)).toHaveLength(1);
		pauses = [];
		const refused = operate([failed], selected, {
			readings: [new TypeError('x is not a function')],
		});
		await expect(refused.result).rejects.toEqual(
			saying(
				'Kylin carried out the action, but its jobs could not be read afterwards',
				'Do not send the action again; list the jobs instead. Reading failed with: x is not a function.',
			),
		);
		expect(pauses).toEqual([]);
	});

	test('nobody waits longer than ten seconds for a reading', async () => {
		const later = new KylinFailure('Later.', { httpStatus: 429, retryAfterMs: 60_000 });
		await operate([failed], { action: 'RESUME', job_ids: 'a' }, { readings: [later] }).result;
		expect(pauses).toHaveLength(10);
	});

	const ILLEGAL = 'KE-010032217';
	const refusedWith = (facts: object) => new KylinFailure('No.', { advice: 'Table.', ...facts });
	const LOOK = 'List the jobs before sending the action again.';

	test.each<[string, JobRecord[], JobRecord[], Error, string]>([
		[
			'an action that does not fit',
			[job('a', 'FINISHED')],
			[failed],
			refusedWith({ code: ILLEGAL, httpStatus: 500 }),
			'Job a is FINISHED: no action is possible. Nothing was changed.',
		],
		[
			'an action that does not fit any more',
			[failed],
			[job('a', 'FINISHED')],
			refusedWith({ code: ILLEGAL, httpStatus: 500 }),
			'Job a is FINISHED: no action is possible. It changed on the way: run the node again. Nothing was changed.',
		],
		[
			'an action that would fit now',
			[failed],
			[failed],
			refusedWith({ code: ILLEGAL, httpStatus: 500 }),
			'Table. Nothing was changed.',
		],
		[
			'a failure in the middle',
			[failed],
			[resumed],
			refusedWith({ code: 'KE-010032211', httpStatus: 500 }),
			`Table. The job has already changed: a (ERROR → PENDING). ${LOOK}`,
		],
		[
			'a failure in the middle with a good status',
			[failed],
			[resumed],
			refusedWith({ code: 'KE-010032211', httpStatus: 200 }),
			`Table. The job has already changed: a (ERROR → PENDING). ${LOOK}`,
		],
		[
			'an answer that was lost',
			[failed],
			[failed],
			refusedWith({ networkCode: 'ECONNRESET' }),
			`The job has not changed so far. ${LOOK}`,
		],
		[
			'a web page for an answer',
			[failed],
			[failed],
			refusedWith({ httpStatus: 200 }),
			`The job has not changed so far. ${LOOK}`,
		],
		[
			'a success that is none',
			[failed],
			[failed],
			refusedWith({ httpStatus: 299 }),
			`The job has not changed so far. ${LOOK}`,
		],
		[
			'a refusal on the way',
			[failed],
			[failed],
			refusedWith({ code: 'KE-010024001', httpStatus: 400 }),
			`Table. Nothing was changed.`,
		],
		...[
			{ httpStatus: 300 },
			{ httpStatus: 399 },
			{ httpStatus: 401 },
			{ httpStatus: 403 },
			{ httpStatus: 404 },
			{ httpStatus: 405 },
			{ httpStatus: 406 },
			{ httpStatus: 429 },
			{ networkCode: 'EAI_AGAIN' },
			{ networkCode: 'ECONNREFUSED' },
			{ networkCode: 'ENOTFOUND' },
			{ networkCode: 'EPROTO' },
			{ networkCode: 'ERR_INVALID_URL' },
			{ networkCode: 'CERT_HAS_EXPIRED' },
		].map((facts): [string, JobRecord[], JobRecord[], Error, string] => [
			`what never reached Kylin's jobs: ${JSON.stringify(facts)}`,
			[failed],
			[resumed],
			refusedWith(facts),
			'Table. Nothing was changed.',
		]),
		...[
			{ httpStatus: 400 },
			{ httpStatus: 500 },
			{ httpStatus: 502 },
			{ httpStatus: 503, code: 'KE-040024201' },
		].map((facts): [string, JobRecord[], JobRecord[], Error, string] => [
			`what may have reached Kylin's jobs: ${JSON.stringify(facts)}`,
			[failed],
			[resumed],
			refusedWith(facts),
			`Table. The job has already changed: a (ERROR → PENDING). ${LOOK}`,
		]),
		...[
			'KE-010001002',
			'KE-010001201',
			'KE-010003005',
			'KE-010003008',
			'KE-010003207',
			'KE-010003208',
			'KE-010032212',
			'KE-010032213',
			'KE-010032219',
			'KE-010043201',
			'KE-010043207',
		].map((code): [string, JobRecord[], JobRecord[], Error, string] => [
			`a refusal before any change (${code})`,
			[failed],
			[resumed],
			refusedWith({ code, httpStatus: 500 }),
			'Table. Nothing was changed.',
		]),
	])('after %s', async (_what, before, after, refusal, advice) => {
		const { result, sent } = operate(
			before,
			{ action: 'RESUME', job_ids: 'a' },
			{ after, refusal },
		);
		await expect(result).rejects.toEqual(saying('No.', advice));
		expect(bodies(sent)).toHaveLength(1);
	});

	test('an action that was never sent', async () => {
		const refusal = new KylinFailure('Nothing was sent.', { isUnsent: true });
		const { result, sent } = operate([failed], { action: 'RESUME', job_ids: 'a' }, { refusal });
		await expect(result).rejects.toBe(refusal);
		expect(sent).toHaveLength(2);
	});

	test('rights that are missing on other projects', async () => {
		const refusal = refusedWith({ code: 'KE-010024001', httpStatus: 400 });
		const jobs = [failed, job('b', 'ERROR', { project: 'other' })];
		const { result, sent } = operate(
			jobs,
			{ action: 'RESUME', job_ids: 'a,b' },
			{ after: jobs, refusal },
		);
		await expect(result).rejects.toEqual(
			saying(
				'No.',
				`Table. Fill in 'Project': without it, Kylin 5.0.0-alpha and -beta ask for rights on every project. None of the 2 jobs has changed so far. ${LOOK}`,
			),
		);
		expect(bodies(sent)).toEqual([{ action: 'RESUME', job_ids: ['a', 'b'] }]);
	});

	test('an ID that is nowhere leaves the project open', async () => {
		const { result, sent } = operate(
			[failed],
			{ action: 'RESUME', job_ids: 'a,x' },
			{ after: [resumed] },
		);
		expect((await result).map(({ id, applied }) => [id, applied])).toEqual([
			['a', true],
			['x', true],
		]);
		expect(bodies(sent)).toEqual([{ action: 'RESUME', job_ids: ['a', 'x'] }]);
	});

	test('of an ID that is nowhere nobody knows whether it is of the project', async () => {
		const body = { action: 'RESUME', job_ids: 'a,x', project: 'sales' };
		const { result } = operate([failed], body, { after: [resumed] });
		expect((await result).map(({ id, applied }) => [id, applied])).toEqual([
			['a', true],
			['x', null],
		]);
	});

	test('a selected job that is gone afterwards', async () => {
		const { result } = operate([failed], { action: 'RESUME', job_ids: 'a' }, { after: [] });
		expect(await result).toEqual([
			{ id: 'a', action: 'RESUME', previous_status: 'ERROR', applied: true },
		]);
	});

	test('a failure in the middle, and nobody can tell how far it went', async () => {
		const refusal = refusedWith({ httpStatus: 500 });
		const readings = [busy, busy, busy];
		const body = { action: 'RESUME', job_ids: 'a' };
		await expect(operate([failed], body, { refusal, readings }).result).rejects.toEqual(
			saying(
				'No.',
				`Table. The action may have been carried out in part, and the jobs could not be read again. ${LOOK}`,
			),
		);
		const unread = operate([failed], body, { refusal, options: { return: 'confirmation' } });
		await expect(unread.result).rejects.toEqual(
			saying('No.', `Table. The action may have been carried out in part. ${LOOK}`),
		);
		expect(unread.sent).toHaveLength(1);
		const illegal = refusedWith({ code: ILLEGAL, httpStatus: 500 });
		const unknown = operate([failed], body, { refusal: illegal, readings });
		await expect(unknown.result).rejects.toEqual(saying('No.', 'Table. Nothing was changed.'));
	});

	test.each<[IDataObject, object, string]>([
		[{ action: 'RESUME', job_ids: 'a' }, { options: { return: 'confirmation' } }, ''],
		[
			{ action: 'RESUME', project: 'sales' },
			{ parameters: ALL },
			' It changed on the way: run the node again.',
		],
	])('%j does not fit a job that has changed meanwhile', async (body, more, hint) => {
		const refusal = refusedWith({ code: ILLEGAL, httpStatus: 500 });
		const { result } = operate([failed], body, { ...more, after: [job('a', 'FINISHED')], refusal });
		await expect(result).rejects.toEqual(
			saying('No.', `Job a is FINISHED: no action is possible.${hint} Nothing was changed.`),
		);
	});

	test.each([
		['jobRecords', `Table. The job has already changed: a (ERROR → PENDING). ${LOOK}`],
		['confirmation', `Table. The job has already changed: a (ERROR → PENDING). ${LOOK}`],
	])('all jobs: a failure in the middle (%s)', async (output, advice) => {
		const { result } = operate(
			[failed],
			{ action: 'RESUME', project: 'sales' },
			{
				parameters: ALL,
				options: { return: output },
				after: [resumed],
				refusal: refusedWith({ httpStatus: 500 }),
			},
		);
		await expect(result).rejects.toEqual(saying('No.', advice));
	});

	test('all jobs: a confirmation once they have ended', async () => {
		const { result } = operate(
			[failed],
			{ action: 'RESUME', project: 'sales', statuses: 'ERROR' },
			{
				parameters: { ...ALL, waitForCompletion: true },
				options: { return: 'confirmation' },
				after: [job('a', 'FINISHED')],
			},
		);
		expect(await result).toEqual([
			{
				action: 'RESUME',
				project: 'sales',
				statuses: ['ERROR'],
				job_ids: ['a'],
				timed_out: false,
				success: true,
			},
		]);
	});

	test('a bug is no failure of Kylin', async () => {
		const bug = new TypeError('x is not a function');
		const { result } = operate([failed], { action: 'RESUME', job_ids: 'a' }, { refusal: bug });
		await expect(result).rejects.toBe(bug);
	});

	test.each<[IDataObject, IDataObject, string]>([
		[{}, {}, "'Action' is empty: choose what to do"],
		[{ action: 'STOP' }, {}, "'Action' must be one of RESUME, PAUSE, RESTART, DISCARD"],
		[{ action: 'PAUSE' }, {}, "'Job IDs' is empty"],
		[{ action: 'PAUSE', project: {} }, {}, "'Project' must be text"],
		[{ action: 'PAUSE', statuses: 'x' }, {}, "'Statuses' must be one of PENDING"],
		[
			{ action: 'PAUSE' },
			{ statuses: '={{ [] }}' },
			"'Statuses' is an expression that gave no status: make it give at least one, or choose none in the list",
		],
		[{ action: 'PAUSE' }, { options: 7 }, "'Options' must be a collection of fields"],
		[{ action: 'PAUSE' }, { options: null }, "'Options' is an expression that gave nothing"],
		[{ action: 'PAUSE' }, { options: undefined }, "'Options' is an expression that gave nothing"],
		[{ action: 'PAUSE' }, { options: { dryRun: 7 } }, "'Dry Run' must be true or false"],
		[
			{ action: 'PAUSE' },
			{ options: { dryRun: '' } },
			"'Dry Run' is empty: it must be true or false",
		],
		[{ action: 'PAUSE' }, { options: { skipUnsuitable: 7 } }, "'Skip Unsuitable Jobs' must be"],
		[
			{ action: 'PAUSE' },
			{ options: { return: 'x' } },
			"'Return' must be one of jobRecords, confirmation",
		],
		[{ action: 'RESUME' }, { waitForCompletion: 7 }, "'Wait for Completion' must be true or false"],
		[{ action: 'RESUME' }, { waitForCompletion: true, waitOptions: 7 }, "'Wait Options' must be"],
		[
			{ action: 'PAUSE' },
			{ applyTo: 'x' },
			"'Apply To' must be one of selectedJobs, allJobsInProject",
		],
		[
			{ action: 'PAUSE' },
			ALL,
			"'Project' is empty: choose the project when 'Apply To' is 'All Jobs in Project'",
		],
	])('%j with %j is refused', async (body, parameters, message) => {
		const { result, sent } = operate([failed], body, { parameters });
		await expect(result).rejects.toThrow(message);
		expect(sent).toEqual([]);
	});
});

const STEPS = [
	{ id: 's-1', name: 'Build', step_status: 'FINISHED', duration: 2_000 },
	{ id: 's-2', name: 'Load', step_status: 'ERROR', duration: 1_000 },
];

const oneJob =
	(record: JobRecord, steps: unknown, log?: unknown): Answer =>
	({ url }) => {
		if (url.endsWith('/detail')) return steps;
		return url === '/jobs' ? { value: [record], total_size: 1 } : log;
	};

describe('Get Job', () => {
	test('raw, with its steps and why it failed', async () => {
		const { item } = itemWith(oneJob(job('a', 'ERROR'), STEPS), {}, { key: 'a' });
		expect(await getJob(item)).toEqual([
			{
				...job('a', 'ERROR'),
				steps: STEPS,
				failure: expect.objectContaining({ step: 'Load', step_id: 's-2' }),
			},
		]);
	});

	test.each(['simplified', 'selected'])('%s, with short steps', async (output) => {
		const { item } = itemWith(
			oneJob(job('a', 'RUNNING'), STEPS.slice(0, 1)),
			{ output },
			{ key: 'a' },
		);
		const [result] = await getJob(item);
		expect(result).toMatchObject({
			id: 'a',
			failure: null,
			steps: [
				{ id: 's-1', name: 'Build', status: 'FINISHED', started_at: null, duration_seconds: 2 },
			],
		});
		expect(result).not.toHaveProperty('job_status');
	});
});

describe('Get Job Log', () => {
	const about = {
		id: 'a',
		project: 'sales',
		step_id: 's-2',
		step_name: 'Load',
		step_status: 'ERROR',
	};

	test.each([
		[{ cmd_output: 'the log' }, 'the log', true],
		[{ cmd_output: null }, '', false],
		[null, '', false],
	])('an excerpt of %j', async (answer, log, has_log) => {
		const { item, sent } = itemWith(oneJob(job('a', 'ERROR'), STEPS, answer), {}, { key: 'a' });
		expect(await getLog(item)).toEqual([{ json: { ...about, has_log, log } }]);
		expect(sent.at(-1)?.url).toBe('/jobs/a/steps/s-2/output');
	});

	test.each([
		[{}, 'data'],
		[{ binaryPropertyName: ' file ' }, 'file'],
		[{ binaryPropertyName: ' ' }, 'data'],
	])('a file, with %j', async (parameters, field) => {
		const { item, sent } = itemWith(
			oneJob(job('a', 'ERROR'), STEPS),
			{ logFormat: 'file', ...parameters },
			{ key: 'a' },
		);
		expect(await getLog(item)).toEqual([
			{
				json: { ...about, has_log: true },
				binary: { [field]: { mimeType: 'text/plain', data: '' } },
			},
		]);
		expect(sent.at(-1)?.url).toBe('/jobs/a/steps/s-2/log');
	});

	test('a chosen step', async () => {
		const parameters = { stepChoice: 'chosenStep', step: 1 };
		const { item, sent } = itemWith(oneJob(job('a', 'ERROR'), STEPS, null), parameters, {
			key: 'a',
		});
		await getLog(item);
		expect(sent.at(-1)?.url).toBe('/jobs/a/steps/s-1/output');
	});

	test.each([
		[{ stepChoice: 'x' }, "'Step' must be one of failedStep, chosenStep"],
		[
			{ stepChoice: 'chosenStep' },
			"'Step Name or Number' is empty: give the name of a step, or its number from 1",
		],
		[{ stepChoice: 'chosenStep', step: {} }, "'Step Name or Number' must be text"],
		[{ logFormat: 'x' }, "'Log' must be one of excerpt, file"],
		[{ binaryPropertyName: {} }, "'Put Output File in Field' must be text"],
	])('%j is refused', async (parameters, message) => {
		const { item, sent } = itemWith(() => null, parameters, { key: 'a' });
		await expect(getLog(item)).rejects.toThrow(message);
		expect(sent).toEqual([]);
	});
});

describe('Get Statistics', () => {
	const fields = { project: 'sales', start_time: '2026-11-01', end_time: '2026-11-02' };
	const period = {
		project: 'sales',
		from: '2026-11-01T00:00:00+01:00',
		to: '2026-11-02T00:00:00+01:00',
	};
	const query = {
		project: 'sales',
		start_time: Date.UTC(2026, 9, 31, 23),
		end_time: Date.UTC(2026, 10, 1, 23),
	};

	test('the totals of a period', async () => {
		const { item, sent } = itemWith(() => ({ count: 3 }), {}, fields);
		expect(await getStatistics(item)).toEqual([{ ...period, count: 3 }]);
		expect(sent).toEqual([{ method: 'GET', url: '/jobs/statistics', qs: query }]);
	});

	test('without an end, up to now', async () => {
		const { item, sent } = itemWith(() => ({}), {}, { ...fields, end_time: undefined });
		await getStatistics(item);
		expect(sent[0].qs?.end_time).toBe(NOW);
	});

	test.each(['model', 'day', 'week', 'month'])('by %s', async (groupBy) => {
		const { item, sent } = itemWith(
			({ url }) => (url.endsWith('/count') ? { b: 2, a: 1 } : { c: 0.5, b: 0.25 }),
			{ groupBy },
			fields,
		);
		expect(await getStatistics(item)).toEqual([
			{ ...period, [groupBy]: 'a', count: 1, duration_per_byte: 0 },
			{ ...period, [groupBy]: 'b', count: 2, duration_per_byte: 0.25 },
			{ ...period, [groupBy]: 'c', count: 0, duration_per_byte: 0.5 },
		]);
		const qs = { ...query, dimension: groupBy };
		expect(sent).toEqual([
			{ method: 'GET', url: '/jobs/statistics/count', qs },
			{ method: 'GET', url: '/jobs/statistics/duration_per_byte', qs },
		]);
	});

	test.each([null, [], 'x'])('%j holds no statistics', async (answer) => {
		const { item } = itemWith(() => answer, {}, fields);
		await expect(getStatistics(item)).rejects.toEqual(
			saying(
				"Kylin's answer holds no statistics",
				"Check 'Host' in the credential: this may be another version of Kylin than 5.",
			),
		);
	});

	test.each([
		[{ project: '' }, {}, "'Project' is empty: choose the project to count the jobs of"],
		[{ project: {} }, {}, "'Project' must be text"],
		[{ start_time: '' }, {}, "'From' is empty: choose when the period begins"],
		[{ start_time: 'x' }, {}, "'From' must be a date"],
		[{ end_time: 'x' }, {}, "'To' must be a date"],
		[{ end_time: '2026-11-01' }, {}, "'To' must be later than 'From'"],
		[
			{ start_time: NOW, end_time: '' },
			{},
			"'From' must be in the past: 'To' is empty, so the period ends now",
		],
		[{}, { groupBy: 'year' }, "'Group By' must be one of none, model, day, week, month"],
	])('%j with %j is refused', async (more, parameters, message) => {
		const { item, sent } = itemWith(() => null, parameters, { ...fields, ...more });
		await expect(getStatistics(item)).rejects.toThrow(message);
		expect(sent).toEqual([]);
	});

	test('why a period without length is refused', async () => {
		const { item } = itemWith(() => null, {}, { ...fields, end_time: '2026-11-01' });
		await expect(getStatistics(item)).rejects.toMatchObject({
			advice: "'To' itself is not counted.",
		});
	});
});
