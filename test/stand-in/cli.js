#!/usr/bin/env node
// @ts-check
'use strict';

const { readFileSync } = require('node:fs');
const { parseArgs } = require('node:util');
const { startStandIn } = require('./index');

const USAGE =
	'Usage: npm run stand-in -- [--port N] [--seed FILE] [--frozen] [--profile a|b] [--speed N] [--base-path PATH] [--latency MS]';

async function main() {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '7070' },
			seed: { type: 'string' },
			frozen: { type: 'boolean', default: false },
			profile: { type: 'string', default: 'b' },
			speed: { type: 'string', default: '1' },
			'base-path': { type: 'string' },
			latency: { type: 'string', default: '0' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(USAGE);
		return;
	}
	const { profile } = values;
	if (profile !== 'a' && profile !== 'b') throw new Error(`--profile must be a or b\n${USAGE}`);
	const standIn = await startStandIn({
		profile,
		port: Number(values.port),
		frozen: values.frozen,
		speed: Number(values.speed),
		latencyMs: Number(values.latency),
		basePath: values['base-path'],
		seed: values.seed === undefined ? undefined : JSON.parse(readFileSync(values.seed, 'utf8')),
	});
	console.log(`Stand-in for Kylin's Job API (profile ${profile}) listens on ${standIn.url}`);
	for (const signal of ['SIGTERM', 'SIGINT']) {
		process.once(signal, () => {
			void standIn.close().then(() => process.exit(0));
		});
	}
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});
