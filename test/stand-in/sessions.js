// @ts-check
'use strict';

const { randomUUID } = require('node:crypto');

/**
 * Sessions as Kylin keeps them (recordings 535 to 540): a row for every login, found by a cookie, gone ten minutes after its
 * last use. A session stands for its user whatever the password of the same request says.
 */

/** Kylin's own name of the cookie. */
const COOKIE_NAME = '2f0c2ddf5aa6bf57023d3ce6dc4799bc1b34c07359061011824f330ecdd05e12';

const IDLE_MS = 600_000;

/** @typedef {{ id: string, user: import('./auth').User | null, usedAt: number }} Session `user` null = anonymous */

/** The session ID that the cookie carries, '' = none. @param {string | undefined} header the request's `Cookie` */
function sessionIdOf(header) {
	const cookies = (header ?? '').split(';').map((cookie) => cookie.trim());
	const own = cookies.find((cookie) => cookie.startsWith(`${COOKIE_NAME}=`));
	return own ? Buffer.from(own.slice(COOKIE_NAME.length + 1), 'base64').toString('utf8') : '';
}

function createSessions() {
	/** @type {Map<string, Session>} in the order of their last use */
	const sessions = new Map();

	/** @param {number} now */
	function dropIdle(now) {
		for (const { id, usedAt } of sessions.values()) {
			if (now - usedAt <= IDLE_MS) return;
			sessions.delete(id);
		}
	}

	return {
		/** PostgreSQL refuses such a text, and nothing catches that. @param {string | undefined} header */
		isUnreadable: (header) => sessionIdOf(header).includes('\0'),

		/** @param {string | undefined} header @param {number} now @returns {Session | null} */
		find(header, now) {
			dropIdle(now);
			return sessions.get(sessionIdOf(header)) ?? null;
		},

		/** @param {import('./auth').User | null} user @param {number} now @returns {Session} */
		begin(user, now) {
			const session = { id: randomUUID(), user, usedAt: now };
			sessions.set(session.id, session);
			return session;
		},

		/** @param {Session} session @param {number} now @returns {string} the answer's `Set-Cookie` */
		keep(session, now) {
			session.usedAt = now;
			sessions.delete(session.id);
			sessions.set(session.id, session);
			const value = Buffer.from(session.id).toString('base64');
			return `${COOKIE_NAME}=${value}; Path=/kylin; HttpOnly; SameSite=Lax`;
		},

		get size() {
			return sessions.size;
		},
	};
}

module.exports = { createSessions };
