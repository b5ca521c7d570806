import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { contextSender } from '../http/contextSender';
import { toNodeError } from '../http/nodeError';
import { readList } from '../kylin/listAnswer';

/** Kylin puts no limit on the page size, and no installation has so many projects. */
const MAX_PROJECTS = 1_000;

/** Kylin's projects for a list of which several can be chosen. */
export async function getProjects(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const { rows } = readList(
			await contextSender(this)({
				method: 'GET',
				url: '/projects',
				qs: { page_offset: 0, page_size: MAX_PROJECTS },
			}),
		);
		return rows.map((project) => {
			const { name } = project as { name: string };
			return { name, value: name };
		});
	} catch (error) {
		throw toNodeError(this.getNode(), error as Error);
	}
}
