import type { INodeProperties } from 'n8n-workflow';

/** A Kylin project, picked from the list or given by name. */
function projectLocator(placeholder: string): INodeProperties {
	return {
		displayName: 'Project',
		name: 'project',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder,
				typeOptions: { searchListMethod: 'searchProjects', searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. learn_kylin',
			},
		],
	};
}

export const projectField = projectLocator('Choose a project…');

export const optionalProjectField = projectLocator('Any project');

/** Where no project means the jobs of all of them. */
export const allProjectsField = projectLocator('All projects');
