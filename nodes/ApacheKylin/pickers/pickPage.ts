import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import type { Send } from '../../shared/api/kylinRequest';
import { pickerSender } from '../../shared/n8n/pickerSender';
import { toNodeError } from '../../shared/n8n/nodeError';

const ROWS_PER_PAGE = 50;

/** A page of what there is to choose from. */
type Page = {
	results: INodeListSearchItems[];
	/** matches on all pages */
	totalSize: number;
};

/**
 * A page of a resource locator's list.
 *
 * @param paginationToken index of the page; absent = the first
 * @param fetchPage is given the page's size and index
 */
export async function pickPage(
	context: ILoadOptionsFunctions,
	paginationToken: string | undefined,
	fetchPage: (send: Send, pageSize: number, pageOffset: number) => Promise<Page>,
): Promise<INodeListSearchResult> {
	const pageOffset = Number(paginationToken ?? 0);
	try {
		const page = await fetchPage(await pickerSender(context), ROWS_PER_PAGE, pageOffset);
		const { results, totalSize } = page;
		const isLastPage = results.length === 0 || (pageOffset + 1) * ROWS_PER_PAGE >= totalSize;
		return { results, paginationToken: isLastPage ? undefined : String(pageOffset + 1) };
	} catch (error) {
		throw toNodeError(context.getNode(), error as Error);
	}
}
