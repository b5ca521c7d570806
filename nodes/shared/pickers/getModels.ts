import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { fetchModelNames } from '../api/models';
import { fetchProjectNames } from '../api/projects';
import { readEach } from '../jobs/everyProject';
import { KylinFailure } from '../kylin/failures';
import { toOptionsError } from '../n8n/nodeError';
import { pickerSender } from '../n8n/pickerSender';

/** The fields in which projects are chosen: of an action, of a trigger, and further ones. */
const PROJECT_FIELDS = ['project', 'projects', 'filters.otherProjects'];

/**
 * The models of the chosen projects, or of all whose jobs the user may operate, for a list of which
 * several can be chosen. Their jobs bear the name alone, so models of one name are one choice.
 */
export async function getModels(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const send = await pickerSender(this);
		const chosen = [...new Set(PROJECT_FIELDS.flatMap((field) => namesIn(this, field)))];
		const projects = chosen.length > 0 ? chosen : await fetchProjectNames(send, 'OPERATION');
		const homes = new Map<string, Set<string>>();
		await readEach(projects, async (project) => {
			for (const name of await fetchModelNames(send, project)) {
				homes.set(name, (homes.get(name) ?? new Set<string>()).add(project));
			}
		});
		if (homes.size === 0) throw noModels(projects);
		return [...homes]
			.sort(([one], [other]) => one.localeCompare(other))
			.map(([name, of]) => ({
				name: projects.length === 1 ? name : `${name} · ${[...of].sort().join(', ')}`,
				value: name,
			}));
	} catch (error) {
		throw toOptionsError(this.getNode(), error as Error);
	}
}

/** What is chosen in a field while the editor is open; an expression has no value there. */
function namesIn(context: ILoadOptionsFunctions, field: string): string[] {
	const parameter = context.getCurrentNodeParameter(field);
	const chosen = (parameter as { value?: unknown } | undefined)?.value ?? parameter;
	return ([] as unknown[])
		.concat(chosen)
		.filter((name): name is string => typeof name === 'string')
		.map((name) => name.trim())
		.filter((name) => name !== '' && name !== '*' && !name.startsWith('='));
}

function noModels(projects: readonly string[]): KylinFailure {
	const where = projects.length === 1 ? `Project "${projects[0]}" has` : 'The projects have';
	return new KylinFailure(`${where} no model that this user may read`, {
		advice: 'The user needs the permission READ on the project, and there must be a model in it.',
	});
}
