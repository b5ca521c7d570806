// @ts-check
// Runs n8n's community-package scanner over the source and over the packed tarball, as n8n does
// before it verifies a package: with inline lint comments switched off.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	SOURCE_FILE_PATTERNS,
	analyzePackage,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'kylin-scan-'));
try {
	const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', scratch], {
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	const [{ filename, files }] = JSON.parse(packed);
	execFileSync('tar', ['-xzf', join(scratch, filename), '-C', scratch]);

	/** @type {Array<[string, string, string[]]>} */
	const legs = [
		['source', process.cwd(), SOURCE_FILE_PATTERNS],
		[`tarball (${files.length} files)`, join(scratch, 'package'), ['**/*.js', 'package.json']],
	];
	for (const [name, directory, patterns] of legs) {
		const { passed, message, details } = await analyzePackage(directory, patterns);
		console.log(
			`scan of the ${name}: ${passed ? 'passed' : `failed\n${message}\n${details ?? ''}`}`,
		);
		if (!passed) process.exitCode = 1;
	}
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
