/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import { generate } from 'selfsigned';
import { runKylin } from './harness';
import { seedJob, startKylin, type Kylin } from './kylin';

const RECORD_HEADER_BYTES = 5;

const job = seedJob('ERROR');

let kylin: Kylin;
let relay: net.Server | undefined;

afterEach(async () => {
	relay?.close();
	relay = undefined;
	await kylin.close();
});

async function start(more: object = {}) {
	const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
	kylin = await startKylin([job], { https: { key, cert, ...more } });
}

const DISCARD: IDataObject = { operation: 'operate', action: 'DISCARD', jobIds: job.id };

const run = async (parameters: IDataObject, host: string) =>
	await runKylin({
		parameters: { resource: 'job', ...parameters },
		credential: { ...kylin.credential, host, ignoreSslIssues: true },
	});

/** Passes everything on; once Kylin has got a PUT, a bit of what it answers is turned over. */
async function startRelay(): Promise<string> {
	relay = net.createServer((client) => {
		const server = net.connect(kylin.port, '127.0.0.1');
		client.pipe(server);
		server.on('data', (chunk: Buffer) => {
			const damaged = Buffer.from(chunk);
			if (kylin.sent('PUT').length > 0) damaged[RECORD_HEADER_BYTES] ^= 1;
			client.write(damaged);
		});
		for (const socket of [client, server]) {
			socket.on('error', () => {});
			socket.on('close', () => [client, server].forEach((other) => other.destroy()));
		}
	});
	await new Promise<void>((resolve) => relay?.listen(0, '127.0.0.1', resolve));
	return `https://127.0.0.1:${(relay.address() as AddressInfo).port}`;
}

test('an answer to an action that is damaged on the way may have been carried out', async () => {
	await start();
	const { error } = await run(DISCARD, await startRelay());
	expect(kylin.jobs()[job.id]).toBe('DISCARDED');
	expect(kylin.sent('PUT')).toHaveLength(1);
	expect(error?.message).toBe('The encrypted connection to the server broke');
	expect(error?.description).not.toContain('Nothing was changed');
	expect(error?.description).not.toContain('Ignore SSL');
});

test('a server that asks for a client certificate is told as that', async () => {
	await start({ requestCert: true, rejectUnauthorized: true });
	const { error } = await run({ operation: 'list' }, kylin.url);
	expect(error?.message).toBe('The server asks for a client certificate');
	expect(kylin.requests).toHaveLength(0);
});

test('https at a port of http is told as that', async () => {
	kylin = await startKylin([job]);
	const { error } = await run({ operation: 'list' }, kylin.url.replace('http:', 'https:'));
	expect(error?.message).toBe('The server does not speak HTTPS at this address');
});
