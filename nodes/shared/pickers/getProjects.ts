import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { fetchProjectPage } from '../api/projects';
import { pickerSender } from '../n8n/pickerSender';
import { toNodeError } from '../n8n/nodeError';
import { noProjects } from './noProjects';

/** Kylin puts no limit on the page size, and no installation has so many projects. */
const MAX_PROJECTS = 1_000;

/** The projects whose jobs the user may operate, for a list of which several can be chosen. */
export async function getProjects(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const { projects } = await fetchProjectPage(await pickerSender(this), {
			pageSize: MAX_PROJECTS,
			pageOffset: 0,
			right: 'OPERATION',
		});
		if (projects.length === 0) throw noProjects('OPERATION');
		return projects.map(({ name }) => ({ name, value: name }));
	} catch (error) {
		throw toNodeError(this.getNode(), error as Error);
	}
}
