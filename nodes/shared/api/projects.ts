import type { Send } from './kylinRequest';
import { parsePagedList } from './page';

/**
 * A page of the projects whose jobs the user may read by the project's name, and operate. Kylin asks
 * for the same permission for both.
 *
 * @param name a part of the projects' names
 */
export async function projectPage(
	send: Send,
	{ pageSize, pageOffset, name }: { pageSize: number; pageOffset: number; name?: string },
): Promise<{ names: string[]; totalSize: number }> {
	const { rows, totalSize } = parsePagedList(
		await send({
			method: 'GET',
			url: '/projects',
			qs: {
				permission: 'OPERATION',
				project: name,
				page_size: pageSize,
				page_offset: pageOffset,
			},
		}),
	);
	return { names: (rows as Array<{ name: string }>).map((row) => row.name), totalSize };
}
