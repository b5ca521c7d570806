// @ts-check
// `npm run build && node --expose-gc test/bench/query.js [--rounds N] [--rows N]`: Execute Query beside a bare
// fetch, and beside n8n's HTTP Request node with code that names the columns (if `npm run bench` has installed an
// n8n); then the memory of a large result as a file. Medians and ratios are printed.
const { fork } = require('node:child_process');
const { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const http = require('node:http');
const { createRequire } = require('node:module');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { parseArgs } = require('node:util');
const { listen } = require('../e2e/listen');
const { installedFolder } = require('../host/install');

/**
 * @typedef {import('../types/n8n').Json} Json
 * @typedef {import('../types/n8n').KylinCredential} KylinCredential
 * @typedef {import('./types').Step} Step
 */

const COLUMNS = 10;
const ROWS = 10_000;
const WARM_UP_ROUNDS = 5;
const MEGABYTE = 1024 * 1024;

const TYPES = ['BIGINT', 'VARCHAR', 'DATE', 'DECIMAL', 'VARCHAR'];

const columnMetas = Array.from({ length: COLUMNS }, (_, index) => ({
	label: `COLUMN_${index}`,
	name: `COLUMN_${index}`,
	columnTypeName: TYPES[index % TYPES.length],
	precision: 19,
	scale: 2,
}));

/** @type {Record<string, (row: number) => string>} */
const valueOf = {
	BIGINT: (row) => String(row * 7919),
	VARCHAR: (row) => `text ${row} of a customer`,
	DATE: (row) => `2024-01-${String((row % 28) + 1).padStart(2, '0')}`,
	DECIMAL: (row) => (row / 4).toFixed(2),
};

const rowOf = (/** @type {number} */ row) =>
	columnMetas.map(({ columnTypeName }) => valueOf[columnTypeName](row));

const HEAD = `{"code":"000","data":{"columnMetas":${JSON.stringify(columnMetas)},"results":[`;
const tailOf = (/** @type {number} */ rows) =>
	`],"isException":false,"exceptionMessage":null,"duration":5,"resultRowCount":${rows},"engineType":"NATIVE","pushDown":false,"realizations":[],"partial":false},"msg":""}`;

/** Answers every query: with the rows the project names, each value 20 characters long if they are many. */
function serve() {
	const rows = Array.from({ length: ROWS }, (_, row) => JSON.stringify(rowOf(row)));
	const small = Buffer.from(HEAD + rows.join(',') + tailOf(ROWS));
	const wide = Buffer.from(`${JSON.stringify(Array(COLUMNS).fill('x'.repeat(20)))},`.repeat(1_000));
	const server = http.createServer(async (request, response) => {
		let body = '';
		for await (const piece of request) body += piece;
		response.setHeader('Content-Type', 'application/json');
		const count = Number(JSON.parse(body).project);
		if (count === ROWS) return response.end(small);
		response.write(HEAD);
		for (let sent = 1_000; sent < count; sent += 1_000) {
			if (!response.write(wide)) await new Promise((go) => response.once('drain', go));
		}
		return response.end(wide.subarray(0, -1) + tailOf(count));
	});
	void listen(server).then((url) => process.send?.(url));
	process.once('disconnect', () => process.exit());
}

/** @param {number} rows @param {Json} more */
function parametersFor(rows, more) {
	return {
		resource: 'query',
		operation: 'execute',
		project: { __rl: true, mode: 'name', value: String(rows) },
		query: 'select 1',
		returnAll: true,
		...more,
	};
}

/** @param {KylinCredential} credential */
function rivalsOf(credential) {
	const { loadN8nNodes, runChain } = require('./engine');
	const { host, username, password } = credential;
	const headers = {
		Accept: 'application/vnd.apache.kylin-v4-public+json',
		Authorization: `Basic ${btoa(`${username}:${password}`)}`,
		'Content-Type': 'application/json',
	};
	const run = async (/** @type {Step[]} */ ...chain) => {
		const { items, error } = await runChain({ chain, credential });
		if (error) throw error;
		return items;
	};
	const node = (/** @type {Json} */ more) => ({
		type: 'apacheKylin',
		parameters: parametersFor(ROWS, more),
	});
	/** @type {Record<string, () => Promise<unknown[]>>} */
	const rivals = {
		'bare fetch, JSON.parse': async () => {
			const body = JSON.stringify({ project: String(ROWS), sql: 'select 1' });
			const answer = await fetch(`${host}/api/query`, { method: 'POST', headers, body });
			return JSON.parse(await answer.text()).data.results;
		},
		'this node, One Item per Row': async () => await run(node({ resultFormat: 'rows' })),
		'this node, One Item with All Rows': async () => await run(node({ resultFormat: 'all' })),
	};
	if (!existsSync(installedFolder('n8n-2'))) return rivals;
	loadN8nNodes();
	const request = {
		type: 'n8n-nodes-base.httpRequest',
		version: 4.2,
		parameters: {
			method: 'POST',
			url: `${host}/api/query`,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpBasicAuth',
			sendHeaders: true,
			headerParameters: { parameters: [{ name: 'Accept', value: headers.Accept }] },
			sendBody: true,
			specifyBody: 'json',
			jsonBody: JSON.stringify({ project: String(ROWS), sql: 'select 1' }),
			options: {},
		},
	};
	rivals['HTTP Request node and code that names the columns'] = async () => {
		const [{ json }] = await run(request);
		const names = json.data.columnMetas.map((/** @type {Json} */ { label }) => label);
		return json.data.results.map((/** @type {string[]} */ row) => ({
			json: Object.fromEntries(row.map((value, index) => [names[index], value])),
		}));
	};
	return rivals;
}

const median = (/** @type {number[]} */ numbers) =>
	numbers.sort((one, other) => one - other)[numbers.length >> 1];

/** @param {KylinCredential} credential @param {number} rounds */
async function compare(credential, rounds) {
	const rivals = Object.entries(rivalsOf(credential)).map(([name, run]) => ({
		name,
		run,
		times: /** @type {number[]} */ ([]),
		cpuTimes: /** @type {number[]} */ ([]),
	}));
	for (let round = 0; round < WARM_UP_ROUNDS + rounds; round += 1) {
		for (let turn = 0; turn < rivals.length; turn += 1) {
			const { run, times, cpuTimes } = rivals[(turn + round) % rivals.length];
			global.gc?.();
			const begin = performance.now();
			const beginCpu = process.cpuUsage();
			await run();
			if (round < WARM_UP_ROUNDS) continue;
			times.push(performance.now() - begin);
			const { user, system } = process.cpuUsage(beginCpu);
			cpuTimes.push((user + system) / 1000);
		}
	}
	const [reference] = rivals.map(({ times }) => median(times));
	// Other work on the machine disturbs the least of the processor's times least.
	const [cpuReference] = rivals.map(({ cpuTimes }) => Math.min(...cpuTimes));
	console.log(
		`\n${ROWS} rows of ${COLUMNS} columns, median of ${rounds}\n\n| | ms | × | least ms of the processor | × |\n|---|--:|--:|--:|--:|`,
	);
	for (const { name, times, cpuTimes } of rivals) {
		const [ms, cpu] = [median(times), Math.min(...cpuTimes)];
		const ratios = [(ms / reference).toFixed(2), (cpu / cpuReference).toFixed(2)];
		console.log(`| ${name} | ${ms.toFixed(1)} | ${ratios[0]} | ${cpu.toFixed(1)} | ${ratios[1]} |`);
	}
}

function peakMegabytes() {
	const [, kilobytes] = /VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
	return Number(kilobytes) / 1024;
}

/** Files go to a folder, as in an n8n with the binary mode filesystem. @param {string} folder */
async function openBinaryStore(folder) {
	const { BinaryDataConfig, BinaryDataService } = require('n8n-core');
	const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di');
	Object.assign(Container.get(BinaryDataConfig), {
		availableModes: ['filesystem'],
		mode: 'filesystem',
		localStoragePath: folder,
	});
	await Container.get(BinaryDataService).init();
}

/** @param {KylinCredential} credential @param {number} rows */
async function measureFile(credential, rows) {
	const { runChain } = require('./engine');
	const folder = mkdtempSync(join(tmpdir(), 'kylin-bench-files-'));
	await openBinaryStore(folder);
	// Linux keeps the highest memory of a process, and begins anew when asked.
	global.gc?.();
	writeFileSync('/proc/self/clear_refs', '5');
	const before = peakMegabytes();
	const begin = performance.now();
	const parameters = parametersFor(rows, { resultFormat: 'file' });
	const chain = [{ type: 'apacheKylin', parameters }];
	const { items, error } = await runChain({ chain, credential });
	if (error) throw error;
	const [{ json, binary }] = items;
	const seconds = ((performance.now() - begin) / 1000).toFixed(1);
	const more = (peakMegabytes() - before).toFixed(0);
	console.log(
		`\n${json.row_count} rows as a file of ${(binary.data.bytes / MEGABYTE).toFixed(0)} MB: ${seconds} s, at most ${more} MB above the ${before.toFixed(0)} MB of the process before`,
	);
	rmSync(folder, { recursive: true, force: true });
}

async function main() {
	const { values } = parseArgs({
		options: {
			rounds: { type: 'string', default: '15' },
			rows: { type: 'string', default: '2000000' },
		},
	});
	const server = fork(__filename, ['serve']);
	/** @type {string} */
	const url = await new Promise((resolve) => server.once('message', resolve));
	const credential = { host: url, username: 'ADMIN', password: 'KYLIN' };
	// The file first: afterwards the process is large already.
	if (process.platform === 'linux') await measureFile(credential, Number(values.rows));
	await compare({ ...credential, host: `${credential.host}/kylin` }, Number(values.rounds));
	server.disconnect();
	process.exit();
}

if (process.argv[2] === 'serve') serve();
else void main();
