#!/usr/bin/env node
// @ts-check
'use strict';

const { readFileSync } = require('node:fs');
const { parseArgs } = require('node:util');
const { startStandIn } = require('./index');
const { DEFAULT_PROFILE, PROFILES } = require('./profiles');

const USAGE =
	'Usage: npm run stand-in -- [--port N] [--seed FILE] [--frozen] [--profile 5.0.0|5.0.2|5.0.4|5.0.5] [--speed N] [--base-path PATH] [--latency MS]';

async function main() {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '7070' },
			seed: { type: 'string' },
			frozen: { type: 'boolean', default: false },
			profile: { type: 'string', default: DEFAULT_PROFILE },
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
	if (!Object.hasOwn(PROFILES, values.profile)) {
		throw new Error(`--profile must be one of ${Object.keys(PROFILES).join(', ')}\n${USAGE}`);
	}
	const profile = /** @type {import('./profiles').ProfileName} */ (values.profile);
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
