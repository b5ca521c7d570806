import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { contextSender } from '../shared/n8n/contextSender';
import { toNodeError } from '../shared/n8n/nodeError';
import { projectPage } from '../shared/api/projects';

/** Kylin puts no limit on the page size, and no installation has so many projects. */
const MAX_PROJECTS = 1_000;

/** Kylin's projects for a list of which several can be chosen. */
export async function getProjects(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const page = { pageSize: MAX_PROJECTS, pageOffset: 0 };
		const { names } = await projectPage(contextSender(this), page);
		return names.map((name) => ({ name, value: name }));
	} catch (error) {
		throw toNodeError(this.getNode(), error as Error);
	}
}
