/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test of HTTP itself needs the plain client */
import http from 'node:http';

export interface PlainAnswer {
	status: number;
	headers: http.IncomingHttpHeaders;
	text: string;
}

export interface PlainRequest {
	method?: string;
	path: string;
	headers?: Record<string, string>;
	body?: string | null;
}

/** Sends exactly what it is given: nothing is added to the headers or encoded in the path. */
export async function send(
	port: number,
	{ method = 'GET', path, headers = {}, body }: PlainRequest,
): Promise<PlainAnswer> {
	return await new Promise((resolve, reject) => {
		const length = body ? { 'Content-Length': String(Buffer.byteLength(body)) } : {};
		const request = http.request(
			{ host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } },
			(response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('error', reject);
				response.on('end', () =>
					resolve({
						status: response.statusCode ?? 0,
						headers: response.headers,
						text: Buffer.concat(chunks).toString('utf8'),
					}),
				);
			},
		);
		request.on('error', reject);
		request.end(body ?? undefined);
	});
}

export const V4_PUBLIC = 'application/vnd.apache.kylin-v4-public+json';

export function basic(name: string, password: string): string {
	return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}

export const AS_ADMIN = { Accept: V4_PUBLIC, Authorization: basic('ADMIN', 'KYLIN') };
