import { rowsOf } from '../server';
import type { Check } from './check';

const PERMISSIONS = ['READ', 'OPERATION', 'MANAGEMENT', 'ADMINISTRATION'];

export const listProjects: Check = {
	title: 'List Projects, by permission and name',
	async run(kylin, { projects }, findings) {
		const list = async (parameters: object) => {
			const answer = await kylin.node({
				resource: 'project',
				operation: 'list',
				returnAll: true,
				...parameters,
			});
			return { ...answer, names: answer.items.map(({ name }) => String(name)) };
		};
		findings.records('project', rowsOf(await kylin.get('/projects')));
		let wider: string[] | undefined;
		for (const permission of PERMISSIONS) {
			const { names, outcome } = await list({ permission });
			findings.fact(permission, outcome);
			findings.expect(
				wider === undefined || names.every((name) => wider?.includes(name)),
				`who has ${permission} has the permissions before it`,
			);
			wider = names;
		}
		const part = projects[0].slice(0, -1).toUpperCase() || projects[0];
		const { names } = await list({ permission: 'READ', nameContains: part });
		findings.expect(
			names.includes(projects[0]),
			'a part of a name in another letter case finds it',
		);
		findings.expect(
			names.every((name) => name.toUpperCase().includes(part.toUpperCase())),
			'only names with that part are found',
		);
		findings.seen.push(`${projects.length} projects to operate`);
	},
};
