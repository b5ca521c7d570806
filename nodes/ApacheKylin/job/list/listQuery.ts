import type { IDataObject } from 'n8n-workflow';
import { MAX_JOBS_PER_ITEM } from '../../../shared/jobs/fetchAllJobs';
import { ParameterError } from '../../../shared/kylin/failures';
import { JOB_STATUSES } from '../../../shared/kylin/jobStatus';
import {
	readBoolean,
	readChoice,
	readChoices,
	readInteger,
	readText,
	readTexts,
} from '../../../shared/values/values';

/** `target_subject` and the durations are sorted approximately by Kylin itself (JobFilterUtil). */
const SORT_FIELDS = [
	'create_time',
	'duration',
	'job_name',
	'last_modified',
	'project',
	'target_subject',
	'total_duration',
] as const;

/** Past it Kylin's 32-bit arithmetic overflows: an error in older versions, every job in 5.0.0. */
const MAX_PAGE_START = 2 ** 31 - 1;

/** The filters and the order of `GET /jobs`, without paging. Nothing empty, lists comma-joined. */
export function listQuery(fields: IDataObject): IDataObject {
	const statuses = readChoices(fields.statuses, 'Statuses', JOB_STATUSES);
	const jobNames = readTexts(fields.job_names, 'Job Types');
	return withoutUndefined({
		time_filter: readInteger(fields.time_filter, 'Time Range', { least: 0, most: 4 }) ?? 4,
		project: readText(fields.project, 'Project'),
		statuses: joined(statuses),
		job_names: joined(jobNames),
		key: readText(fields.key, 'Job ID or Object Contains'),
		sort_by: readChoice(fields.sort_by, 'Sort By', SORT_FIELDS),
		reverse: readBoolean(fields.reverse, 'Descending'),
	});
}

/** The page that was asked for, with the numbers the documentation gives as defaults. */
export function pageQuery(fields: IDataObject): { page_size: number; page_offset: number } {
	const pageSize =
		readInteger(fields.page_size, 'Page Size', { least: 1, most: MAX_JOBS_PER_ITEM }) ?? 10;
	const pageOffset =
		readInteger(fields.page_offset, 'Page Offset', { least: 0, most: MAX_PAGE_START }) ?? 0;
	if (pageSize * pageOffset > MAX_PAGE_START) {
		throw new ParameterError(
			'Page Offset',
			`is too far: with a page size of ${pageSize} the last possible page is ${Math.floor(MAX_PAGE_START / pageSize)}. It counts pages, not jobs`,
		);
	}
	return { page_size: pageSize, page_offset: pageOffset };
}

function joined(values: string[]): string | undefined {
	return values.length === 0 ? undefined : values.join(',');
}

function withoutUndefined(query: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}
