/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/** What may stand between n8n and Kylin. */
import http from 'node:http';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import type { Kylin } from '../kylin';

const RECORD_HEADER_BYTES = 5;

const listen = async (server: net.Server) => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
};

let certificate: { key: string; cert: string } | undefined;

/** For a stand-in that speaks HTTPS. */
export async function tlsOptions() {
	if (certificate === undefined) {
		const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
		certificate = { key, cert };
	}
	return { https: certificate };
}

/** Passes everything on; after `damage` a bit of what comes next from Kylin is turned over. */
export async function openRelay(kylin: Kylin) {
	let isDamaging = false;
	const relay = net.createServer((client) => {
		const server = net.connect(kylin.port, '127.0.0.1');
		client.pipe(server);
		server.on('data', (chunk: Buffer) => {
			const passed = Buffer.from(chunk);
			if (isDamaging) passed[RECORD_HEADER_BYTES] ^= 1;
			isDamaging = false;
			client.write(passed);
		});
		for (const socket of [client, server]) {
			socket.on('error', () => {});
			socket.on('close', () => [client, server].forEach((other) => other.destroy()));
		}
	});
	const host = `https://127.0.0.1:${await listen(relay)}/kylin`;
	return {
		credential: { host, ignoreSslIssues: true },
		damage: () => {
			isDamaging = true;
		},
		close: () => void relay.close(),
	};
}

/** The proxy of n8n's environment, which is gone after so many answers. */
export async function openProxy(answers: number) {
	let left = answers;
	const proxy = http.createServer((request, response) => {
		left -= 1;
		const isLast = left <= 0;
		response.setHeader('Connection', 'close');
		response.once('finish', () => isLast && proxy.close());
		const { method, headers, url = '' } = request;
		const passed = http.request(url, { method, headers, agent: false }, (answer) => {
			response.writeHead(answer.statusCode ?? 502, { ...answer.headers, connection: 'close' });
			answer.pipe(response);
		});
		request.pipe(passed);
	});
	const port = await listen(proxy);
	if (answers === 0) await new Promise((resolve) => proxy.close(resolve));
	process.env.http_proxy = `http://127.0.0.1:${port}`;
	return {
		/** its address in texts */
		address: `127.0.0.1:${port}`,
		close: () => {
			delete process.env.http_proxy;
			proxy.close();
		},
	};
}
