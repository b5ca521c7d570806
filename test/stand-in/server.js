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

/**
 * One request, in the order in which a Kylin server looks at it (contract 1.6).
 * @typedef {import('./http').Answer} Answer
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

/**
 * The cluster filter looks at `project` before anybody is authenticated; in a body only if it claims to be JSON.
 * @param {import('./state').State} state
 * @param {{ method: string, path: string, query: Map<string, string[]>, headers: Record<string, any>, body: string }} request
 */
function refusedProject(state, { method, path, query, headers, body }) {
	if (method === 'GET' || path.startsWith(`${API}/user/authentication`)) return null;
	const isJson = String(headers['content-type'] ?? '').includes('json');
	const name = query.get('project')?.[0] || (isJson ? peekProject(body) : null);
	return name && !state.findProject(name) ? name : null;
}

/**
 * @param {object} parts
 * @param {import('./state').State} parts.state
 * @param {import('./profiles').Profile} parts.profile
 */
function createApplication({ state, profile }) {
	/** @param {string} origin @param {KylinError} error @param {string} path @param {string} type */
	function errorAnswer(origin, error, path, type) {
		return jsonAnswer(error.status, type, JSON.stringify(errorEnvelope(error, origin + path)));
	}

	/** @param {any} request @param {string} rest path below the API */
	function route(request, rest) {
		const fitting = ROUTES.filter(({ path }) => path.test(rest));
		const found = fitting.find(({ method }) => method === request.method);
		return { found, methods: fitting.map(({ method }) => method) };
	}

	/**
	 * @param {{ method: string, path: string, rawQuery: string, query: Map<string, string[]>, headers: Record<string, any>, body: string, origin: string }} request
	 * @returns {Answer}
	 */
	return function handle(request) {
		const { accept } = request.headers;
		const now = state.clock.now();
		const path = request.path.replace(/(.)\/+$/, '$1');
		if (FORBIDDEN_IN_TARGET.test(request.path + request.rawQuery)) {
			return tomcatError(400, 'Bad Request', 'Invalid character found in the request target.');
		}
		if (!path.startsWith(`${CONTEXT_PATH}/`)) {
			return tomcatError(
				404,
				'Not Found',
				'The origin server did not find a current representation for the target resource.',
			);
		}
		const unknown = path.startsWith(`${API}/`) ? refusedProject(state, request) : null;
		if (unknown !== null) {
			return errorAnswer(
				request.origin,
				errors.unknownProject(unknown),
				`${API}/error`,
				fallbackType(accept),
			);
		}

		const { found, methods } = route(request, path.slice(API.length));
		let user;
		try {
			user = authenticate(state.users, request.headers.authorization, now);
			if (!user && !found?.open) throw errors.notLoggedIn();
		} catch (error) {
			if (!(error instanceof KylinError)) throw error;
			const question = request.rawQuery ? `?${request.rawQuery}` : '';
			const envelope = errorEnvelope(error, request.origin + path + question);
			return jsonAnswer(error.status, JSON_TYPE, prettyPrinted(envelope));
		}

		if (!found) {
			if (methods.length === 0) return bootError(404, 'Not Found', path, accept, now);
			const answer = bootError(405, 'Method Not Allowed', path, accept, now);
			return { ...answer, headers: { ...answer.headers, Allow: methods.join(', ') } };
		}
		const negotiated = negotiate(accept, found.handlers);
		if (!negotiated) return bootError(406, 'Not Acceptable', path, accept, now);

		const ids = (found.path.exec(path.slice(API.length)) ?? []).slice(1).map(decodePath);
		const context = /** @type {any} */ ({ state, profile, user, now });
		try {
			return negotiated.handler.run(context, request, ids, negotiated.contentType);
		} catch (error) {
			if (!(error instanceof KylinError)) throw error;
			return errorAnswer(request.origin, error, path, negotiated.errorType);
		}
	};
}

module.exports = { createApplication, CONTEXT_PATH };
