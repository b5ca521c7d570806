/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

type Module = { source: string; dependencies: Array<{ resolved: string }> };

/** What imports what below `nodes` and `credentials`, types included. */
function importsOfAll(): Map<string, string[]> {
	const command = [
		...['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'nodes', 'credentials'],
		...['--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
	];
	const output = execFileSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
	const { modules } = JSON.parse(output) as { modules: Module[] };
	return new Map(
		modules.map(({ source, dependencies }) => [
			source,
			dependencies.map(({ resolved }) => resolved),
		]),
	);
}

function reachedFrom(file: string, imports: Map<string, string[]>, seen = new Set<string>()) {
	if (seen.has(file)) return seen;
	seen.add(file);
	for (const next of imports.get(file) ?? []) reachedFrom(next, imports, seen);
	return seen;
}

test('what is shared is used by at least two of the nodes and credentials', () => {
	const imports = importsOfAll();
	const files = [...imports.keys()];
	const entries = files.filter((file) => /\.(node|credentials)\.ts$/.test(file));
	expect(entries.length).toBe(5);
	const reached = entries.map((entry) => reachedFrom(entry, imports));
	const shared = files.filter((file) => file.startsWith('nodes/shared/'));
	expect(shared.length).toBeGreaterThan(20);
	const users = (file: string) => reached.filter((one) => one.has(file)).length;
	expect(shared.filter((file) => users(file) < 2)).toEqual([]);
});
