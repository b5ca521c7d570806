import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { fetchProjectPage, type ProjectRight, noProjects } from '../../shared/api/projects';
import { pickPage } from './pickPage';

/** Kylin's projects for a resource locator, those on which the user has a right. */
const searchProjectsWith = (right: ProjectRight) =>
	async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const name = filter?.trim() || undefined;
		return await pickPage(this, paginationToken, async (send, pageSize, pageOffset) => {
			const { projects, totalSize } = await fetchProjectPage(send, {
				pageSize,
				pageOffset,
				name,
				right,
			});
			if (name === undefined && pageOffset === 0 && projects.length === 0) throw noProjects(right);
			return {
				results: projects.map((project) => ({ name: project.name, value: project.name })),
				totalSize,
			};
		});
	};

/** For what works on jobs, and for builds. */
export const searchProjects = searchProjectsWith('OPERATION');

/** For what reads models and segments. Every right includes this one, so these are all there are to see. */
export const searchReadableProjects = searchProjectsWith('READ');
