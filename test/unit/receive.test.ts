import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { noteActivation } from '../../nodes/ApacheKylinCallbackTrigger/activatedAt';
import { receive } from '../../nodes/ApacheKylinCallbackTrigger/receive';
import { clock } from '../../nodes/shared/time/clock';

const CALLBACK = {
	job_id: 'a',
	project: 'sales',
	job_type: 'INC_BUILD',
	job_state: 'ERROR',
	start_time: 1_000,
	end_time: 3_000,
	duration: 2_000,
	msg: 'Out of memory',
};

const RECORD = { id: 'a', job_status: 'ERROR', project: 'sales', target_subject: 'orders' };

const REFUSAL = JSON.stringify({ code: '999', data: null, msg: 'KE-010003208: No.' });

let workflows = 0;

/** n8n with the workflow of one trigger, called by Kylin. */
function hostWith(
	parameters: IDataObject,
	{ mode = 'trigger', kylin }: { mode?: string; kylin?: unknown } = {},
) {
	workflows += 1;
	const workflow = { id: `receive-${workflows}` };
	const staticData: IDataObject = {};
	const asked: IDataObject[] = [];
	const call = async (body: unknown, authorization?: string) => {
		const answered: unknown[] = [];
		const headers: IDataObject = {};
		const response = {
			status: (code: number) => ({ json: (json: unknown) => answered.push([code, json]) }),
			setHeader: (name: string, value: string) => (headers[name] = value),
		};
		const context = {
			getRequestObject: () => ({ body, headers: { authorization } }),
			getResponseObject: () => response,
			getNodeParameter: (name: string, fallback?: unknown) =>
				({ events: ['jobFailed'], ...parameters })[name] ?? fallback,
			getCredentials: async (type: string) =>
				type === 'apacheKylinApi'
					? { host: 'http://kylin:7070', username: workflow.id }
					: { username: 'kylin', password: 'secret' },
			getMode: () => mode,
			getTimezone: () => 'UTC',
			getWorkflow: () => workflow,
			getNode: () => ({ id: 'callback' }),
			getWorkflowStaticData: (type: string) => (type === 'node' ? staticData : {}),
			helpers: {
				httpRequestWithAuthentication: async (_type: string, options: IDataObject) => {
					asked.push(options);
					if (kylin instanceof Error) throw kylin;
					if (kylin === 'refusal') return { statusCode: 401, headers: {}, body: REFUSAL };
					const data = { value: kylin, total_size: 1 };
					return { statusCode: 200, headers: {}, body: JSON.stringify({ code: '000', data }) };
				},
			},
		} as unknown as IWebhookFunctions;
		const { workflowData, noWebhookResponse } = await receive(context);
		expect(noWebhookResponse).toBe(true);
		const [answer] = answered;
		return { answer, headers, item: workflowData?.[0][0].json };
	};
	return { call, asked, staticData };
}

const saying = (status: number, message: string) => [status, { message }];

test('a callback is received once, and starts the workflow', async () => {
	const { call } = hostWith({});
	const { answer, item } = await call(CALLBACK);
	expect(answer).toEqual(saying(200, 'Received'));
	expect(item).toMatchObject({
		event: 'jobFailed',
		previous_status: 'RUNNING',
		id: 'a',
		failure: { reason: 'Out of memory' },
	});
	const again = await call(CALLBACK);
	expect(again.answer).toEqual(saying(200, 'Received before'));
	expect(again.item).toBeUndefined();
});

test('while the editor listens, each call is the first', async () => {
	const { call } = hostWith({}, { mode: 'manual' });
	for (let times = 0; times < 2; times += 1) {
		expect((await call(CALLBACK)).answer).toEqual(saying(200, 'Received'));
	}
});

test.each([
	[{ ...CALLBACK, job_state: 'SUCCEED' }, 200, 'Not one of the chosen events'],
	[{ job_id: 'a' }, 400, 'This is not what Kylin sends when a job is over'],
	[undefined, 400, 'This is not what Kylin sends when a job is over'],
])('%j is answered with %d', async (body, status, message) => {
	const { answer, item } = await hostWith({}).call(body);
	expect(answer).toEqual(saying(status, message));
	expect(item).toBeUndefined();
});

test('only a finished job tells no failure', async () => {
	const { item } = await hostWith({ events: ['jobFinished'] }).call({
		...CALLBACK,
		job_state: 'SUCCEED',
	});
	expect(item).toMatchObject({ event: 'jobFinished' });
	expect(item).not.toHaveProperty('failure');
});

test('a login is asked for, if one is set', async () => {
	const { call } = hostWith({ authentication: 'basicAuth' });
	const refused = await call(CALLBACK, 'Basic x');
	expect(refused.answer).toEqual(saying(401, 'Wrong or no user name and password'));
	expect(refused.headers).toEqual({ 'WWW-Authenticate': 'Basic realm="Kylin"' });
	expect(refused.item).toBeUndefined();
	const right = `Basic ${Buffer.from('kylin:secret').toString('base64')}`;
	expect((await call(CALLBACK, right)).answer).toEqual(saying(200, 'Received'));
});

test('a callback alone knows no address of Kylin', async () => {
	const { call, asked } = hostWith({ output: 'simplified' });
	expect((await call(CALLBACK)).item).toMatchObject({ id: 'a', status: 'ERROR', link: null });
	expect(asked).toEqual([]);
});

describe('with the record read from Kylin', () => {
	const parameters = { jobData: 'kylin' };

	test('the item is the whole record', async () => {
		const { call, asked } = hostWith({ ...parameters, output: 'simplified' }, { kylin: [RECORD] });
		const { item } = await call(CALLBACK);
		expect(item).toMatchObject({
			id: 'a',
			object: 'orders',
			link: expect.stringMatching(/^http:\/\/kylin:7070\//),
		});
		expect(item).not.toHaveProperty('job_note');
		expect(asked).toMatchObject([{ timeout: 30_000, qs: { key: 'a', project: 'sales' } }]);
	});

	test.each([
		[[], 'The job is not in the list of Kylin any more'],
		[new Error('Kylin is away'), 'Kylin is away'],
	])('%j is noted, and what the callback told comes out', async (kylin, job_note) => {
		const { item } = await hostWith(parameters, { kylin }).call(CALLBACK);
		expect(item).toMatchObject({ id: 'a', event: 'jobFailed', job_note });
	});

	describe('by a login that is refused', () => {
		const START = Date.UTC(2026, 10, 23, 3, 0);
		const MINUTE_MS = 60_000;
		const NOTE =
			/^[A-Z][^.]+\. Check Username and Password .* until the credential is changed or the workflow is activated anew\.$/;
		let now = START;

		beforeEach(() => {
			now = START;
			jest.spyOn(clock, 'now').mockImplementation(() => now);
		});
		afterEach(() => jest.restoreAllMocks());

		/** Requests for the callback of a job that has not been told before. */
		function refusing(mode?: string) {
			const { call, asked, staticData } = hostWith(parameters, { mode, kylin: 'refusal' });
			let jobs = 0;
			const requests = async () => {
				const before = asked.length;
				jobs += 1;
				const { item } = await call({ ...CALLBACK, job_id: `job-${jobs}` });
				expect(item?.job_note).toMatch(NOTE);
				return asked.length - before;
			};
			return { requests, staticData };
		}

		test('it is sent once, and noted with the way out', async () => {
			const { requests, staticData } = refusing();
			expect([await requests(), await requests()]).toEqual([1, 0]);
			now += 60 * MINUTE_MS;
			expect(await requests()).toBe(0);
			expect(staticData).toHaveProperty('loginRefusal');
		});

		test('the editor, which a person watches, sends it again after a minute', async () => {
			const { requests } = refusing('manual');
			expect([await requests(), await requests()]).toEqual([1, 0]);
			now += MINUTE_MS;
			expect(await requests()).toBe(1);
		});

		test('after the workflow was activated anew it is sent again', async () => {
			const { requests, staticData } = refusing();
			expect(await requests()).toBe(1);
			now += 1;
			noteActivation({
				getActivationMode: () => 'activate',
				getWorkflowStaticData: () => staticData,
			} as unknown as IHookFunctions);
			expect([await requests(), await requests()]).toEqual([1, 0]);
		});
	});
});
