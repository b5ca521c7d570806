/** What a locator or field of the editor holds; an expression has no value while the editor is open. */
export function chosenValue(parameter: unknown): string | undefined {
	const value = (parameter as { value?: unknown } | undefined)?.value ?? parameter;
	const isExpression = typeof value === 'string' && value.startsWith('=');
	return typeof value !== 'string' || isExpression || value.trim() === ''
		? undefined
		: value.trim();
}
