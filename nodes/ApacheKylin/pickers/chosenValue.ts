import type { ILoadOptionsFunctions } from 'n8n-workflow';

/**
 * What is chosen in another field of the node while the editor is open.
 *
 * @returns undefined for nothing, and for an expression, which has no value there
 */
export function chosenValue(context: ILoadOptionsFunctions, name: string): string | undefined {
	const parameter = context.getCurrentNodeParameter(name);
	const value = (parameter as { value?: unknown } | undefined)?.value ?? parameter;
	if (typeof value !== 'string' || value.startsWith('=')) return undefined;
	return value.trim() === '' ? undefined : value.trim();
}
