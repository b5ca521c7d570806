/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { globSync } from 'fast-glob';
import { WebhookHost } from '../trigger/webhookHarness';

const ROOT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const { name, scripts } = JSON.parse(read('package.json')) as {
	name: string;
	scripts: Record<string, string>;
};

/** The `sh` blocks of a document, without the indentation of a list. */
function shellBlocks(document: string): string[] {
	return [...document.matchAll(/^( *)```sh\n([^]*?)\n\1```$/gm)].map(([, indent, text]) =>
		text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
	);
}

/** One command each; a quoted text may go over several lines. */
function commandsIn(block: string): string[] {
	const commands: string[] = [];
	for (const line of block.split('\n')) {
		const last = commands.at(-1) ?? '';
		const isOpen = last.split("'").length % 2 === 0;
		if (isOpen) commands[commands.length - 1] = `${last}\n${line}`;
		else commands.push(...line.replace(/(^|\s+)#.*$/, '').split(/\s+&&\s+/));
	}
	return commands.filter((command) => command !== '');
}

/** The script a command of npm runs, if it is one. */
function scriptOf(command: string): string | undefined {
	const [, short, long] = /^npm (?:(test)|run ([\w:]+))(?: --.*)?$/.exec(command) ?? [];
	return short ?? long;
}

/** Documents whose commands are run, by CI or by a test. */
const PAGES = ['README.md', 'docs/install.md', 'docs/triggers.md'];

const blocks = PAGES.flatMap((page) => shellBlocks(read(page)));
const commands = [...new Set(blocks.flatMap(commandsIn))];

const INSTALLING = /^(mkdir -p|cd|npm install) /;
const POSTING = /^curl -X POST "\$TEST_URL" /;

/** Blocks of nothing else than an installation, each once. */
const installing = new Map(
	blocks
		.map(commandsIn)
		.filter((all) => all.every((command) => INSTALLING.test(command)))
		.map((all) => [all.join('\n'), all]),
);
const posting = commands.filter((command) => POSTING.test(command));

const scriptsOfCi = read('.ci/run')
	.split('\n')
	.map((line) => line.trim())
	.filter((line) => line.startsWith('run npm '))
	.map((line) => scriptOf(line.replace(/^run /, '')));

test('no block of them is a command in disguise', () => {
	const languages = PAGES.flatMap((page) =>
		[...read(page).matchAll(/^ *```(\S*)\n[^]*?^ *```$/gm)].map(([, language]) => language),
	);
	expect(languages.length).toBeGreaterThanOrEqual(blocks.length);
	expect(languages.filter((language) => !['sh', 'properties'].includes(language))).toEqual([]);
});

test('README has the commands of a developer and of a user', () => {
	const commandsOfReadme = shellBlocks(read('README.md')).flatMap(commandsIn);
	expect(commandsOfReadme).toEqual(expect.arrayContaining(['npm test', 'npm run demo']));
	expect(commandsOfReadme).toContainEqual(expect.stringContaining(`npm install ${name} `));
});

test('CI runs .ci/run', () => {
	const workflow = read('.github/workflows/ci.yml');
	for (const part of ['checks', 'installed']) {
		expect(workflow).toMatch(new RegExp(`^ +- run: \\.ci/run ${part}$`, 'm'));
	}
	expect(scriptsOfCi).not.toContain(undefined);
});

test.each(commands)('something runs: %s', (command) => {
	const script = scriptOf(command);
	if (script !== undefined) {
		expect(Object.keys(scripts)).toContain(script);
		expect(scriptsOfCi).toContain(script);
	} else {
		const runByTests = [...[...installing.values()].flat(), ...posting];
		expect(runByTests).toContain(command);
	}
});

describe('the commands that install', () => {
	let folder: string;

	beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kylin-readme-'))));
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	test.each([...installing.keys()])(
		'%s',
		(block) => {
			const env = {
				...process.env,
				HOME: folder,
				npm_config_audit: 'false',
				npm_config_fund: 'false',
				npm_config_update_notifier: 'false',
			};
			const packing = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
			const packed = execFileSync('npm', packing, { cwd: ROOT, encoding: 'utf8', env });
			const [{ filename, files }] = JSON.parse(packed) as [
				{ filename: string; files: Array<{ path: string }> },
			];
			// It is not known to a registry before it is published.
			const script = block.replace(` ${name} `, ` ${join(folder, filename)} `);
			expect(script).not.toBe(block);
			execFileSync('sh', ['-ec', script], { cwd: folder, env, stdio: 'pipe' });
			const installed = join(folder, '.n8n/nodes/node_modules', name);
			expect(files.length).toBeGreaterThan(1);
			for (const { path } of files) expect(existsSync(join(installed, path))).toBe(true);
		},
		120_000,
	);
});

test.each(posting)('the callback trigger takes what is posted by: %s', async (command) => {
	const login = { username: 'kylin-callback', password: 'secret' };
	const host = await new WebhookHost(
		{ events: ['jobFailed'], jobData: 'callback' },
		{ apacheKylinCallbackApi: login },
	).open();
	try {
		const LOGIN = `${login.username}:${login.password}`;
		const env = { ...process.env, TEST_URL: host.url(), LOGIN };
		await promisify(execFile)('sh', ['-ec', `${command} --fail`], { env });
	} finally {
		await host.close();
	}
	expect(host.executions).toHaveLength(1);
});

test('every command that a document mentions is there', () => {
	const documents = globSync(['*.md', 'docs/**/*.md', 'examples/*.md', 'test/stand-in/*.md'], {
		cwd: ROOT,
	});
	const mentioned = documents.flatMap((file) => {
		const text = read(file);
		const spans = [...text.matchAll(/`((?:npm|npx) [^`\n]+)`/g)].map(([, command]) => command);
		return [...spans, ...shellBlocks(text).flatMap(commandsIn)];
	});
	const [npm, npx] = [mentioned.map(scriptOf), mentioned.map((text) => /^npx (\w+)/.exec(text))];
	const missing = [
		...npm.filter((script) => script !== undefined && !(script in scripts)),
		...npx.filter((match) => match && !existsSync(join(ROOT, 'node_modules/.bin', match[1]))),
	];
	expect(missing).toEqual([]);
	expect(npm.filter((script) => script !== undefined).length).toBeGreaterThan(10);
});
