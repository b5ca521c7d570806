import { JOBS_URL } from '../../../shared/api/jobs';
import { outputFields } from '../../../shared/fields/output';
import { operation } from '../../item/operation';
import { RETURN_ALL } from '../../fields/list';
import { FILTERS, LIST, OPTIONS } from './list.fields';
import { listJobs } from './listJobs';

const { project, page_size, time_filter } = LIST.properties;

export const list = operation(
	{
		name: 'List Jobs',
		value: 'list',
		action: 'List jobs',
		description: 'Retrieve a list of jobs, e.g. those that failed since yesterday',
		request: { method: 'GET', url: JOBS_URL },
	},
	listJobs,
	[
		project,
		RETURN_ALL.property,
		page_size,
		time_filter,
		FILTERS.property,
		OPTIONS.property,
		...outputFields,
	],
);
