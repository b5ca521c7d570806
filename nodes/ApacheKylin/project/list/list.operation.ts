import { PROJECTS_URL } from '../../../shared/api/projects';
import { operation } from '../../item/operation';
import { RETURN_ALL } from '../../fields/list';
import { LIST } from './list.fields';
import { listProjects } from './listProjects';

const { page_size, project, permission } = LIST.properties;

export const list = operation(
	{
		name: 'List Projects',
		value: 'list',
		action: 'List projects with permissions',
		description: 'Retrieve the projects you may see, with your permission on each',
		request: { method: 'GET', url: PROJECTS_URL },
	},
	listProjects,
	[RETURN_ALL.property, page_size, project, permission],
);
