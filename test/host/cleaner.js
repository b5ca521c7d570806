// @ts-check
// Ends the processes and removes the folders of the process that started it, as soon as that one has
// ended. Of the lines that come in, each says all there is, and the last one counts.
const { rmSync } = require('node:fs');
const { createInterface } = require('node:readline');

/** @type {{ pids: number[], folders: string[] }} */
let left = { pids: [], folders: [] };

createInterface({ input: process.stdin })
	.on('line', (line) => {
		left = JSON.parse(line);
	})
	.once('close', () => {
		for (const pid of left.pids) killGroup(pid);
		for (const folder of left.folders) {
			rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
		}
	});

/** @param {number} pid */
function killGroup(pid) {
	try {
		process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
	} catch {
		// It has ended by itself.
	}
}
