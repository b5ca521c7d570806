// @ts-check
const { spawnSync } = require('node:child_process');
const { mkdtempSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { ExplainedFailure } = require('../../host/failure');
const { removeAtExit } = require('../../host/processes');

/** @typedef {{ png: Buffer, seconds: number }} Frame */

const WIDTH = 900;

const MISSING =
	'The animation needs ffmpeg (Debian: apt-get install --no-install-recommends ffmpeg).';

/** Writes an animation that begins anew after its last frame. @param {string} file @param {Frame[]} frames */
function writeGif(file, frames) {
	const folder = removeAtExit(mkdtempSync(join(tmpdir(), 'frames-')));
	const lines = frames.map(({ png, seconds }, index) => {
		const name = `${index}.png`;
		writeFileSync(join(folder, name), png);
		return `file ${name}\nduration ${seconds}`;
	});
	// The list's format wants its last file twice.
	lines.push(`file ${frames.length - 1}.png`);
	writeFileSync(join(folder, 'list'), lines.join('\n'));
	const filter = `scale=${WIDTH}:-1:flags=lanczos,split[a][b];[a]palettegen=max_colors=96:stats_mode=full[p];[b][p]paletteuse=dither=none:diff_mode=rectangle`;
	const { status, error } = spawnSync(
		'ffmpeg',
		['-v', 'error', '-y', '-f', 'concat', '-i', 'list', '-vf', filter, '-vsync', 'vfr', file],
		{ cwd: folder, stdio: 'inherit' },
	);
	if (error || status !== 0) throw new ExplainedFailure(error ? MISSING : 'ffmpeg has failed.');
}

module.exports = { writeGif };
