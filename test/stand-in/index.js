// @ts-check
'use strict';

const http = require('node:http');
const https = require('node:https');
const { buffer } = require('node:stream/consumers');
const { parseQuery } = require('./bindings');
const { createTestApi } = require('./builds/testApi');
const { createCallbacks } = require('./callbacks');
const { createClock } = require('./clock');
const { createDemoSeed } = require('./demoSeed');
const { Faults, bufferOf, ownAnswer, skipsHandling, spoil } = require('./faults');
const { createHousekeeping } = require('./housekeeping');
const { withKeptAnswers } = require('./keptAnswers');
const { createPrice } = require('./price');
const { DEFAULT_PROFILE, PROFILES } = require('./profiles');
const { createQueries } = require('./query');
const { createScheduler } = require('./scheduler');
const { CONTEXT_PATH, createApplication } = require('./server');
const { State } = require('./state');
const { applyAction, moveTo } = require('./transitions');
const { createZone } = require('./zone');

/**
 * A stand-in for the Job API of Apache Kylin 5. See README.md.
 *
 * @typedef {object} Options
 * @property {import('./profiles').ProfileName} [profile] which Kylin; 5.0.2 is 5.0.3 as well
 * @property {any} [seed] seed document; without one a demo seed relative to now
 * @property {string} [timeZone] the server's, as Java names it: UTC unless given, or `Asia/Shanghai`, `GMT+08:00`
 * @property {boolean} [frozen] the clock stands at the seed's `recorded_at` and the scheduler moves nothing
 * @property {boolean} [manual] the clock moves by `clock.advance(ms)` only
 * @property {number} [clock] where the clock starts; implies `manual` unless `frozen`
 * @property {import('./scheduler').Setup} [scheduler] how often it looks and how many jobs it runs
 * @property {import('./callbacks').CallbackOptions} [callback] whom it tells of ended runs
 * @property {boolean} [housekeeping] it submits its own jobs every half hour
 * @property {number} [speed] how much faster than the wall clock time flows
 * @property {number} [port] 0 = any free one
 * @property {Array<{ username: string, password: string, admin?: boolean, disabled?: boolean }>} [users]
 * @property {number | ((request: ReceivedRequest) => number)} [latencyMs]
 * @property {{ key: string | Buffer, cert: string | Buffer }} [https]
 * @property {string} [basePath] '/kylin' unless a reverse proxy serves it elsewhere
 * @property {'kylin' | 'none'} [pageCost]
 * @property {import('./price').Price} [price] what requests cost; nothing unless given
 * @property {(state: State, request: ReceivedRequest) => void} [onRequest] runs before every request
 * @property {(state: State, request: ReceivedRequest) => void} [mutate] runs before every list answer
 *
 * @typedef {object} ReceivedRequest
 * @property {string} method
 * @property {string} path as sent
 * @property {string} rawQuery
 * @property {Record<string, string | string[]>} query
 * @property {Record<string, string | string[] | undefined>} headers
 * @property {string} body
 * @property {number | null} status of the answer; null = none was sent
 * @property {number} time wall clock
 */

/** @param {http.IncomingMessage} message */
async function readBody(message) {
	const chunks = [];
	for await (const chunk of message) chunks.push(chunk);
	return Buffer.concat(chunks).toString('utf8');
}

/** @param {number} ms */
function sleep(ms) {
	return new Promise((resolve) => {
		setTimeout(resolve, ms).unref();
	});
}

/** @param {Map<string, string[]>} query */
function plainQuery(query) {
	return Object.fromEntries(
		[...query].map(([name, values]) => [name, values.length > 1 ? values : values[0]]),
	);
}

/** @param {Options} options */
function clockMode({ frozen, manual, clock }) {
	if (frozen) return 'frozen';
	return manual || clock !== undefined ? 'manual' : 'real';
}

/** @param {Options} [options] */
async function startStandIn(options = {}) {
	const profile = PROFILES[options.profile ?? DEFAULT_PROFILE];
	const mode = clockMode(options);
	const clock = createClock({ mode, speed: options.speed });
	const state = new State(clock, options.users, createZone(options.timeZone));
	const scheduler = createScheduler(state, options.scheduler);
	const housekeeping = options.housekeeping ? createHousekeeping(state, profile) : undefined;
	const price = options.price && createPrice(options.price);
	const callbacks = createCallbacks(state, options.callback);
	clock.onAdvance(catchUp);
	const faults = new Faults();
	const queries = createQueries();
	/** @type {ReceivedRequest[]} */
	const requests = [];
	const application = createApplication({ state, profile, queries });
	const handle = options.pageCost === 'none' ? withKeptAnswers(application, state) : application;
	const basePath = (options.basePath ?? CONTEXT_PATH).replace(/\/+$/, '');
	const scheme = options.https ? 'https' : 'http';

	const standIn = {
		url: '',
		port: 0,
		profile: profile.name,
		clock,
		state,
		faults,
		queries,
		requests,
		callbacks,
		latencyMs: options.latencyMs ?? 0,
		onRequest: options.onRequest,
		mutate: options.mutate,
		/** Replaces everything, in a stopped clock also the time. @param {any} doc */
		seed(doc) {
			load(doc, doc.recorded_at);
		},
		/** Adds a job in the notation of a seed. @param {any} job */
		submit(job) {
			catchUp();
			return state.addJob(job);
		},
		/** Models, segments and the jobs that requests start. */
		builds: createTestApi(state, catchUp),
		/** Internal states by job id. */
		jobs() {
			catchUp();
			return Object.fromEntries([...state.jobs.values()].map((job) => [job.id, job.state]));
		},
		/** As PUT /jobs/status does it to one job. @param {string} id @param {'PAUSE' | 'RESUME' | 'RESTART' | 'DISCARD'} action */
		act(id, action) {
			catchUp();
			state.update(id, (job) => applyAction(job, action, clock.now()));
			callbacks.collect();
		},
		/** The job fails now, as told; without a failure as Kylin tells of one. @param {string} id @param {import('./failures').Failure} [failure] */
		fail(id, failure) {
			catchUp();
			state.update(id, (job) => {
				if (failure) job.failure = failure;
				if (job.state !== 'RUNNING') moveTo(job, 'RUNNING', clock.now());
				moveTo(job, 'ERROR', clock.now());
			});
			callbacks.collect();
		},
		/** Kylin is killed and started again; the API answers on. */
		crash() {
			catchUp();
			scheduler.crash();
		},
		close,
	};

	/** Lives through everything that was due until now. */
	function catchUp() {
		scheduler.catchUp(housekeeping);
		callbacks.collect();
	}

	/** @param {any} doc @param {number | undefined} time where a stopped clock starts */
	function load(doc, time) {
		if (mode !== 'real' && time !== undefined) clock.set(time);
		state.load(doc);
		scheduler.reset();
		housekeeping?.reset();
	}

	/** @param {http.ServerResponse} response @param {import('./http').Answer} answer @param {import('./faults').Fault | null} fault */
	async function send(response, answer, fault) {
		if (answer.stream)
			return await sendStream(response, answer.status, answer.headers, answer.stream());
		const body = bufferOf(answer);
		response.writeHead(answer.status, { ...answer.headers, 'Content-Length': body.length });
		if (fault?.reset === 'inBody') {
			response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.destroy());
			return;
		}
		if (fault?.stall) {
			response.write(body.subarray(0, Math.floor(body.length / 2)));
			return;
		}
		if (fault?.drip) return await drip(response, body);
		if (fault?.slowBodyMs) {
			const half = Math.floor(body.length / 2);
			response.write(body.subarray(0, half));
			await sleep(fault.slowBodyMs);
			response.end(body.subarray(half));
			return;
		}
		response.end(body);
	}

	/** @param {http.ServerResponse} response @param {any} value */
	function sendControl(response, value) {
		response.writeHead(200, { 'Content-Type': 'application/json;charset=UTF-8' });
		response.end(JSON.stringify(value));
	}

	/** @param {http.ServerResponse} response @param {string} method @param {string} path @param {string} body */
	function control(response, method, path, body) {
		if (method === 'POST' && path === '/_seed') {
			standIn.seed(JSON.parse(body));
			sendControl(response, { jobs: state.jobs.size });
			return true;
		}
		if (method === 'GET' && path === '/_jobs') {
			sendControl(response, standIn.jobs());
			return true;
		}
		return false;
	}

	/** @param {http.IncomingMessage} message @param {http.ServerResponse} response */
	async function serve(message, response) {
		const [path, rawQuery = ''] = splitTarget(message.url ?? '/');
		const method = message.method ?? 'GET';
		const body = await readBody(message);
		const arrived = performance.now();
		if (control(response, method, path, body)) return;

		const query = parseQuery(rawQuery);
		/** @type {ReceivedRequest} */
		const received = {
			method,
			path,
			rawQuery,
			query: plainQuery(query),
			headers: message.headers,
			body,
			status: null,
			time: Date.now(),
		};
		requests.push(received);
		const { latencyMs } = standIn;
		const waitMs = typeof latencyMs === 'function' ? latencyMs(received) : latencyMs;
		if (waitMs > 0) await sleep(waitMs);
		catchUp();
		standIn.onRequest?.(state, received);

		const request = {
			method,
			path: inKylin(path),
			rawQuery,
			query,
			headers: message.headers,
			body,
			origin: `${scheme}://${message.headers.host}`,
		};
		const fault = faults.match({ ...request, path });
		if (fault?.hang) return;
		if (fault?.reset === 'beforeHandling') {
			message.socket.destroy();
			return;
		}
		if (fault?.raw !== undefined) return await sendRaw(message.socket, fault.raw, fault);
		if (method === 'GET' && request.path.endsWith('/api/jobs')) standIn.mutate?.(state, received);
		const handled = fault && skipsHandling(fault) ? ownAnswer(fault) : await handle(request);
		const answer = fault ? await gathered(handled) : handled;
		callbacks.collect();
		if (price) await sleep(price.doneAt(arrived, answer.jobsRead ?? 0) - performance.now());
		if (fault?.slowHeadersMs) await sleep(fault.slowHeadersMs);
		if (fault?.reset === 'beforeHeaders') {
			message.socket.destroy();
			return;
		}
		received.status = answer.status;
		await send(response, fault ? spoil(fault, answer) : answer, fault);
	}

	/** A path outside `basePath` must miss Kylin as well. @param {string} path */
	function inKylin(path) {
		if (basePath === CONTEXT_PATH) return path;
		return path.startsWith(`${basePath}/`)
			? CONTEXT_PATH + path.slice(basePath.length)
			: `/outside${path}`;
	}

	const listener = (
		/** @type {http.IncomingMessage} */ message,
		/** @type {http.ServerResponse} */ response,
	) => {
		serve(message, response).catch((error) => {
			if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
			response.end(`stand-in: ${error.stack}`);
		});
	};
	const server = options.https
		? https.createServer(options.https, listener)
		: http.createServer(listener);

	async function close() {
		callbacks.close();
		await new Promise((resolve) => {
			server.close(resolve);
			server.closeAllConnections();
		});
		await queries.close();
	}

	const firstSeed = options.seed ?? createDemoSeed(options.clock ?? clock.now());
	load(firstSeed, options.clock ?? firstSeed.recorded_at);
	await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, '127.0.0.1', () => resolve(undefined));
	});
	const address = /** @type {import('node:net').AddressInfo} */ (server.address());
	standIn.port = address.port;
	standIn.url = `${scheme}://127.0.0.1:${address.port}${basePath}`;
	return standIn;
}

/**
 * Each piece is sent before the next is made, so that nothing piles up and a break comes behind what was sent.
 * @param {http.ServerResponse} response @param {number} status @param {Record<string, string>} headers
 * @param {AsyncIterable<Buffer>} pieces
 */
async function sendStream(response, status, headers, pieces) {
	response.writeHead(status, headers);
	try {
		for await (const piece of pieces) {
			await new Promise((resolve, reject) => {
				response.write(piece, (error) => (error ? reject(error) : resolve(undefined)));
			});
		}
		response.end();
	} catch {
		response.destroy();
	}
}

const DRIP_MS = 50;

/** A byte after the other, so that the connection is never silent. @param {import('node:stream').Writable} to @param {Buffer} bytes */
async function drip(to, bytes) {
	for (const byte of bytes) {
		if (to.destroyed) return;
		to.write(Buffer.of(byte));
		await sleep(DRIP_MS);
	}
	to.end();
}

/** @param {import('node:stream').Writable} socket @param {string} raw @param {import('./faults').Fault} fault */
async function sendRaw(socket, raw, fault) {
	const bytes = Buffer.from(raw, 'latin1');
	if (fault.drip) await drip(socket, bytes);
	else if (fault.stall) socket.write(bytes);
	else socket.end(bytes);
}

/** What a fault spoils is read whole. @param {import('./http').Answer} answer */
async function gathered({ stream, ...answer }) {
	return stream ? { ...answer, body: await buffer(stream()) } : answer;
}

/** @param {string} target */
function splitTarget(target) {
	const cut = target.indexOf('?');
	return cut < 0 ? [target] : [target.slice(0, cut), target.slice(cut + 1)];
}

module.exports = { startStandIn };
