// Tries the node on a real Kylin: npm run test:live. See docs/compatibility.md.
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { transformFileSync } = require('@swc/core');

// n8n-core reads these when it is loaded, and creates its settings file in the user folder.
const userFolder = mkdtempSync(join(tmpdir(), 'kylin-live-'));
process.once('exit', () => rmSync(userFolder, { recursive: true, force: true }));
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = 'live';
process.env.N8N_LOG_LEVEL = 'silent';

/** @param {NodeJS.Module & { _compile: (code: string, file: string) => void }} module @param {string} file */
function loadTypeScript(module, file) {
	const { code } = transformFileSync(file, {
		jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
		module: { type: 'commonjs' },
	});
	module._compile(code, file);
}

// Node 20 reads no TypeScript. Before .json, because `X.node.json` lies beside `X.node.ts`.
const { '.js': loadJavaScript, ...others } = require.extensions;
for (const extension of Object.keys(others)) delete require.extensions[extension];
Object.assign(require.extensions, { '.js': loadJavaScript, '.ts': loadTypeScript, ...others });

const { describeReport, differencesIn } = require('./describeReport.ts');
const { USAGE, readSettings } = require('./readSettings.ts');
const { tryNode } = require('./suite.ts');

async function main() {
	const report = await tryNode(readSettings(process.argv.slice(2), process.env));
	console.log(describeReport(report));
	return differencesIn(report).length === 0 ? 0 : 1;
}

main().then(
	(code) => process.exit(code),
	(error) => {
		console.error(`${error.message}\n\n${USAGE}`);
		process.exit(2);
	},
);
