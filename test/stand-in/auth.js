// @ts-check
'use strict';

const { createHash } = require('node:crypto');
const { parse } = require('basic-auth');
const { errors } = require('./errors');

/** Basic authentication with Kylin's lock-out (contract 1.3). */

/** When everything that a seed gives no date was made. */
const BORN = 1700000000000;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Lock time in seconds after that many consecutive failures; from 10 on it is permanent. */
const LOCK_SECONDS = [0, 0, 0, 30, MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, DAY, 3 * DAY];

/** @param {number} failures */
function lockSeconds(failures) {
	return LOCK_SECONDS[failures] ?? Infinity;
}

/** @param {number} seconds */
function spelled(seconds) {
	const parts = [
		[Math.floor(seconds / DAY), 'days'],
		[Math.floor(seconds / HOUR) % 24, 'hours'],
		[Math.floor(seconds / MINUTE) % 60, 'minutes'],
		[seconds % 60, 'seconds'],
	];
	return parts
		.filter(([count]) => Number(count) > 0)
		.map(([count, unit]) => `${count} ${unit}`)
		.join(' ');
}

/**
 * @typedef {object} User
 * @property {string} username
 * @property {string} password
 * @property {boolean} admin
 * @property {boolean} disabled
 * @property {number} wrongTime consecutive failures
 * @property {number} lockedTime
 * @property {number} firstFailedTime
 * @property {boolean} locked
 * @property {string} uuid
 * @property {number} createTime
 * @property {number} lastModified
 * @property {number} mvcc how often the record has changed
 */

/**
 * @typedef {{ username: string, password: string, admin?: boolean, disabled?: boolean, uuid?: string, create_time?: number, last_modified?: number }} SeedUser
 * @param {SeedUser} user @returns {User}
 */
function createUser({ username, password, admin = false, disabled = false, ...record }) {
	return {
		username,
		password,
		admin,
		disabled,
		wrongTime: 0,
		lockedTime: 0,
		firstFailedTime: 0,
		locked: false,
		uuid: record.uuid ?? uuidOf(username),
		createTime: record.create_time ?? BORN,
		lastModified: record.last_modified ?? BORN,
		mvcc: 0,
	};
}

/** Whether somebody logs in, readably or not. @param {string | undefined} header @returns {header is string} */
function isBasic(header) {
	return /^\s*basic/i.test(header ?? '');
}

/** Whom a Basic header names, in upper case; null = nobody. @param {string | undefined} header */
function basicName(header) {
	return parse(header ?? '')?.name.toUpperCase() ?? null;
}

/** Every change of a user is one of its record. @param {User} user @param {number} now */
function touch(user, now) {
	user.mvcc += 1;
	user.lastModified = now;
}

/** @param {User} user @param {number} now */
function refuseLocked(user, now) {
	const duration = lockSeconds(user.wrongTime);
	if (duration === Infinity) {
		throw errors.userLocked(
			`User ${user.username} is locked permanently. Please contact to your administrator to reset.`,
		);
	}
	const elapsed = now - user.lockedTime;
	if (elapsed >= duration * 1000) {
		user.locked = false;
		touch(user, now);
		return;
	}
	const left = Math.max(1, Math.floor(duration - elapsed / 1000));
	const next = lockSeconds(user.wrongTime + 1);
	const warning = next === Infinity ? 'permanently.' : `for ${spelled(next)}.`;
	throw errors.userLocked(
		`For security concern, account ${user.username} has been locked. Please try again in ${spelled(left)}. Login failure again will be locked ${warning}.`,
	);
}

/** @param {User} user @param {number} now */
function countFailure(user, now) {
	if (user.wrongTime === 0) user.firstFailedTime = now;
	user.wrongTime += 1;
	if (lockSeconds(user.wrongTime) > 0) {
		user.locked = true;
		user.lockedTime = now;
	}
	touch(user, now);
}

/**
 * @param {Map<string, User>} users by upper-case name
 * @param {string | undefined} header
 * @param {number} now
 * @returns {User | null} null = anonymous
 */
function authenticate(users, header, now) {
	if (!isBasic(header)) return null;
	const credentials = parse(header);
	const user = credentials ? users.get(credentials.name.toUpperCase()) : undefined;
	if (!credentials || !user) throw errors.badCredentials();
	if (user.locked) refuseLocked(user, now);
	if (user.disabled) throw errors.userDisabled();
	if (credentials.pass !== user.password) {
		countFailure(user, now);
		throw errors.badCredentials();
	}
	if (user.wrongTime > 0) touch(user, now);
	user.wrongTime = 0;
	user.lockedTime = 0;
	user.firstFailedTime = 0;
	return user;
}

const LEVELS = ['EMPTY', 'READ', 'OPERATION', 'MANAGEMENT', 'ADMINISTRATION'];
const LEVEL_ALIASES = /** @type {Record<string, string>} */ ({
	QUERY: 'READ',
	ADMIN: 'ADMINISTRATION',
});

/** @param {User | null} user @param {{ permissions: Map<string, string> }} project */
function permissionOn(user, project) {
	if (!user) return 'EMPTY';
	if (user.admin) return 'ADMINISTRATION';
	const grant = project.permissions.get(user.username.toUpperCase()) ?? 'EMPTY';
	return LEVEL_ALIASES[grant] ?? grant;
}

/** @param {User | null} user @param {{ permissions: Map<string, string> }} project @param {string} level */
function isAllowed(user, project, level) {
	return LEVELS.indexOf(permissionOn(user, project)) >= LEVELS.indexOf(level);
}

/** Kylin's stand-in recordings name things by a plain MD5 UUID (version 3). @param {string} name */
function uuidOf(name) {
	const hash = createHash('md5').update(name).digest();
	hash[6] = (hash[6] & 0x0f) | 0x30;
	hash[8] = (hash[8] & 0x3f) | 0x80;
	const hex = hash.toString('hex');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		hex.slice(12, 16),
		hex.slice(16, 20),
		hex.slice(20),
	].join('-');
}

/** The body of /user/authentication (1.4). @param {User} user @param {string} version */
function describeUser(user, version) {
	const roles = user.admin ? ['ROLE_ADMIN', 'ALL_USERS'] : ['ALL_USERS'];
	return {
		username: user.username,
		authorities: roles.map((authority) => ({ authority })),
		disabled: user.disabled,
		defaultPassword: true,
		locked: user.locked,
		uuid: user.uuid,
		last_modified: user.lastModified,
		create_time: user.createTime,
		version,
		mvcc: user.mvcc,
		locked_time: user.lockedTime,
		wrong_time: user.wrongTime,
		first_login_failed_time: user.firstFailedTime,
	};
}

module.exports = {
	createUser,
	authenticate,
	basicName,
	permissionOn,
	isAllowed,
	describeUser,
	uuidOf,
	LEVELS,
};
