// @ts-check
'use strict';

const { describeUser } = require('./auth');
const { bindString } = require('./bindings');
const { errors } = require('./errors');
const { bindPaging, cutList } = require('./paging');

/**
 * GET /user: what an administrator sees of the users and their locks.
 * @param {import('./listJobs').Context} context @param {import('./bindings').Query} query
 */
function listUsers({ state, user, profile }, query) {
	const { offset, limit } = bindPaging(query, 'page_offset', 'page_size');
	if (!user.admin) throw errors.accessDenied();
	const wanted = (bindString(query, 'name') ?? '').toLowerCase();
	const rows = [...state.users.values()]
		.filter(({ username }) => username.toLowerCase().includes(wanted))
		.map((found) => ({
			...describeUser(found, profile.version),
			has_query_permission: found.admin,
			is_super_admin: found.admin,
		}));
	return { value: cutList(rows, offset, limit), offset, limit, total_size: rows.length };
}

module.exports = { listUsers };
