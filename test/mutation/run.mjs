// @ts-check
import { Stryker } from '@stryker-mutator/core';
import Table from 'cli-table3';
import { ROOMS } from './rooms.mjs';

/** `npm run test:mutation [-- ROOM …]`: one room after the other, and a table of their scores. */

const LEAST = 90;

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in ROOMS));
if (unknown.length > 0) {
	throw new Error(`No room ${unknown.join(', ')}: choose of ${Object.keys(ROOMS).join(', ')}`);
}

/** @param {string} name */
async function scoreOf(name) {
	const { code, tests, aim = LEAST } = ROOMS[name];
	const results = await new Stryker({
		mutate: code.map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.ts`)),
		incrementalFile: `.cache/mutation/${name}.json`,
		htmlReporter: { fileName: `.cache/mutation/${name}.html` },
		jest: { config: { testRegex: tests.map((path) => `/test/${path}.*\\.test\\.ts$`) } },
	}).runMutationTest();
	const noticed = results.filter(({ status }) => ['Killed', 'Timeout'].includes(status)).length;
	const missed = results.filter(({ status }) => ['Survived', 'NoCoverage'].includes(status)).length;
	const score = Math.floor((1000 * noticed) / (noticed + missed)) / 10;
	if (score < aim) process.exitCode = 1;
	return [name, code.join(', '), noticed + missed, missed, `${score} %`, `${aim} %`];
}

const table = new Table({ head: ['room', 'code', 'changes', 'missed', 'noticed', 'aim'] });
for (const name of names.length === 0 ? Object.keys(ROOMS) : names) {
	table.push(await scoreOf(name));
}
console.log(table.toString());
