/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** In what a Kylin differs from the one behind it. */
export type Difference = {
	/** another target in place of the one that was asked for */
	target?: (target: string) => string;
	/** another body in place of Kylin's */
	body?: (text: string) => string;
};

export type DifferingKylin = { host: string; close: () => Promise<void> };

/** A Kylin that answers as the one at `origin` does but for one difference. */
export async function startDiffering(
	origin: string,
	{ target = (same) => same, body = (same) => same }: Difference,
): Promise<DifferingKylin> {
	const server = createServer((request, response) => {
		const { accept = '', authorization = '' } = request.headers;
		fetch(origin + target(request.url ?? ''), { headers: { accept, authorization } })
			.then(async (answer) => {
				const text = body(await answer.text());
				const type = answer.headers.get('content-type') ?? '';
				response.writeHead(answer.status, { 'content-type': type }).end(text);
			})
			.catch((error: Error) => response.destroy(error));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { host: `http://127.0.0.1:${port}`, close: async () => await closeServer(server) };
}

async function closeServer(server: Server): Promise<void> {
	await new Promise((resolve) => {
		server.close(resolve);
		server.closeAllConnections();
	});
}
