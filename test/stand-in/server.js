// @ts-check
'use strict';

const { gzipSync } = require('node:zlib');
const { authenticate, basicName } = require('./auth');
const { KylinError, errorEnvelope, errors, prettyPrinted } = require('./errors');
const {
	CORS_VARY,
	JSON_TYPE,
	V2,
	V4,
	bootError,
	fallbackType,
	jsonAnswer,
	negotiate,
	tomcatError,
} = require('./http');
const { peekProject } = require('./jsonBody');
const { ROUTES } = require('./routes');
const { createSessions } = require('./sessions');

/**
 * One request, in the order in which a Kylin server looks at it: session and password, the project of a change, the right to
 * be here at all, handler (contract 1.6; a wrong password comes before an unknown project, recordings 321, 462, 493).
 * @typedef {import('./http').Answer} Answer
 * @typedef {import('./auth').User} User
 * @typedef {{ method: string, path: string, rawQuery: string, query: Map<string, string[]>, headers: Record<string, any>, body: string, origin: string }} Request
 */

/** Kylin's own paths, whatever path a reverse proxy in front of it uses. */
const CONTEXT_PATH = '/kylin';
const API = `${CONTEXT_PATH}/api`;
const ERROR_PATH = `${API}/error`;

const FORBIDDEN_IN_TARGET = /["<>[\\\]^`{|}\u0080-\uffff]/;

/** @param {string} text */
function decodePath(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

const FILTERED_METHODS = ['PUT', 'POST', 'DELETE'];

/**
 * The cluster filter looks at `project` before anybody is authenticated; in a body only if it claims to be JSON.
 * @param {import('./state').State} state @param {Request} request
 */
function refusedProject(state, { method, path, query, headers, body }) {
	const isFree = path.startsWith(`${API}/user/authentication`) || path.startsWith(`${API}/query`);
	if (!FILTERED_METHODS.includes(method) || isFree) return null;
	const isJson = String(headers['content-type'] ?? '').includes('json');
	const name = query.get('project')?.[0] || (isJson ? peekProject(body) : null);
	return name && !state.findProject(name) ? name : null;
}

const ENDS_CONNECTION = [400, 500, 503];

/** Types that are compressed, and of which the answer says so. v4-public is not among them. */
const COMPRESSED_TYPES = [V4, V2, JSON_TYPE];

/** @param {Answer} answer @param {Record<string, string>} headers @returns {Answer} */
function withHeaders(answer, headers) {
	return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** @param {Answer} answer @param {Request} request @returns {Answer} */
function compressed(answer, { headers }) {
	const type = (answer.headers['Content-Type'] ?? '').split(';')[0];
	if (answer.stream || !COMPRESSED_TYPES.includes(type)) return answer;
	const varying = withHeaders(answer, { vary: 'accept-encoding' });
	if (!/\bgzip\b/i.test(headers['accept-encoding'] ?? '')) return varying;
	return {
		...withHeaders(varying, { 'Content-Encoding': 'gzip' }),
		body: gzipSync(answer.body),
	};
}

/** Spring's own answer to OPTIONS; a preflight of a foreign origin is refused. @param {Record<string, any>} headers @param {string[]} allowed @returns {Answer} */
function optionsAnswer(headers, allowed) {
	if (headers.origin && headers['access-control-request-method']) {
		return { status: 403, headers: { ...CORS_VARY }, body: 'Invalid CORS request' };
	}
	const methods = allowed.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
	return {
		status: 200,
		headers: { Allow: [...methods, 'OPTIONS'].join(','), 'Accept-Patch': '' },
		body: '',
	};
}

/** What is served beside the API needs no login. @param {string} path @param {string | undefined} accept @param {number} now */
function outsideApi(path, accept, now) {
	const answer = bootError(404, 'Not Found', path, accept, now);
	return withHeaders(answer, CORS_VARY);
}

/**
 * @param {object} parts
 * @param {import('./state').State} parts.state
 * @param {import('./profiles').Profile} parts.profile
 * @param {import('./query').Queries} parts.queries
 */
function createApplication({ state, profile, queries }) {
	const sessions = createSessions();

	/** @param {string} origin @param {KylinError} error @param {string} path @param {string} type */
	function errorAnswer(origin, error, path, type) {
		return jsonAnswer(error.status, type, JSON.stringify(errorEnvelope(error, origin + path)));
	}

	/** HEAD is answered from the GET mapping. @param {string} method @param {string} rest path below the API */
	function fittingRoutes(method, rest) {
		const known = ROUTES.filter(({ path }) => path.test(rest));
		const wanted = method === 'HEAD' ? 'GET' : method;
		return {
			routes: known.filter((route) => route.method === wanted),
			allowed: [...new Set(known.map((route) => route.method))],
		};
	}

	/** The most specific path that produces what is accepted. @param {import('./routes').Route[]} routes @param {string | undefined} accept */
	function choose(routes, accept) {
		for (const route of routes) {
			const negotiated = negotiate(accept, route.handlers);
			if (negotiated) return { route, negotiated };
		}
		return null;
	}

	/** @param {Request} request @param {string} rest @param {User | null} user @param {number} now @returns {Promise<Answer>} */
	async function dispatch(request, rest, user, now) {
		const { path, origin } = request;
		const { accept } = request.headers;
		const { routes, allowed } = fittingRoutes(request.method, rest);
		if (request.method === 'OPTIONS' && allowed.length > 0) {
			return optionsAnswer(request.headers, allowed);
		}
		if (allowed.length === 0) return bootError(404, 'Not Found', path, accept, now);
		if (routes.length === 0) {
			const answer = bootError(405, 'Method Not Allowed', path, accept, now);
			return withHeaders(answer, { Allow: allowed.join(', ') });
		}
		const chosen = choose(routes, accept);
		if (!chosen) return bootError(406, 'Not Acceptable', path, accept, now);

		const { route, negotiated } = chosen;
		const ids = (route.path.exec(rest) ?? []).slice(1).map(decodePath);
		const language = request.headers['accept-language'];
		const cost = { jobsRead: 0 };
		const context = /** @type {any} */ ({ state, profile, queries, user, now, language, cost });
		try {
			const answer = await negotiated.handler.run(context, request, ids, negotiated.contentType);
			return { ...answer, ...cost };
		} catch (error) {
			if (!(error instanceof KylinError)) throw error;
			return errorAnswer(origin, error, path, negotiated.errorType);
		}
	}

	/** @param {string} url @param {KylinError} error */
	function refusal(url, error) {
		const envelope = errorEnvelope(error, url);
		return jsonAnswer(error.status, JSON_TYPE, prettyPrinted(envelope));
	}

	/**
	 * Basic counts only where it names another user than the session: a cookie beats a wrong password.
	 * @param {Request} request @param {import('./sessions').Session | null} session @param {number} now
	 * @returns {{ session: import('./sessions').Session | null }}
	 */
	function logIn({ headers }, session, now) {
		const { authorization } = headers;
		if (session?.user && basicName(authorization) === session.user.username.toUpperCase()) {
			return { session };
		}
		const user = authenticate(state.users, authorization, now);
		return { session: user ? sessions.begin(user, now) : session };
	}

	/** @param {Request} request @param {string} rest @param {import('./sessions').Session | null} known @param {number} now */
	async function answerFor(request, rest, known, now) {
		let session = known;
		const keep = (/** @type {Answer} */ answer) =>
			session ? withHeaders(answer, { 'Set-Cookie': sessions.keep(session, now) }) : answer;
		const { headers, method, origin, path, rawQuery } = request;
		// An unknown project is passed on to the error page, which looks at the login, but lets everybody see it.
		const unknown = refusedProject(state, request);
		try {
			({ session } = logIn(request, known, now));
			if (unknown !== null) {
				const error = errors.unknownProject(unknown);
				return keep(
					compressed(errorAnswer(origin, error, ERROR_PATH, fallbackType(headers.accept)), request),
				);
			}
			const isOpen =
				(method === 'OPTIONS' && profile.opensOptions) ||
				fittingRoutes(method, rest).routes.some(({ open }) => open);
			if (!session?.user && !isOpen) {
				session ??= sessions.begin(null, now);
				throw errors.notLoggedIn();
			}
			return keep(compressed(await dispatch(request, rest, session?.user ?? null, now), request));
		} catch (error) {
			if (!(error instanceof KylinError)) throw error;
			const url = origin + path + (rawQuery ? `?${rawQuery}` : '');
			return keep(refusal(unknown === null ? url : origin + ERROR_PATH, error));
		}
	}

	/** @param {Request} request @returns {Promise<Answer>} */
	async function handle(request) {
		const { path, rawQuery, headers } = request;
		if (FORBIDDEN_IN_TARGET.test(path + rawQuery)) return tomcatError(400, 'Bad Request');
		if (!path.startsWith(`${CONTEXT_PATH}/`)) return tomcatError(404, 'Not Found');
		if (sessions.isUnreadable(headers.cookie)) {
			return tomcatError(500, 'Internal Server Error');
		}
		const now = state.clock.now();
		if (!path.startsWith(`${API}/`)) return outsideApi(path, headers.accept, now);
		// A trailing slash is tolerated, but stays in what an answer says of the request (1.1, section 5).
		const rest = path.slice(API.length).replace(/(.)\/+$/, '$1');
		return await answerFor(request, rest, sessions.find(headers.cookie, now), now);
	}

	/** Tomcat ends the connection after what it holds to be a broken request or server. @param {Request} request */
	return async (request) => {
		const answer = await handle(request);
		return ENDS_CONNECTION.includes(answer.status)
			? withHeaders(answer, { Connection: 'close' })
			: answer;
	};
}

module.exports = { createApplication, CONTEXT_PATH };
