/**
 * Refreshes, merges, index builds and snapshot builds under faults at each of their requests: nothing
 * ever has two jobs, and after one further run of the node each thing has exactly one. Builds of
 * segments have a test of their own.
 */
import type { IDataObject } from 'n8n-workflow';
import type { Kylin } from './kylin';
import { built, salesModel, startWithModels } from './models';
import { runner } from './operations';
import { START_FAULTS } from './startFaults';
import { shareClock } from './waiting';

const NAMES = [6, 5, 4, 3, 2].map((day) => {
	const date = (ago: number) => `202611${String(23 - ago).padStart(2, '0')}000000`;
	return `${date(day)}_${date(day - 1)}`;
});
const TABLES = ['REGION', 'NATION', 'PART', 'CUSTOMER', 'SUPPLIER'].map((name) => `SSB.${name}`);

type Work = {
	resource: string;
	operation: string;
	parameters: IDataObject;
	reads: number;
	starts: number;
};

const WORKS: Record<string, Work> = {
	'refresh of five segments': {
		resource: 'segment',
		operation: 'refresh',
		parameters: { chooseBy: 'names', segments: NAMES, ifRunning: 'attach' },
		reads: 4,
		starts: 5,
	},
	'merge of five segments': {
		resource: 'segment',
		operation: 'merge',
		parameters: { chooseBy: 'names', segments: NAMES, ifRunning: 'attach' },
		reads: 4,
		starts: 1,
	},
	'indexes of five segments': {
		resource: 'index',
		operation: 'build',
		parameters: { chooseBy: 'names', segments: NAMES },
		reads: 3,
		starts: 5,
	},
	'indexes of all segments': {
		resource: 'index',
		operation: 'build',
		parameters: {},
		reads: 3,
		starts: 1,
	},
	'snapshots of five tables': {
		resource: 'snapshot',
		operation: 'build',
		parameters: { tables: TABLES.join(), ifRunning: 'attach' },
		reads: 4,
		starts: 5,
	},
};

let kylin: Kylin;

beforeEach(async () => {
	kylin = await startWithModels([
		salesModel({ segments: [6, 5, 4, 3, 2].map((day) => built(day, day - 1)) }),
	]);
	for (const name of TABLES) kylin.builds.addTable({ project: 'learn_kylin', name });
	kylin.builds.setSnapshotManagement('learn_kylin', true);
	shareClock(kylin);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

/** How many jobs there are for each thing that a job works on. */
function jobsPerThing({ resource, operation }: Work): number[] {
	const counts = new Map<string, number>();
	for (const job of kylin.state.jobs.values()) {
		const isOfSegments = resource === 'index' || operation === 'merge';
		const things = isOfSegments ? job.targetSegments : [`${job.targetModel} ${job.rangeStart}`];
		for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
	}
	return [...counts.values()];
}

const isRead = ({ method }: { method: string }) => method === 'GET';
const isStart = ({ method }: { method: string }) => method !== 'GET';

const CASES = Object.entries(WORKS).flatMap(([name, work]) => {
	const requests = [
		...Array.from({ length: work.reads }, (_, after) => ({
			at: `read ${after + 1}`,
			where: { when: isRead, after },
		})),
		...Array.from({ length: work.starts }, (_, after) => ({
			at: `start ${after + 1}`,
			where: { when: isStart, after },
		})),
	];
	return requests.flatMap(({ at, where }) =>
		Object.entries(START_FAULTS).map(([what, fault]) => ({ name, at, what, work, where, fault })),
	);
});

test.each(CASES)('$name, at $at: $what', async ({ work, where, fault }) => {
	if (work.resource === 'index') kylin.builds.addIndex('learn_kylin', 'sales');
	const run = runner(work.resource, work.operation);
	kylin.faults.add({ ...where, ...fault });
	const { error, items } = await run(kylin, work.parameters);
	if (error === undefined) {
		expect(items.every(({ json }) => ['started', 'attached'].includes(String(json.outcome)))).toBe(
			true,
		);
		expect(items.every(({ json }) => typeof json.job_id === 'string')).toBe(true);
	}
	expect(Math.max(0, ...jobsPerThing(work))).toBeLessThanOrEqual(1);
	kylin.faults.clear();
	const again = await run(kylin, work.parameters, { executionId: 'execution-2' });
	expect(again.error).toBeUndefined();
	expect(kylin.state.jobs.size).toBe(work.starts);
	expect(jobsPerThing(work).every((count) => count === 1)).toBe(true);
});
