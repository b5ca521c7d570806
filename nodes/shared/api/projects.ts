import type { IDataObject } from 'n8n-workflow';
import type { Send } from './kylinRequest';
import { KylinFailure } from '../kylin/failures';
import { parsePage } from './page';

export const PROJECTS_URL = '/projects';

/** A right on a project: each includes those before it. */
export type ProjectRight = 'READ' | 'OPERATION' | 'MANAGEMENT' | 'ADMINISTRATION';

/** A project as `GET /projects` returns it, with the members that are used. */
export type ProjectRecord = IDataObject & { name: string };

/**
 * A page of the projects on which the user has a right. For OPERATION these are the projects whose jobs
 * the user may list by the project's name, and operate: Kylin asks for the same right for both.
 *
 * @param name a part of the projects' names, in any letter case
 */
export async function fetchProjectPage(
	send: Send,
	page: { pageSize: number; pageOffset: number; name?: string; right: ProjectRight },
): Promise<{ projects: ProjectRecord[]; totalSize: number }> {
	const { rows, totalSize } = parsePage(
		await send({
			method: 'GET',
			url: PROJECTS_URL,
			qs: {
				permission: page.right,
				project: page.name,
				page_size: page.pageSize,
				page_offset: page.pageOffset,
			},
		}),
		isProject,
		'projects',
	);
	return { projects: rows, totalSize };
}

function isProject(row: unknown): row is ProjectRecord {
	return typeof (row as ProjectRecord | null)?.name === 'string';
}

/** Kylin puts no limit on the page size, and hardly an installation has so many projects. */
const PROJECTS_PER_PAGE = 1_000;

const MAX_PAGES = 10;

/**
 * The names of all projects on which the user has a right.
 *
 * @throws KylinFailure that names the right when there is none
 */
export async function fetchProjectNames(send: Send, right: ProjectRight): Promise<string[]> {
	const names = new Set<string>();
	for (let pageOffset = 0; pageOffset < MAX_PAGES; pageOffset += 1) {
		const before = names.size;
		const { projects, totalSize } = await fetchProjectPage(send, {
			pageSize: PROJECTS_PER_PAGE,
			pageOffset,
			right,
		});
		for (const { name } of projects) names.add(name);
		if (names.size === before || names.size >= totalSize) break;
	}
	if (names.size === 0) throw noProjects(right);
	return [...names];
}

/** For a list of projects that is empty: Kylin says nothing about missing rights. */
export function noProjects(right: ProjectRight): KylinFailure {
	return new KylinFailure(`This user has the permission ${right} on no project`, {
		advice: `Ask the administrator of Kylin to grant ${right} on the project, or choose another credential.`,
	});
}
