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

declare module 'smtp-server' {
	type Done = (error?: Error | null, result?: { user: string }) => void;
	export class SMTPServer {
		constructor(options: {
			key: string;
			cert: string;
			secure: boolean;
			onAuth: (login: { username: string; password: string }, session: object, done: Done) => void;
			onData: (mail: NodeJS.ReadableStream, session: object, done: Done) => void;
		});
		server: NodeJS.EventEmitter & { address(): { port: number } };
		listen(port: number, host: string): void;
		close(closed: () => void): void;
	}
}

declare module 'mailparser' {
	type Address = { text: string };
	export type ParsedMail = {
		from: Address;
		to: Address;
		subject: string;
		html: string;
		attachments: Array<{ filename: string; contentType: string; cid?: string; content: Buffer }>;
	};
	export function simpleParser(mail: NodeJS.ReadableStream): Promise<ParsedMail>;
}
