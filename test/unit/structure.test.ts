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

	test('has a codex that finds it', () => {
		const codex = read(relative(ROOT, join(ROOT, source(file).replace('.ts', '.json'))));
		expect(codex.node).toBe(`${manifest.name}.${description.name}`);
		expect(codex.alias).toEqual(expect.arrayContaining(['olap', 'cube', 'kylin', 'job']));
	});

	test('uses only credentials of this package or of n8n itself', () => {
		const own = credentials.map(({ type }) => type.name);
		for (const { name } of description.credentials ?? []) {
			expect([...own, 'httpBasicAuth']).toContain(name);
		}
	});
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
		expect(action).toMatch(/^[A-Z][a-z]+(,? [a-z]+)*$/);
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
