/** Of libraries that bring no types: what is used of them. */

declare module 'basic-auth' {
	export function parse(header: string): { name: string; pass: string } | undefined;
}

declare module 'negotiator' {
	export = class Negotiator {
		constructor(request: { headers: Record<string, string | undefined> });
		/** Those of the provided types that are accepted, or else all that are accepted, the most wanted first. */
		mediaTypes(provided?: string[]): string[];
	};
}

declare module '@n8n/scan-community-package/scanner/scanner.mjs' {
	export const SOURCE_FILE_PATTERNS: string[];
	export function analyzePackage(
		directory: string,
		patterns: string | string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}
