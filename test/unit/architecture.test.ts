/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'fast-glob';

const ROOT = join(__dirname, '../..');

const PAGES = ['docs/dev/architecture.md', 'CONTRIBUTING.md'];

/** Where a path in these pages may begin; a node's folder is told without `nodes/`. */
const BEGINNINGS = [
	'',
	'nodes/',
	'nodes/shared/',
	'nodes/ApacheKylin/',
	'nodes/ApacheKylinTrigger/',
];

const names = globSync(['nodes/**/*.ts', 'test/**/*.{ts,js}'], { cwd: ROOT }).map((file) =>
	file.split('/').at(-1),
);

function leadsSomewhere(path: string): boolean {
	if (!path.includes('/')) return names.includes(path);
	return BEGINNINGS.some((beginning) => existsSync(join(ROOT, beginning, path)));
}

const pointers = PAGES.flatMap((page) =>
	[...readFileSync(join(ROOT, page), 'utf8').matchAll(/`([^`\s<>*{}]+)`/g)]
		.map(([, path]) => ({ page, path }))
		.filter(({ path }) => /^[\w./-]+$/.test(path))
		.filter(({ path }) => path.includes('/') || /\.(ts|js)$/.test(path)),
);

test('there are pointers into the code', () => expect(pointers.length).toBeGreaterThan(20));

test.each(pointers)('$page: $path leads somewhere', ({ path }) => {
	expect(leadsSomewhere(path)).toBe(true);
});
