/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/** What n8n's links "Docs" of the nodes and credentials, and the sentences of troubleshooting, refer to. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'fast-glob';

const ROOT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const { homepage } = JSON.parse(read('package.json')) as { homepage: string };
const REPOSITORY = homepage.replace('#readme', '');

const shipped = globSync(['nodes/**/*.{ts,json}', 'credentials/*.ts'], { cwd: ROOT })
	.sort()
	.map((file) => ({ file, text: read(file) }));

const links = shipped.flatMap(({ file, text }) =>
	[...text.matchAll(/https:\/\/github\.com\/[^'"\s]+/g)].map(([url]) => ({ file, url })),
);

/** As GitHub makes them of headings. */
const anchorsOf = (page: string) =>
	[...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);

test('each node leads to its page, and each credential', () => {
	expect(new Set(links.map(({ file }) => file)).size).toBe(5);
});

test.each(links)('$url of $file leads to a chapter', ({ url }) => {
	expect(url.startsWith(REPOSITORY)).toBe(true);
	const [path, anchor] = url.slice(REPOSITORY.length).split('#');
	const page = path === '' ? 'README.md' : path.replace('/blob/main/', '');
	expect(existsSync(join(ROOT, page))).toBe(true);
	if (anchor !== undefined) expect(anchorsOf(page)).toContain(anchor);
});

/** What Kylin itself says, and the stand-in after it. */
const KYLINS_OWN = ["The user doesn't have access"];

const sentences = [
	...read('docs/troubleshooting.md').matchAll(/^\| ([^|]*?) +\| [^|]+\| [^|]+\|$/gm),
]
	.map(([, cell]) => cell)
	.filter((cell) => cell !== 'You read' && !cell.startsWith('---'));

/** The parts of a sentence that are the same whatever it is about. */
const partsOf = (sentence: string) =>
	sentence
		.replace(/ \(.*\)$/, '')
		.replace(/\bRESUME\b|'Resume'|RUNNING|OPERATION|100,000|'Jobs'/g, '…')
		.split('…')
		.map((part) => part.trim())
		.filter((part) => part !== '');

test('there are sentences to look for', () => expect(sentences.length).toBeGreaterThan(15));

test.each(sentences)('the node says: %s', (sentence) => {
	if (KYLINS_OWN.includes(sentence)) {
		expect(read('test/stand-in/errors.js')).toContain(sentence);
		return;
	}
	for (const part of partsOf(sentence)) {
		expect(shipped.some(({ text }) => text.includes(part))).toBe(true);
	}
});
