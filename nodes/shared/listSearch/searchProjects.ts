import type {
	IDataObject,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	INodeListSearchResult,
} from 'n8n-workflow';
import { toNodeError } from '../http/nodeError';
import { REQUEST_DEFAULTS } from '../http/protocol';
import { readEnvelope } from '../kylin/envelope';
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
			await sendForPicker(this, '/projects', {
				page_offset: page,
				page_size: PROJECTS_PER_PAGE,
				...(filter?.trim() ? { project: filter.trim() } : {}),
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

/** The node's request defaults do not reach pickers, so they are given here. */
async function sendForPicker(
	context: ILoadOptionsFunctions,
	url: string,
	qs: IDataObject,
): Promise<unknown> {
	const answer = (await context.helpers.httpRequestWithAuthentication.call(
		context,
		'apacheKylinApi',
		{ ...REQUEST_DEFAULTS, method: 'GET', url, qs, returnFullResponse: true },
	)) as IN8nHttpFullResponse;
	return readEnvelope({
		httpStatus: answer.statusCode,
		headers: answer.headers,
		body: String(answer.body ?? ''),
	});
}
