// @ts-check
'use strict';

const { createHash, randomBytes } = require('node:crypto');

/** The session cookie of a successful login (contract 1.3). Its name is a SHA-256 hex string; clients can ignore it. */

/** @param {string} text */
function sha256(text) {
	return createHash('sha256').update(text).digest('hex');
}

const COOKIE_NAME = sha256('SESSION');

/** One session for each user, for as long as the server lives. */
function createSessions() {
	const secret = randomBytes(16).toString('hex');

	/** @param {import('./auth').User} user */
	function cookieOf(user) {
		return `${COOKIE_NAME}=${sha256(`${secret}${user.username}`)}`;
	}

	return {
		/** @param {Map<string, import('./auth').User>} users @param {string | undefined} header the request's `Cookie` */
		userOf(users, header) {
			if (!header?.includes(COOKIE_NAME)) return null;
			const sent = header.split(';').map((cookie) => cookie.trim());
			return [...users.values()].find((user) => sent.includes(cookieOf(user))) ?? null;
		},
		/** @param {import('./auth').User} user */
		setCookie(user) {
			return `${cookieOf(user)}; Path=/kylin; HttpOnly`;
		},
	};
}

module.exports = { createSessions };
