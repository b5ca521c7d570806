import type { IDataObject } from 'n8n-workflow';
import { ParameterError } from '../../../shared/kylin/failures';
import { LIST } from './list.fields';

/** Past it Kylin's 32-bit arithmetic overflows: an error in older versions, every job in 5.0.0. */
const MAX_PAGE_START = 2 ** 31 - 1;

/** The filters and the order of `GET /jobs`, without paging. Nothing empty, lists comma-joined. */
export function listQuery(sent: IDataObject): IDataObject {
	const { time_filter, project, key, job_names, statuses, sort_by, reverse } = LIST.read(sent);
	return withoutUndefined({
		time_filter: time_filter ?? LIST.properties.time_filter.default,
		project,
		statuses: joined(statuses),
		job_names: joined(job_names),
		key,
		sort_by,
		reverse,
	});
}

/** The page that was asked for. */
export function pageQuery(sent: IDataObject): { page_size: number; page_offset: number } {
	const { properties } = LIST;
	const { page_size, page_offset } = LIST.read(sent);
	const pageSize = page_size ?? Number(properties.page_size.default);
	const pageOffset = page_offset ?? Number(properties.page_offset.default);
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
