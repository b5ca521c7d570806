import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { pollSender } from '../../../nodes/ApacheKylinTrigger/pollSender';
import { KylinFailure } from '../../../nodes/shared/kylin/failures';
import { clock } from '../../../nodes/shared/time/clock';

describe('the requests of a poll', () => {
	const NOW = 1_800_000_000_000;
	afterEach(() => jest.restoreAllMocks());

	async function timeoutOf(leftMs: number) {
		jest.spyOn(clock, 'now').mockReturnValue(NOW);
		const timeouts: unknown[] = [];
		const context = {
			getActivationMode: () => 'init',
			helpers: {
				httpRequestWithAuthentication: async (_type: string, { timeout }: IDataObject) => {
					timeouts.push(timeout);
					return { statusCode: 200, headers: {}, body: '{"code":"000","data":1,"msg":""}' };
				},
			},
		} as unknown as IPollFunctions;
		const login = `login ${leftMs}`;
		const send = pollSender(context, { login, until: () => NOW + leftMs });
		const answer = await send({ method: 'GET', url: '/jobs' }).catch((error: unknown) => error);
		return { timeouts, answer };
	}

	test.each([
		[1, 1],
		[59_999, 59_999],
		[60_001, 60_000],
		[Infinity, 60_000],
	])('wait for %d ms, at most a minute', async (leftMs, timeout) => {
		expect(await timeoutOf(leftMs)).toEqual({ timeouts: [timeout], answer: 1 });
	});

	test.each([0, -1])('are not sent when %d ms are left', async (leftMs) => {
		const { timeouts, answer } = await timeoutOf(leftMs);
		expect(timeouts).toEqual([]);
		expect(answer).toBeInstanceOf(KylinFailure);
		expect(answer).toMatchObject({
			message: 'There was no time left in this poll',
			facts: {
				networkCode: 'ECONNABORTED',
				advice: expect.stringMatching(/^Choose projects, .*N8N_SCHEDULER_POLL_TIMEOUT/),
			},
		});
	});
});
