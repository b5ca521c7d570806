import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { contextSender } from '../../shared/n8n/contextSender';
import { toNodeError } from '../../shared/n8n/nodeError';
import { projectPage, type Permission } from '../../shared/api/projects';
import { KylinFailure } from '../../shared/kylin/failures';

const PROJECTS_PER_PAGE = 50;

/** Kylin's projects for a resource locator; the pagination token is the index of the next page. */
export async function searchProjects(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = Number(paginationToken ?? 0);
	const name = filter?.trim() ?? '';
	try {
		const permission = neededPermission(
			this.getCurrentNodeParameter('resource'),
			this.getCurrentNodeParameter('operation'),
		);
		const { names, totalSize } = await projectPage(contextSender(this), {
			pageSize: PROJECTS_PER_PAGE,
			pageOffset: page,
			name: name === '' ? undefined : name,
			permission,
		});
		if (totalSize === 0 && name === '') {
			throw new KylinFailure(
				`There is no project for which this user has the permission ${permission}`,
				{
					advice:
						'Ask an administrator of Kylin to grant it on a project, or use another credential. ADMIN and MANAGEMENT include it.',
				},
			);
		}
		const isLastPage = names.length === 0 || (page + 1) * PROJECTS_PER_PAGE >= totalSize;
		return {
			results: names.map((name) => ({ name, value: name })),
			paginationToken: isLastPage ? undefined : String(page + 1),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error as Error);
	}
}

/** To read models, segments and snapshots is allowed with less than to read jobs or to start them. */
function neededPermission(resource: unknown, operation: unknown): Permission {
	const isReading = operation === 'list' || operation === 'get';
	return isReading && resource !== 'job' ? 'READ' : 'OPERATION';
}
