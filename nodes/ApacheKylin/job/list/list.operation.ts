import { JOBS_URL } from '../../../shared/api/jobs';
import { outputFields } from '../../../shared/fields/output';
import { operation } from '../../item/operation';
import { LIST, RETURN_ALL } from './list.fields';
import { listJobs } from './listJobs';

const { time_filter, project, page_size, page_offset, key, job_names, statuses, reverse, sort_by } =
	LIST.properties;

export const list = operation(
	{
		name: 'List Jobs',
		value: 'list',
		action: 'List jobs',
		description: 'Retrieve the build jobs of a project or of all projects, with filters and paging',
		request: { method: 'GET', url: JOBS_URL },
	},
	listJobs,
	[
		time_filter,
		project,
		RETURN_ALL.property,
		page_size,
		page_offset,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [key, job_names, statuses],
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [reverse, sort_by],
		},
		...outputFields,
	],
);
