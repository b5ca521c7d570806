import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { contextSender } from '../http/contextSender';
import { toNodeError } from '../http/nodeError';
import { readList } from '../kylin/listAnswer';

const PROJECTS_PER_PAGE = 50;

type Project = { name: string };

/** Kylin's projects for a resource locator; the pagination token is the index of the next page. */
export async function searchProjects(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = Number(paginationToken ?? 0);
	try {
		const { rows, totalSize } = readList(
			await contextSender(this)({
				method: 'GET',
				url: '/projects',
				qs: {
					page_offset: page,
					page_size: PROJECTS_PER_PAGE,
					...(filter?.trim() ? { project: filter.trim() } : {}),
				},
			}),
		);
		const isLastPage = rows.length === 0 || (page + 1) * PROJECTS_PER_PAGE >= totalSize;
		return {
			results: (rows as Project[]).map(({ name }) => ({ name, value: name })),
			paginationToken: isLastPage ? undefined : String(page + 1),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error as Error);
	}
}
