/**
 * Whether an expression gives a parameter's value.
 *
 * @param raw the parameter as it is stored: a text, a list, or what is chosen in a resource locator
 */
export function hasExpression(raw: unknown): boolean {
	if (Array.isArray(raw)) return raw.some(hasExpression);
	if (typeof raw === 'object' && raw !== null) {
		return hasExpression((raw as { value?: unknown }).value);
	}
	return String(raw).startsWith('=');
}
