/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

type Container = { get<T>(type: new (...args: never[]) => T): T };

/** n8n-core brings its own copy of the container; another one knows nothing of its services. */
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
	Container: Container;
};

/**
 * n8n's binary store in a folder, as a server has it.
 *
 * @param mode n8n's own; with `default` files stay in memory as base64
 */
export async function openBinaryStore(mode: 'filesystem' | 'default' = 'filesystem') {
	const folder = mkdtempSync(join(tmpdir(), 'kylin-binary-'));
	Object.assign(Container.get(BinaryDataConfig), {
		availableModes: ['filesystem'],
		mode,
		localStoragePath: folder,
	});
	const service = Container.get(BinaryDataService);
	await service.init();
	return {
		read: async (file: IBinaryData) => (await service.getAsBuffer(file)).toString('utf8'),
		close: () => rmSync(folder, { recursive: true, force: true }),
	};
}
