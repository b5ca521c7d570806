import type { Send } from './kylinRequest';
import { parsePagedList } from './page';

/**
 * A page of the projects for which the user has a permission: `OPERATION` for those whose jobs may be
 * read by the project's name, and operated; `READ` for all that the user can see.
 *
 * @param name a part of the projects' names
 */
export async function projectPage(
	send: Send,
	{ pageSize, pageOffset, name }: { pageSize: number; pageOffset: number; name?: string },
	permission: 'OPERATION' | 'READ' = 'OPERATION',
): Promise<{ names: string[]; totalSize: number }> {
	const { rows, totalSize } = parsePagedList(
		await send({
			method: 'GET',
			url: '/projects',
			qs: {
				permission,
				project: name,
				page_size: pageSize,
				page_offset: pageOffset,
			},
		}),
	);
	return { names: (rows as Array<{ name: string }>).map((row) => row.name), totalSize };
}
