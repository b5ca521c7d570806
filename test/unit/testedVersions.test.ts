/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'fast-glob';

const ROOT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

type Manifest = { devDependencies: { n8n: string } };
const n8nOf = (file: string) => (JSON.parse(read(file)) as Manifest).devDependencies.n8n;

/** The n8ns that the end-to-end tests install. */
const pinned = globSync('test/host/*/package.json', { cwd: ROOT }).map(n8nOf).sort();

/** Each once; Kylin's versions begin with another number. */
const n8nVersionsIn = (text: string) => [...new Set(text.match(/\b[12]\.\d+\.\d+\b/g))].sort();

test('README names the versions of n8n that are tested, and no others', () => {
	expect(pinned).toHaveLength(3);
	expect(n8nVersionsIn(read('README.md'))).toEqual(pinned);
});

test('so does the table of docs/compatibility.md', () => {
	const rows = read('docs/compatibility.md').match(/^\| n8n .*$/gm) ?? [];
	expect(n8nVersionsIn(rows.join('\n'))).toEqual(pinned);
});

test('the oldest one is what README asks for', () => {
	const oldest = n8nOf('test/host/n8n-1-oldest/package.json');
	expect(read('README.md')).toContain(`You need a self-hosted n8n, ${oldest} or newer.`);
});
