import { START, get, json, start, type StandIn } from '../harness';
import { AS_ADMIN, basic, send, V4_PUBLIC } from '../request';

/** One project with models, and requests to it, for the tests of builds. */

export type Body = Record<string, unknown>;

export const DAY = 86_400_000;
export const JANUARY = Date.UTC(2024, 0, 1);
export const FIRST = '20240101000000_20240102000000';
export const SECOND = '20240102000000_20240103000000';
export const THIRD = '20240103000000_20240104000000';

export const asUser = (name: string, password: string) => ({
	Accept: V4_PUBLIC,
	Authorization: basic(name, password),
});
export const AS_OPERATOR = asUser('OPERATOR', 'operator');
export const AS_READER = asUser('READER', 'reader');
export const AS_ANALYST = asUser('ANALYST', 'analyst');

export function seed(...models: Body[]) {
	return {
		recorded_at: START,
		projects: [
			{
				name: 'learn',
				permissions: { READER: 'READ', OPERATOR: 'OPERATION' },
				snapshot_management: true,
				multi_partitioning: true,
			},
		],
		models: models.map((model) => ({ project: 'learn', alias: 'sales', ...model })),
	};
}

/** The first model is called sales unless it has a name. */
export async function startWith(...models: Body[]): Promise<StandIn> {
	return await start({ manual: true, seed: seed(...models) });
}

export async function ask(
	standIn: StandIn,
	method: string,
	path: string,
	body: Body = {},
	headers: Record<string, string> = AS_ADMIN,
) {
	const answer = await send(standIn.port, {
		method,
		path: `/kylin/api/${path}`,
		headers: { ...headers, 'Content-Type': 'application/json' },
		body: method === 'GET' ? null : JSON.stringify({ project: 'learn', ...body }),
	});
	return { status: answer.status, ...json(answer) };
}

export async function build(standIn: StandIn, body: Body, headers = AS_ADMIN) {
	return await ask(standIn, 'POST', 'models/sales/segments', body, headers);
}

export async function change(standIn: StandIn, body: Body, headers = AS_ADMIN) {
	return await ask(standIn, 'PUT', 'models/sales/segments', body, headers);
}

export async function complete(standIn: StandIn, question: string, headers = AS_ADMIN) {
	const path = `models/sales/segments/completion?project=learn&${question}`;
	return await ask(standIn, 'POST', path, {}, headers);
}

/** Days from the first of January 2024 on, in UTC. */
export function range(from: number, until = from + 1) {
	return { start: String(JANUARY + from * DAY), end: String(JANUARY + until * DAY) };
}

export function shown(standIn: StandIn) {
	return standIn.builds.segments('learn', 'sales').map(({ name, shown: status }) => [name, status]);
}

/** The start of a refusal: status and code. */
export function refusal({ status, msg }: { status: number; msg: string }) {
	return [status, /^KE-\d+/.exec(msg)?.[0] ?? msg];
}

export function jobsOf({ data }: { data: unknown }) {
	return (data as { jobs: Array<{ job_name: string; job_id: string }> }).jobs;
}

export async function list(standIn: StandIn, question: string) {
	return json(await get(standIn, question)).data as { value: Body[]; total_size: number };
}

/** Longer than any job of these tests takes. */
export function finish(standIn: StandIn) {
	standIn.clock.advance(20 * 60_000);
}
