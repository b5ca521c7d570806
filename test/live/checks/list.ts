import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { hasChanged, isSameProject, type JobRecord } from '../../../nodes/shared/kylin/job';
import { JOB_STATUSES } from '../../../nodes/shared/kylin/jobStatus';
import { JOB_TYPES } from '../../../nodes/shared/kylin/jobType';
import type { Findings } from '../findings';
import type { Kylin } from '../kylin';
import { groups, isGrouped, isMostlyOrdered, isOrdered } from '../order';
import { MOST_JOBS, locator, type Check } from './check';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What a list in this order must show; `approximate` times may differ from those Kylin sorts by. */
const SORTS: Array<{
	sortBy: string;
	kind: 'approximate' | 'exact' | 'grouped';
	by: keyof JobRecord;
}> = [
	{ sortBy: 'create_time', kind: 'approximate', by: 'create_time' },
	{ sortBy: 'last_modified', kind: 'approximate', by: 'last_modified' },
	// A page is sorted by the durations it shows; those of unfinished jobs grow meanwhile.
	{ sortBy: 'duration', kind: 'exact', by: 'duration' },
	{ sortBy: 'total_duration', kind: 'exact', by: 'total_duration' },
	{ sortBy: 'job_name', kind: 'grouped', by: 'job_name' },
	{ sortBy: 'project', kind: 'grouped', by: 'project' },
	{ sortBy: 'target_subject', kind: 'grouped', by: 'target_model' },
];

const UNFINISHED = ['PENDING', 'RUNNING'];

export const withoutProject: Check = {
	title: 'List Jobs without a project',
	async run(kylin, _server, findings) {
		const { items, outcome } = await kylin.jobs({ pageSize: MOST_JOBS });
		findings.fact('the node', outcome);
		findings.seen.push(`${items.length} jobs`);
	},
};

export const sorts: Check = {
	title: 'List Jobs in every order',
	async run(kylin, { scope }, findings) {
		for (const { sortBy, kind, by } of SORTS) {
			const orders: unknown[][] = [];
			for (const reverse of [true, false]) {
				const { items, outcome } = await kylin.jobs({
					project: locator(scope),
					pageSize: MOST_JOBS,
					options: { sortBy, reverse },
				});
				const direction = reverse ? 'descending' : 'ascending';
				findings.fact(`${sortBy}, ${direction}`, outcome);
				const shown =
					kind === 'exact' ? items.filter((job) => !UNFINISHED.includes(job.job_status)) : items;
				const values = shown.map((job) => job[by]);
				const keeps = {
					approximate: () => isMostlyOrdered(values as number[], reverse),
					exact: () => isOrdered(values as number[], reverse),
					grouped: () => isGrouped(values),
				}[kind];
				findings.expect(keeps(), `${direction} by ${sortBy}`);
				if (items.length < MOST_JOBS) orders.push(values);
			}
			if (kind !== 'grouped' || orders.length < 2) continue;
			const [down, up] = orders.map(groups);
			const isTurned = JSON.stringify(down) === JSON.stringify(up.reverse());
			findings.expect(isTurned || isMoving(orders), `${sortBy} descending is ascending reversed`);
		}
		findings.seen.push(`${SORTS.length} orders, both ways`);
	},
};

/** Jobs came or went between the two lists. */
function isMoving([one, other]: unknown[][]): boolean {
	return JSON.stringify([...one].sort()) !== JSON.stringify([...other].sort());
}

type Filter = {
	name: string;
	parameters: IDataObject;
	/** whether a job has to be in the list; undefined = its record does not say */
	fits: (job: JobRecord) => boolean | undefined;
};

function filtersFor({ id, project }: JobRecord, now: number): Filter[] {
	return [
		...JOB_STATUSES.map((status) => ({
			name: `status ${status}`,
			parameters: { filters: { statuses: [status] } },
			fits: (job: JobRecord) => job.job_status === status,
		})),
		...JOB_TYPES.map(({ value }) => ({
			name: `type ${value}`,
			parameters: { filters: { jobTypes: [value] } },
			fits: (job: JobRecord) => job.job_name === value,
		})),
		{
			name: `project ${project}`,
			parameters: { project: locator(project) },
			fits: (job) => isSameProject(job.project, project),
		},
		{
			name: 'a whole ID',
			parameters: { filters: { key: id } },
			fits: (job) => job.id === id,
		},
		{
			name: 'a text that occurs nowhere',
			parameters: { filters: { key: randomUUID() } },
			fits: () => false,
		},
		// Kylin may have written to a job without showing it, so an old one may be listed as a new one.
		...[23 * HOUR_MS, 6 * DAY_MS, 27 * DAY_MS, 364 * DAY_MS, Infinity].map((age, timeFilter) => ({
			name: `time range ${timeFilter}`,
			parameters: { timeFilter },
			fits: (job: JobRecord) => (job.last_modified > now - age ? true : undefined),
		})),
		{
			name: 'a status and a project together',
			parameters: { project: locator(project), filters: { statuses: ['FINISHED'] } },
			fits: (job) => job.job_status === 'FINISHED' && isSameProject(job.project, project),
		},
	];
}

export const filters: Check = {
	title: 'List Jobs with every filter',
	async run(kylin, { scope }, findings) {
		const list = async (parameters: IDataObject) =>
			await kylin.jobs({ project: locator(scope), pageSize: MOST_JOBS, ...parameters });
		const before = (await list({})).items;
		if (before.length === 0) {
			findings.leftOut.push('there are no jobs');
			return;
		}
		findings.records('job', before);
		const tried = filtersFor(before[0], Date.now());
		const lists = new Map<Filter, JobRecord[]>();
		for (const filter of tried) {
			const { items, outcome } = await list(filter.parameters);
			findings.fact(filter.name.replace(/^project .*/, 'project'), outcome);
			lists.set(filter, items);
		}
		const steady = steadyJobs(before, (await list({})).items);
		for (const [filter, items] of lists) judge(filter, items, steady, findings);
		judgeTimeRanges([...lists], steady, findings);
		findings.seen.push(`${tried.length} filters on ${steady.length} jobs that did not change`);
	},
};

/** Jobs that did not change while the filters were tried. */
function steadyJobs(before: JobRecord[], after: JobRecord[]): JobRecord[] {
	const later = new Map(after.map((job) => [job.id, job]));
	return before.filter((job) => {
		const again = later.get(job.id);
		return again !== undefined && !hasChanged(job, again);
	});
}

function judge(filter: Filter, items: JobRecord[], steady: JobRecord[], findings: Findings): void {
	const listed = new Set(items.map(({ id }) => id));
	findings.expect(
		steady.every((job) => filter.fits(job) !== true || listed.has(job.id)),
		`${filter.name} leaves out no job that fits`,
	);
	findings.expect(
		steady.every((job) => filter.fits(job) !== false || !listed.has(job.id)),
		`${filter.name} lists only jobs that fit`,
	);
}

/** A longer range holds what a shorter one does, and the last day not all that is old. */
function judgeTimeRanges(
	lists: Array<[Filter, JobRecord[]]>,
	steady: JobRecord[],
	findings: Findings,
): void {
	const ranges = lists
		.filter(([{ parameters }]) => parameters.timeFilter !== undefined)
		.map(([, items]) => new Set(items.map(({ id }) => id)));
	const isNested = ranges.every(
		(range, index) =>
			index === 0 || steady.every(({ id }) => !ranges[index - 1].has(id) || range.has(id)),
	);
	findings.expect(isNested, 'a longer time range holds what a shorter one holds');
	const old = steady.filter((job) => job.last_modified < Date.now() - 2 * DAY_MS);
	findings.expect(
		old.length === 0 || !old.every(({ id }) => ranges[0].has(id)),
		'the last day leaves out old jobs',
	);
}

const PAGED_JOBS = 100;
const PAGE_SIZE = 7;
const MOST_TRIES = 3;

/** Return All of more jobs than this would be a burden. */
const MOST_RETURNED = 2_000;

export const pages: Check = {
	title: 'List Jobs in pages, in one page and with Return All',
	async run(kylin, { scope }, findings) {
		const project = locator(scope);
		for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
			const before = await idsOf(kylin, { project, pageSize: PAGED_JOBS });
			const paged = await idsInPages(kylin, project, before.length);
			const after = await idsOf(kylin, { project, pageSize: PAGED_JOBS });
			if (before.join() !== after.join()) continue;
			findings.expect(paged.join() === before.join(), 'the pages together are the one page');
			findings.seen.push(`${before.length} jobs in pages of ${PAGE_SIZE}`);
			await compareReturnAll(kylin, scope, before, findings);
			return;
		}
		findings.leftOut.push('the list moved each time it was read');
	},
};

async function idsOf(kylin: Kylin, parameters: IDataObject): Promise<string[]> {
	return (await kylin.jobs(parameters)).items.map(({ id }) => id);
}

async function idsInPages(kylin: Kylin, project: object, count: number): Promise<string[]> {
	const ids: string[] = [];
	for (let pageOffset = 0; pageOffset * PAGE_SIZE < count; pageOffset += 1) {
		ids.push(...(await idsOf(kylin, { project, pageSize: PAGE_SIZE, options: { pageOffset } })));
	}
	return ids.slice(0, count);
}

async function compareReturnAll(
	kylin: Kylin,
	scope: string | undefined,
	newest: string[],
	findings: Findings,
): Promise<void> {
	const query = {
		time_filter: '4',
		page_size: '1',
		...(scope === undefined ? {} : { project: scope }),
	};
	const { data } = await kylin.get('/jobs', query);
	const total = Number((data as IDataObject).total_size);
	if (total > MOST_RETURNED) {
		findings.leftOut.push(`Return All: there are ${total} jobs`);
		return;
	}
	const all = await idsOf(kylin, { project: locator(scope), returnAll: true });
	findings.expect(new Set(all).size === all.length, 'Return All repeats no job');
	findings.expect(all.length >= total, 'Return All returns as many jobs as Kylin counts');
	const found = new Set(all);
	findings.expect(
		newest.every((id) => found.has(id)),
		'Return All misses no job',
	);
	findings.seen.push(`Return All: ${all.length}`);
}
