// @ts-check
// One rival at one work, in a process of its own: runs it once for every message.
// Arguments: the index of the work, the credential as JSON and the rival's name.
const { readFileSync, writeFileSync } = require('node:fs');
const { createPoller, loadN8nNodes, runChain } = require('./engine');
const { WORKS } = require('./works');

/** @typedef {import('../types/n8n').KylinCredential} KylinCredential */

const MEGABYTE = 1024 * 1024;

/** Linux keeps the highest memory of a process, and begins anew when asked. */
function resetPeak() {
	if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}

function peak() {
	if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
	const [, kilobytes] = /VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
	return Number(kilobytes) * 1024;
}

const [workIndex, credentialText, name] = process.argv.slice(2);
const work = WORKS[Number(workIndex)];
/** @type {KylinCredential} */
const credential = JSON.parse(credentialText);
const { chain, items, trigger, fetch: fetchAll } = work.rivals[name](credential);
if (chain?.some(({ type }) => type.startsWith('n8n-nodes-base.'))) loadN8nNodes();

const poll = trigger && createPoller(trigger, credential);
const expected = trigger ? work.changes : work.expected;

async function run() {
	if (poll) return await poll();
	if (fetchAll) return await fetchAll();
	const result = await runChain({ chain: chain ?? [], items, credential });
	if (result.error) throw result.error;
	return result.items;
}

process.on('message', async () => {
	global.gc?.();
	resetPeak();
	const begin = performance.now();
	try {
		const count = (await run()).length;
		const ms = performance.now() - begin;
		if (expected !== undefined && count !== expected) {
			throw new Error(`${count} items came out instead of ${expected}`);
		}
		process.send?.({ ms, megabytes: peak() / MEGABYTE });
	} catch (error) {
		process.send?.({ failure: `${name}: ${/** @type {Error} */ (error).stack}` });
	}
});
process.once('disconnect', () => process.exit());

async function main() {
	// The first poll only arms the trigger.
	await poll?.();
	process.send?.('ready');
}

void main();
