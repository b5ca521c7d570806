import { startStandIn } from './index';
import { AS_ADMIN, send, type PlainAnswer } from './request';

/** Stand-ins for the tests of the stand-in itself, closed after each test, and questions to them. */

type Options = NonNullable<Parameters<typeof startStandIn>[0]>;
export type StandIn = Awaited<ReturnType<typeof startStandIn>>;
export interface JobRecord {
	id: string;
	job_status: string;
	[field: string]: unknown;
}

export const START = 1_795_457_787_000;
export const SECOND = 1000;
export const JOB = 'c0000000-0000-4000-8000-000000000001';
export const OTHER_JOB = 'c0000000-0000-4000-8000-000000000002';

const running: StandIn[] = [];

export async function start(options: Options = {}): Promise<StandIn> {
	const standIn = await startStandIn(options);
	running.push(standIn);
	return standIn;
}

afterEach(async () => {
	await Promise.all(running.splice(0).map(async (standIn) => await standIn.close()));
});

export function seedOf(...jobs: Array<Record<string, unknown>>) {
	return {
		recorded_at: START,
		projects: [
			{ name: 'learn_kylin', permissions: { READER: 'READ', OPERATOR: 'OPERATION' } },
			{ name: 'Sales_Mart', permissions: { OPERATOR: 'OPERATION' } },
		],
		jobs: jobs.map((job, index) => ({
			id: `c0000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
			project: 'learn_kylin',
			job_name: 'INC_BUILD',
			target_subject: 'orders',
			create_time: START,
			...job,
		})),
	};
}

export async function get(
	standIn: StandIn,
	question: string,
	headers: Record<string, string> = AS_ADMIN,
) {
	return await send(standIn.port, { path: `/kylin/api/${question}`, headers });
}

export async function put(
	standIn: StandIn,
	body: unknown,
	headers: Record<string, string> = AS_ADMIN,
) {
	return await send(standIn.port, {
		method: 'PUT',
		path: '/kylin/api/jobs/status',
		headers: { ...headers, 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
}

export function json(answer: PlainAnswer) {
	return JSON.parse(answer.text) as { code: string; msg: string; data: never };
}

export async function listed(standIn: StandIn, question = ''): Promise<JobRecord[]> {
	const answer = await get(standIn, `jobs?time_filter=4&page_size=100${question}`);
	return (json(answer).data as { value: JobRecord[] }).value;
}

export async function one(standIn: StandIn, id = JOB): Promise<JobRecord> {
	const [record] = (await listed(standIn)).filter((job) => job.id === id);
	return record;
}
