/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { globSync } from 'fast-glob';
import type {
	ICredentialType,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
	IconFile,
} from 'n8n-workflow';
import { RAW_FIELDS } from '../../nodes/shared/output/jobFields';

const ROOT = join(__dirname, '../..');
const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const manifest = read('package.json');

const source = (file: string) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts');

function load<T>(file: string): T {
	const module = jest.requireActual<Record<string, new () => T>>(join(ROOT, source(file)));
	return new (Object.values(module)[0])();
}

const nodes = (manifest.n8n.nodes as string[]).map((file) => ({
	file,
	type: load<INodeType>(file),
}));
const credentials = (manifest.n8n.credentials as string[]).map((file) => ({
	file,
	type: load<ICredentialType>(file),
}));

function isProperty(entry: object): entry is INodeProperties {
	return 'type' in entry && 'displayName' in entry;
}

/** Every field and every option of a description, however deep. */
function flatten(properties: object[]): Array<INodeProperties | INodePropertyOptions> {
	return properties.flatMap((entry) => [
		entry as INodeProperties,
		...flatten((entry as INodeProperties).options ?? []),
		...flatten((entry as { values?: object[] }).values ?? []),
	]);
}

const everything = nodes.flatMap(({ type }) => flatten(type.description.properties));
const fields = everything.filter(isProperty);
const options = everything.filter((entry): entry is INodePropertyOptions => !isProperty(entry));

/** Whether an address on GitHub leads to the README or a document of this repository, and to a heading of it. */
function isThere(url: string): boolean {
	const [address, heading] = url.split('#');
	const repository = String(manifest.homepage).split('#')[0];
	if (!address.startsWith(repository)) return false;
	const file = address.slice(repository.length).replace(/^\/blob\/main\//, '') || 'README.md';
	if (!existsSync(join(ROOT, file))) return false;
	const headings = [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^#+ (.*)$/gm)];
	return (
		heading === undefined ||
		headings.some(([, text]) => text.toLowerCase().replaceAll(' ', '-') === heading)
	);
}

test('every node and credential file is registered, and nothing else', () => {
	const files = globSync(['nodes/**/*.node.ts', 'credentials/*.credentials.ts'], { cwd: ROOT });
	const registered = [...nodes, ...credentials].map(({ file }) => source(file));
	expect(files.sort()).toEqual(registered.sort());
});

describe.each(nodes)('$file', ({ file, type: { description } }) => {
	const folder = join(ROOT, source(file), '..');

	test('has an icon for each theme', () => {
		const { light, dark } = description.icon as { light: IconFile; dark: IconFile };
		expect(light).not.toBe(dark);
		for (const icon of [light, dark]) {
			expect(existsSync(join(folder, icon.replace('file:', '')))).toBe(true);
		}
	});

	const codex = read(relative(ROOT, join(ROOT, source(file).replace('.ts', '.json'))));

	test('has a codex that finds it', () => {
		expect(codex.node).toBe(`${manifest.name}.${description.name}`);
		expect(codex.alias).toEqual(expect.arrayContaining(['olap', 'cube', 'kylin', 'job']));
		expect(new Set(codex.alias).size).toBe(codex.alias.length);
	});

	test('links to documents that are there', () => {
		const { primaryDocumentation, credentialDocumentation } = codex.resources;
		for (const { url } of [...primaryDocumentation, ...credentialDocumentation]) {
			expect(isThere(url)).toBe(true);
		}
		// n8n appends a query, so that a heading would not be found.
		for (const { url } of primaryDocumentation) expect(url).not.toContain('#');
	});

	test('uses only credentials of this package or of n8n itself', () => {
		const own = credentials.map(({ type }) => type.name);
		for (const { name } of description.credentials ?? []) {
			expect([...own, 'httpBasicAuth']).toContain(name);
		}
	});
});

test('the action node is found by all words of its trigger, with which n8n lists it as one', () => {
	const aliases = (name: string): string[] => read(`nodes/${name}/${name}.node.json`).alias;
	expect(aliases('ApacheKylin')).toEqual(expect.arrayContaining(aliases('ApacheKylinTrigger')));
});

test.each(credentials)('$file links to a document that is there', ({ type }) => {
	expect(isThere(String(type.documentationUrl))).toBe(true);
});

describe('what a person reads', () => {
	test.each(fields.filter(({ type }) => type !== 'notice'))('field $displayName', (field) => {
		expect(field.displayName).not.toMatch(/_|[a-z][A-Z]/);
		const explains = field.description ?? field.hint ?? '';
		const explainsItself = ['operation', 'resource'].includes(field.name) || field.placeholder;
		if (!explainsItself) expect(explains).not.toBe('');
		expect(explains).not.toMatch(/\b(error|problem|mistake)\b/);
		if (field.placeholder && field.type === 'string') {
			expect(field.placeholder).toMatch(/^e\.g\. /);
		}
	});

	test('no option is named by what goes over the wire, but for the members of raw records', () => {
		const names = options
			.map(({ name }) => name)
			.filter(
				(name) =>
					/_/.test(name) && !RAW_FIELDS.includes(name) && !name.startsWith('Housekeeping: '),
			);
		expect(names).toEqual([]);
	});

	test.each(options.filter(({ action }) => action))('action "$action"', ({ action }) => {
		expect(action).toMatch(/^[A-Z][a-z]+(,? ([a-z]+|SQL))*$/);
		expect(action).not.toMatch(/\b(a|an|the)\b/i);
	});
});

test('URLs are fixed: nothing from a parameter reaches a path without being encoded', () => {
	const urls = everything.flatMap(({ routing }) => routing?.request?.url ?? []);
	expect(urls.length).toBeGreaterThan(0);
	for (const url of urls) expect(url).toMatch(/^\/[a-z/_]+$/);
});

test('the package has no runtime dependency', () => {
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});
