/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { channel } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Kylin } from '../kylin';

type Exchange = { request: IncomingMessage; response: ServerResponse };

const exchanges = channel('http.server.request.start');

/**
 * Kylin answers that many requests more, and is gone: nobody listens at its address, and no
 * connection is left over which the next request could go.
 *
 * @returns a function that ends the watch
 */
export async function leaveAfter(kylin: Kylin, answers: number): Promise<() => void> {
	if (answers === 0) await kylin.close();
	const last = kylin.requests.length + answers;
	const watch = (message: unknown) => {
		const { request, response } = message as Exchange;
		if (request.socket.localPort !== kylin.port) return;
		response.setHeader('Connection', 'close');
		response.once('finish', () => {
			if (kylin.requests.length === last) void kylin.close();
		});
	};
	exchanges.subscribe(watch);
	return () => void exchanges.unsubscribe(watch);
}
