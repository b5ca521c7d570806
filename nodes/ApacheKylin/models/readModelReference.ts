import type { Values } from '../../shared/fields/collection';
import { ParameterError } from '../../shared/kylin/failures';
import type { ModelReference } from './fetchModels';

/** @throws ParameterError when the project or the model is missing */
export function readModelReference({
	project,
	model,
}: Values<{
	project: { property: never; read: (value: unknown) => string | undefined };
	model: { property: never; read: (value: unknown) => string | undefined };
}>): ModelReference {
	if (project === undefined) throw missing('Project', 'choose a project, or give its name');
	if (model === undefined) throw missing('Model', 'choose a model, or give its name or ID');
	return { project, model };
}

export function missing(field: string, what: string): ParameterError {
	return new ParameterError(
		field,
		`is empty: ${what}`,
		'If an expression fills it, check what the node before returned.',
	);
}
