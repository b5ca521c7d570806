import { get, json, JOB, OTHER_JOB, SECOND, seedOf, start, START, type StandIn } from './harness';
import { AS_ADMIN, basic, send, type PlainAnswer } from './request';

/** The v2 compatibility handler and the waiting jobs, where the nine recordings of them leave off (contract section 9). */

const V2 = 'application/vnd.apache.kylin-v2+json';
const AS_V2 = { ...AS_ADMIN, Accept: V2 };
const READER = { Accept: V2, Authorization: basic('READER', 'reader') };

interface OldList {
	jobs: Array<Record<string, unknown>>;
	size: number;
}

async function list(standIn: StandIn, question: string, headers = AS_V2): Promise<OldList> {
	return json(await get(standIn, `jobs?timeFilter=4&${question}`, headers)).data;
}

async function resume(standIn: StandIn, id: string, headers: Record<string, string> = AS_V2) {
	return await send(standIn.port, { method: 'PUT', path: `/kylin/api/jobs/${id}/resume`, headers });
}

function code(answer: PlainAnswer) {
	return [answer.status, /KE-\d{9}/.exec(json(answer).msg)?.[0]];
}

const ended = { start_time: START - 9 * SECOND, end_time: START };
const SEED = seedOf(
	{ raw_state: 'SUCCEED', ...ended, last_modified: START - 1 },
	{ raw_state: 'ERROR', ...ended, last_modified: START - 2, job_name: 'SUB_PARTITION_BUILD' },
	{ raw_state: 'PAUSED', ...ended, last_modified: START - 3, project: 'Sales_Mart' },
	{ raw_state: 'SUICIDAL', ...ended, last_modified: START - 4, target_subject: 'web_logs' },
	{ job_name: 'SNAPSHOT_BUILD', target_subject: 'DEFAULT.ORDERS', last_modified: START - 5 },
	{ job_name: 'ROUTINE', last_modified: START - 6 },
);

describe('the v2 handler', () => {
	const standing = async () => await start({ profile: '5.0.0', frozen: true, seed: SEED });

	test('the list filters by codes, name, project and key, and pages by camelCase names', async () => {
		const standIn = await standing();
		const found = async (question: string) => {
			const { jobs, size } = await list(standIn, question);
			expect(jobs).toHaveLength(size);
			return jobs.map(({ id }) => Number(String(id).slice(-2)));
		};
		expect(await found('')).toEqual([1, 2, 3, 4, 5, 6]);
		expect(await found('status=4,8')).toEqual([1, 2]);
		expect(await found('status=16&status=32')).toEqual([3, 4]);
		expect(await found('jobName=ROUTINE')).toEqual([6]);
		expect(await found('projectName=sales_mart')).toEqual([3]);
		expect(await found('key=web')).toEqual([4]);
		expect(await found('sortby=last_modify&reverse=false&status=4,8')).toEqual([2, 1]);
		expect(await found('sortBy=create_time&sortby=project&status=4,32&reverse=false')).toEqual([
			3, 1,
		]);
		const page = await list(standIn, 'pageOffset=1&pageSize=2');
		expect([page.size, page.jobs.map(({ id }) => id)]).toEqual([
			6,
			[expect.stringMatching(/03$/), expect.stringMatching(/04$/)],
		]);
	});

	test('the list refuses what the handler checks', async () => {
		const standIn = await standing();
		const asked = async (question: string, headers = AS_V2) =>
			code(await get(standIn, `jobs?${question}`, headers));
		expect(await asked('status=x')).toEqual([400, 'KE-010000003']);
		expect(await asked('status=4')).toEqual([400, 'KE-010043201']);
		expect(await asked('timeFilter=4&status=3')).toEqual([500, 'KE-010032212']);
		expect(await asked('timeFilter=9')).toEqual([500, 'KE-000000001']);
		expect(await asked('timeFilter=4&pageSize=-1')).toEqual([500, 'KE-010043208']);
		expect(await asked('timeFilter=4&sortBy=bogus')).toEqual([500, 'KE-010000003']);
		expect(await asked('timeFilter=4&projectName=nope')).toEqual([500, 'KE-010001201']);
		expect(await asked('timeFilter=4', READER)).toEqual([400, 'KE-010024001']);
		expect((await get(standIn, 'jobs?timeFilter=4&reverse=maybe', AS_V2)).text).toContain(
			"required type 'java.lang.Boolean'",
		);
	});

	test('a record has its steps, their progress, and the names of Kylin 3', async () => {
		const standIn = await standing();
		const { data } = json(await get(standIn, `jobs/${OTHER_JOB}`, AS_V2));
		expect(data).toMatchObject({
			uuid: OTHER_JOB,
			name: 'SUB_PARTITION_BUILD',
			type: null,
			related_cube: 'orders',
			project_name: 'learn_kylin',
			progress: 100 / 3,
			steps: [{ step_status: 'FINISHED' }, { step_status: 'ERROR' }, { step_status: 'PENDING' }],
		});
		const snapshot = await list(standIn, 'jobName=SNAPSHOT_BUILD');
		expect(snapshot.jobs[0]).toMatchObject({ related_cube: null, display_cube_name: null });
	});

	test('a job is resumed without the first gate', async () => {
		const standIn = await standing();
		expect(code(await resume(standIn, JOB))).toEqual([500, 'KE-010032211']);
		expect(code(await resume(standIn, 'nope'))).toEqual([500, 'KE-010032219']);
		expect(code(await resume(standIn, OTHER_JOB, READER))).toEqual([400, 'KE-010024001']);
		expect(json(await resume(standIn, OTHER_JOB)).data).toMatchObject({ job_status: 'PENDING' });
		expect((await resume(standIn, OTHER_JOB, AS_ADMIN)).status).toBe(406);
	});

	test('under v2, the other paths below /jobs are job ids', async () => {
		const standIn = await standing();
		for (const path of ['jobs/statistics', 'jobs/waiting_jobs', 'jobs/status'])
			expect(code(await get(standIn, path, AS_V2))).toEqual([500, 'KE-010032219']);
	});

	test('waiting jobs want a project and a model', async () => {
		const standIn = await standing();
		const asked = async (question: string, headers: Record<string, string> = AS_ADMIN) =>
			await get(standIn, `jobs/waiting_jobs${question}`, headers);
		const { data } = json(await asked('?project=LEARN_KYLIN&model=x&offset=2&limit=5'));
		expect(data).toEqual({ value: [], offset: 2, limit: 5, total_size: 0 });
		expect(code(await asked('?project=learn_kylin'))).toEqual([400, 'KE-010043201']);
		expect(code(await asked('?project=&model=x'))).toEqual([500, 'KE-010001002']);
		expect(code(await asked('?project=nope&model=x'))).toEqual([500, 'KE-010001201']);
		const anything = { ...READER, Accept: '*/*' };
		expect(code(await asked('/models?project=learn_kylin', anything))).toEqual([
			400,
			'KE-010024001',
		]);
	});
});
