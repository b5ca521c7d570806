// @ts-check
'use strict';

const { KylinError } = require('../errors');

/** Errors of the query controller, in the envelope (contract 10.3). */

/** @param {string} code @param {string} name @param {string} text */
function oldStyle(code, name, text) {
	return new KylinError({ msg: `${code}(${name}):${text}`, errorCode: code });
}

const refusals = {
	bothForced: () =>
		oldStyle(
			'KE-020050001',
			'unknown',
			'Cannot force the query to pushdown and index at the same time. Only one of the parameter “forcedToPushDown“ and “forced_to_index” could be used. Please check and try again.',
		),
	emptySql: () =>
		oldStyle(
			'KE-010014004',
			'Empty Sql Expression',
			'SQL can’t be empty. Please check and try again.',
		),
	busy: () =>
		oldStyle('KE-020032001', 'Busy Query', 'Query rejected. Caused by query server is too busy'),
};

module.exports = { refusals };
