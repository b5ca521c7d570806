import type { ModelReference } from './fetchModels';

/** What items take their turns by: Kylin 5.0.0 has a fault with several builds of a model at once. */
export function modelKey({ project, model }: ModelReference): string {
	return JSON.stringify([project.toLowerCase(), model.toLowerCase()]);
}
