import type { INodeProperties } from 'n8n-workflow';
import { locatorField, type Field } from '../../shared/fields/field';
import { narrowing } from '../../shared/fields/narrowing';

/** A Kylin project, picked from the list or given by name. */
function projectLocator(
	placeholder: string,
	about: Pick<INodeProperties, 'description' | 'required' | 'displayOptions'>,
	searchListMethod = 'searchProjects',
): Field<string | undefined> {
	return locatorField({
		displayName: 'Project',
		name: 'project',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder,
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. learn_kylin',
			},
		],
		...about,
	});
}

type About = Parameters<typeof projectLocator>[1];

export const projectField = (about: About) => projectLocator('Choose a project…', about);

/** For what starts builds. */
export const buildableProjectField = projectField({
	required: true,
	description: 'The project of the model or tables, one that the user may operate',
});

/** Any project the user may see: for queries, and for what only reads models, segments and snapshots. */
export const readableProjectField = projectLocator(
	'Choose a project…',
	{
		required: true,
		description:
			'The project to read from. All visible ones are listed: whether the user may query one is told when the query runs.',
	},
	'searchReadableProjects',
);

/** Where no project means the jobs of whichever project they are of. */
export const optionalProjectField = (about: About) =>
	narrowing(projectLocator('Any project', about));

/** For what finds jobs by their IDs. */
export const projectOfJobField = optionalProjectField({
	description:
		'The project of the job. May be left empty; with it, there are fewer jobs to choose from and to search.',
});

/** Where no project means the jobs of all of them. */
export const allProjectsField = (about: About) => narrowing(projectLocator('All projects', about));
