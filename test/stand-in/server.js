// @ts-check
'use strict';

const { authenticate } = require('./auth');
const { KylinError, errorEnvelope, errors, prettyPrinted } = require('./errors');
const {
	JSON_TYPE,
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
 * One request, in the order in which a Kylin server looks at it (contract 1.6).
 * @typedef {import('./http').Answer} Answer
 * @typedef {import('./auth').User} User
 * @typedef {{ method: string, path: string, rawQuery: string, query: Map<string, string[]>, headers: Record<string, any>, body: string, origin: string }} Request
 */

/** Kylin's own paths, whatever path a reverse proxy in front of it uses. */
const CONTEXT_PATH = '/kylin';
const API = `${CONTEXT_PATH}/api`;

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
		if (allowed.length === 0) return bootError(404, 'Not Found', path, accept, now);
		if (routes.length === 0) {
			const answer = bootError(405, 'Method Not Allowed', path, accept, now);
			return { ...answer, headers: { ...answer.headers, Allow: allowed.join(', ') } };
		}
		const chosen = choose(routes, accept);
		if (!chosen) return bootError(406, 'Not Acceptable', path, accept, now);

		const { route, negotiated } = chosen;
		const ids = (route.path.exec(rest) ?? []).slice(1).map(decodePath);
		const language = request.headers['accept-language'];
		const context = /** @type {any} */ ({ state, profile, queries, user, now, language });
		try {
			return await negotiated.handler.run(context, request, ids, negotiated.contentType);
		} catch (error) {
			if (!(error instanceof KylinError)) throw error;
			return errorAnswer(origin, error, path, negotiated.errorType);
		}
	}

	/** @param {Request} request @returns {Promise<Answer>} */
	return async function handle(request) {
		const { path, rawQuery, origin, headers } = request;
		if (FORBIDDEN_IN_TARGET.test(path + rawQuery)) {
			return tomcatError(400, 'Bad Request', 'Invalid character found in the request target.');
		}
		if (!path.startsWith(`${CONTEXT_PATH}/`)) {
			return tomcatError(
				404,
				'Not Found',
				'The origin server did not find a current representation for the target resource.',
			);
		}
		// A trailing slash is tolerated, but stays in what an answer says of the request (1.1, section 5).
		const rest = path.startsWith(`${API}/`) ? path.slice(API.length).replace(/(.)\/+$/, '$1') : '';
		const unknown = rest === '' ? null : refusedProject(state, request);
		if (unknown !== null) {
			const error = errors.unknownProject(unknown);
			return errorAnswer(origin, error, `${API}/error`, fallbackType(headers.accept));
		}

		const now = state.clock.now();
		const isOpen = fittingRoutes(request.method, rest).routes.some(({ open }) => open);
		const visitor = sessions.userOf(state.users, headers.cookie);
		let loggedIn;
		try {
			loggedIn = authenticate(state.users, headers.authorization, now);
			if (!loggedIn && !visitor && !isOpen) throw errors.notLoggedIn();
		} catch (error) {
			if (!(error instanceof KylinError)) throw error;
			const question = rawQuery ? `?${rawQuery}` : '';
			const envelope = errorEnvelope(error, origin + path + question);
			return jsonAnswer(error.status, JSON_TYPE, prettyPrinted(envelope));
		}

		const answer = await dispatch(request, rest, loggedIn ?? visitor, now);
		if (!loggedIn || loggedIn === visitor) return answer;
		return {
			...answer,
			headers: { ...answer.headers, 'Set-Cookie': sessions.setCookie(loggedIn) },
		};
	};
}

module.exports = { createApplication, CONTEXT_PATH };
