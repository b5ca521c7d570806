import type { Send } from './kylinRequest';
import { parsePagedList } from './page';

/** OPERATION also to read jobs by the name of their project. */
export type Permission = 'OPERATION' | 'READ';

/**
 * A page of the projects for which the user has a permission: by default the one to read their jobs by
 * the project's name, and to operate them.
 *
 * @param name a part of the projects' names
 */
export async function projectPage(
	send: Send,
	{
		pageSize,
		pageOffset,
		name,
		permission = 'OPERATION',
	}: { pageSize: number; pageOffset: number; name?: string; permission?: Permission },
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
