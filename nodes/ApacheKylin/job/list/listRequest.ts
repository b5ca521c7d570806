import type { IDataObject } from 'n8n-workflow';
import { readParameter } from '../../../shared/fields/field';
import { ALL_TIME } from '../../../shared/api/jobs';
import type { JobOrder } from './mergeJobs';
import { ParameterError } from '../../../shared/kylin/failures';
import { isSameProject, type JobRecord } from '../../../shared/kylin/job';
import { clock } from '../../../shared/time/clock';
import { isAll } from '../../../shared/values/narrowing';
import { readCollection } from '../../../shared/values/values';
import type { InputItem } from '../../item/inputItem';
import { RETURN_ALL } from '../../fields/list';
import { readMoment } from '../../time/readMoment';
import {
	CHANGED_AFTER,
	CHANGED_BEFORE,
	FILTERS,
	LIST,
	OPTIONS,
	REVERSE,
	SORT_BY,
} from './list.fields';

/** Past it Kylin's 32-bit arithmetic overflows, and every job comes out. */
const MAX_PAGE_START = 2 ** 31 - 1;

const HOUR_MS = 3_600_000;

/** By value of `time_filter`: how old a change may be that it is sure to hold, whatever the month. */
const HOURS_WITHIN = [24, 7 * 24, 28 * 24, 365 * 24];

/** How far the clocks of Kylin and n8n may differ. */
const CLOCKS_DIFFER_HOURS = 2;

export type JobPage = { pageSize: number; pageOffset: number };

/** What one item asks for. */
export type ListRequest = {
	/** undefined = all */
	projects?: string[];
	/** names; none = all objects */
	models: string[];
	/** the filters of `GET /jobs` besides these, without order and paging. Nothing empty, lists comma-joined */
	query: IDataObject;
	/** what Kylin cannot filter by; undefined = nothing */
	isWanted?: (job: JobRecord) => boolean;
	newestPerObject: boolean;
	order: JobOrder;
	/** undefined = all jobs */
	page?: JobPage;
};

type Given = Pick<InputItem, 'fields' | 'parameter' | 'isExpression'>;

/**
 * @param timezone of the workflow
 * @throws ParameterError for a value that does not fit, before anything is sent
 */
export function readListRequest(given: Given, timezone: string): ListRequest {
	const { fields, parameter, isExpression } = given;
	const { project, page_size, time_filter } = LIST.read(fields.query, isExpression);
	const filters = FILTERS.read(parameter('filters', {}), isExpression);
	const options = OPTIONS.read(parameter('options', {}), isExpression);
	const { models, key } = filters;
	const after = readMoment(filters.changedAfter, CHANGED_AFTER, timezone);
	const before = readMoment(filters.changedBefore, CHANGED_BEFORE, timezone);
	// Beside a `subject`, which is a model, Kylin takes `key` for another name.
	const isKeySent = models.length === 0;
	return {
		projects: asksForAll(given) ? undefined : projectsOf(project, filters.otherProjects),
		models,
		query: withoutUndefined({
			time_filter: Math.min(time_filter ?? ALL_TIME, withinWhich(after)),
			statuses: joined(filters.statuses),
			job_names: joined(filters.jobTypes),
			key: isKeySent ? key : undefined,
		}),
		isWanted: filterOf({ after, before, key: isKeySent ? undefined : key }),
		newestPerObject: options.newestPerObject ?? false,
		order: {
			sortBy: options.sortBy ?? SORT_BY.default,
			reverse: options.reverse ?? REVERSE.default,
		},
		page: readParameter(RETURN_ALL, given)
			? undefined
			: pageOf(page_size ?? Number(LIST.properties.page_size.default), options.pageOffset ?? 0),
	};
}

/** Whether one of the fields of projects says that all are meant, whatever the other one says. */
function asksForAll({ fields, parameter }: Given): boolean {
	const { otherProjects } = readCollection(parameter('filters', {}), 'Filters');
	return (
		isAll(fields.query.project, 'Project') || isAll(otherProjects, 'Other Project Names or IDs')
	);
}

/** @returns undefined for none, which means all */
function projectsOf(project: string | undefined, others: string[]): string[] | undefined {
	const chosen = project === undefined ? others : [project, ...others];
	const each = chosen.filter(
		(one, index) => chosen.findIndex((other) => isSameProject(one, other)) === index,
	);
	return each.length === 0 ? undefined : each;
}

/** @returns the `time_filter` that leaves out most of what is older than a moment, and no more */
function withinWhich(after: number | undefined): number {
	if (after === undefined) return ALL_TIME;
	const age = (clock.now() - after) / HOUR_MS + CLOCKS_DIFFER_HOURS;
	const index = HOURS_WITHIN.findIndex((hours) => age <= hours);
	return index < 0 ? ALL_TIME : index;
}

function filterOf({
	after = -Infinity,
	before = Infinity,
	key = '',
}: {
	after?: number;
	before?: number;
	key?: string;
}): ListRequest['isWanted'] {
	if (after === -Infinity && before === Infinity && key === '') return undefined;
	const wanted = key.toLowerCase();
	return ({ id, target_subject, last_modified }) => {
		const changedAt = Number(last_modified);
		const isInTime = changedAt >= after && changedAt < before;
		const names = [id, target_subject].map((name) => String(name ?? '').toLowerCase());
		return isInTime && names.some((name) => name.includes(wanted));
	};
}

/** The page that was asked for. */
function pageOf(pageSize: number, pageOffset: number): JobPage {
	if (pageSize * pageOffset > MAX_PAGE_START) {
		throw new ParameterError(
			'Page Offset',
			`is too far: with a page size of ${pageSize} the last possible page is ${Math.floor(MAX_PAGE_START / pageSize)}. It counts pages, not jobs`,
		);
	}
	return { pageSize, pageOffset };
}

function joined(values: string[]): string | undefined {
	return values.length === 0 ? undefined : values.join(',');
}

export function withoutUndefined(query: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}
