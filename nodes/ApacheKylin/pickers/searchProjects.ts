import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { contextSender } from '../../shared/n8n/contextSender';
import { toNodeError } from '../../shared/n8n/nodeError';
import { projectPage } from '../../shared/api/projects';

const PROJECTS_PER_PAGE = 50;

/** Kylin's projects for a resource locator; the pagination token is the index of the next page. */
export async function searchProjects(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = Number(paginationToken ?? 0);
	try {
		const { names, totalSize } = await projectPage(contextSender(this), {
			pageSize: PROJECTS_PER_PAGE,
			pageOffset: page,
			name: filter?.trim() || undefined,
		});
		const isLastPage = names.length === 0 || (page + 1) * PROJECTS_PER_PAGE >= totalSize;
		return {
			results: names.map((name) => ({ name, value: name })),
			paginationToken: isLastPage ? undefined : String(page + 1),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error as Error);
	}
}
