// @ts-check
'use strict';

const { buildErrors } = require('./buildErrors');

/** What all requests that create jobs have in common (build contract, 1.3). */

const MAX_TAG_LENGTH = 512;
const DEFAULT_PRIORITY = 3;
const LAST_PRIORITY = 4;

/** @type {Record<string, import('./body').Kind>} */
const JOB_FIELDS = {
	project: 'text',
	priority: 'int',
	yarn_queue: 'text',
	tag: 'any',
};

/** @param {Record<string, any>} body */
function priorityOf({ priority = DEFAULT_PRIORITY }) {
	return /** @type {number} */ (priority);
}

/** @param {Record<string, any>} body */
function checkPriority(body) {
	const priority = priorityOf(body);
	if (priority < 0 || priority > LAST_PRIORITY) throw buildErrors.priority();
}

/** Its JSON text counts, quotes included. @param {unknown} tag */
function checkTag(tag) {
	if (tag === undefined || tag === null) return;
	if (JSON.stringify(tag).length > MAX_TAG_LENGTH) throw buildErrors.tagTooLong();
}

module.exports = { DEFAULT_PRIORITY, JOB_FIELDS, checkPriority, checkTag, priorityOf };
