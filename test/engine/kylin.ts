import type { IDataObject } from 'n8n-workflow';
import { startStandIn } from '../stand-in';
import { SAMPLE_MODELS, SAMPLE_TABLES } from './modelSamples';

export const NOW = Date.UTC(2026, 10, 23, 3, 0);
const MINUTE_MS = 60_000;

export type SeedJob = IDataObject & { id: string; raw_state: string };

let created = 0;

/** A job in the stand-in's seed notation, in Kylin's internal state; newer than those before it. */
export function seedJob(raw_state: string, more: IDataObject = {}): SeedJob {
	created += 1;
	const time = NOW - 3 * 60 * MINUTE_MS + created * 1000;
	const hasRun = raw_state !== 'READY' && raw_state !== 'PENDING';
	const hasEnded = hasRun && raw_state !== 'RUNNING';
	return {
		id: `${String(created).padStart(8, '0')}-1111-4000-8000-000000000000`,
		project: 'learn_kylin',
		job_name: 'INDEX_BUILD',
		target_subject: 'orders',
		raw_state,
		create_time: time,
		last_modified: time + MINUTE_MS,
		...(hasRun ? { start_time: time + 1000 } : {}),
		...(hasEnded ? { end_time: time + MINUTE_MS } : {}),
		target_segments: [],
		submitter: 'ADMIN',
		...more,
	};
}

export function seedJobs(count: number, raw_state: string, more: IDataObject = {}): SeedJob[] {
	return Array.from({ length: count }, () => seedJob(raw_state, more));
}

export function seedOf(jobs: SeedJob[]) {
	return {
		recorded_at: NOW,
		projects: [
			{
				name: 'learn_kylin',
				permissions: { OPERATOR: 'OPERATION', READER: 'READ' },
				snapshot_management: true,
			},
			{ name: 'Sales_Mart', permissions: { OPERATOR: 'OPERATION' } },
		],
		time_zone: 'UTC',
		models: SAMPLE_MODELS,
		tables: SAMPLE_TABLES,
		jobs,
	};
}

export type Kylin = Awaited<ReturnType<typeof startKylin>>;

/** A stand-in Kylin whose clock stands, with these jobs, and the credential to reach it. */
export async function startKylin(
	jobs: SeedJob[] = [],
	options: Parameters<typeof startStandIn>[0] = {},
) {
	const standIn = await startStandIn({ frozen: true, seed: seedOf(jobs), ...options });
	return Object.assign(standIn, {
		credential: { host: standIn.url, username: 'ADMIN', password: 'KYLIN' },
		/** requests by method, e.g. the PUTs that changed something */
		sent: (method: string) => standIn.requests.filter((request) => request.method === method),
		/** parsed bodies of the PUTs */
		updates: () =>
			standIn.requests
				.filter(({ method }) => method === 'PUT')
				.map(({ body }) => JSON.parse(body) as IDataObject),
	});
}

/** A job as the stand-in holds it, to change it behind the node's back. */
export function jobIn({ jobs }: Kylin['state'], id: string) {
	const job = jobs.get(id);
	if (job === undefined) throw new Error(`The stand-in holds no job ${id}`);
	return job;
}
