import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { fetchProjectNames } from '../api/projects';
import { pickerSender } from '../n8n/pickerSender';
import { toOptionsError } from '../n8n/nodeError';

/** The projects whose jobs the user may operate, for a list of which several can be chosen. */
export async function getProjects(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const names = await fetchProjectNames(await pickerSender(this), 'OPERATION');
		return names.map((name) => ({ name, value: name }));
	} catch (error) {
		throw toOptionsError(this.getNode(), error as Error);
	}
}
