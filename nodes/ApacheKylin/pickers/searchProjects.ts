import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { contextSender } from '../../shared/n8n/contextSender';
import { toNodeError } from '../../shared/n8n/nodeError';
import { projectPage } from '../../shared/api/projects';

const PROJECTS_PER_PAGE = 50;

/** The projects whose jobs may be operated, for a resource locator. */
export async function searchProjects(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 'OPERATION', filter, paginationToken);
}

/** All projects the user can see. */
export async function searchReadableProjects(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 'READ', filter, paginationToken);
}

/** @param paginationToken the index of the page, from 0 */
async function search(
	context: ILoadOptionsFunctions,
	permission: 'OPERATION' | 'READ',
	filter: string | undefined,
	paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
	const page = Number(paginationToken ?? 0);
	try {
		const { names, totalSize } = await projectPage(
			contextSender(context),
			{ pageSize: PROJECTS_PER_PAGE, pageOffset: page, name: filter?.trim() || undefined },
			permission,
		);
		const isLastPage = names.length === 0 || (page + 1) * PROJECTS_PER_PAGE >= totalSize;
		return {
			results: names.map((name) => ({ name, value: name })),
			paginationToken: isLastPage ? undefined : String(page + 1),
		};
	} catch (error) {
		throw toNodeError(context.getNode(), error as Error);
	}
}
