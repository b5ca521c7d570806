import type { IDataObject } from 'n8n-workflow';
import { kylinZone } from '../../nodes/ApacheKylin/kylinTime/zone';
import { zonedIso } from '../../nodes/ApacheKylin/kylinTime/range';
import { runKylin, type RunOptions } from './harness';
import { NOW, startKylin, type Kylin } from './kylin';

export const DAY_MS = 86_400_000;

/** Where the stand-in's Kylin of these tests is: neither in UTC nor in the zone of the tests. */
const TIME_ZONE = 'GMT+08:00';

const ZONE = kylinZone(TIME_ZONE);

/** Midnight of 23 November 2026 in Kylin's zone, which is the day of `NOW` there. */
export const TODAY = Date.UTC(2026, 10, 22, 16);

/** Midnight of so many days before today, in Kylin's zone. */
export const daysAgo = (days: number) => TODAY - days * DAY_MS;

/** @returns a segment in the notation of a seed: from so many days ago until so many days ago */
export const built = (from: number, until: number, more: IDataObject = {}) => ({
	start: daysAgo(from),
	end: daysAgo(until),
	...more,
});

export const iso = (epochMs: number) => zonedIso(epochMs, ZONE);

/** A Kylin with the model `sales`, whose segments end three days ago, and the full load `facts`. */
export async function startWithModels(models: IDataObject[] = [salesModel(), factsModel()]) {
	return await startKylin([], {
		frozen: false,
		manual: true,
		seed: {
			recorded_at: NOW,
			time_zone: TIME_ZONE,
			projects: [
				{
					name: 'learn_kylin',
					permissions: { OPERATOR: 'OPERATION', READER: 'READ' },
				},
			],
			models,
			tables: [],
			jobs: [],
		},
	} as never);
}

export const salesModel = (more: IDataObject = {}): IDataObject => ({
	project: 'learn_kylin',
	alias: 'sales',
	segments: [built(10, 5), built(5, 3)],
	...more,
});

export const factsModel = (more: IDataObject = {}): IDataObject => ({
	project: 'learn_kylin',
	alias: 'facts',
	partition: null,
	...more,
});

export const onModel = (model: string, more: IDataObject = {}): IDataObject => ({
	project: { __rl: true, mode: 'name', value: 'learn_kylin' },
	model: { __rl: true, mode: 'name', value: model },
	...more,
});

/** Runs Build Segments on the model `sales`. */
export async function build(
	kylin: Kylin,
	parameters: IDataObject = {},
	more: Partial<RunOptions> = {},
) {
	return await runKylin({
		parameters: { resource: 'segment', operation: 'build', ...onModel('sales'), ...parameters },
		credential: kylin.credential,
		...more,
	});
}

/** Bodies of the requests that started something. */
export const started = (kylin: Kylin) =>
	kylin.requests
		.filter(({ method, path }) => method !== 'GET' && /\/(models|snapshots)\b/.test(path))
		.map(
			({ method, body }): IDataObject => ({
				method,
				...(JSON.parse(body || '{}') as IDataObject),
			}),
		);

/** How many jobs Kylin holds for each range, but for discarded ones. */
export function jobsPerRange(kylin: Kylin): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const job of kylin.state.jobs.values()) {
		if (job.state === 'DISCARDED') continue;
		const range = `${job.rangeStart}-${job.rangeEnd}`;
		counts[range] = (counts[range] ?? 0) + 1;
	}
	return counts;
}
