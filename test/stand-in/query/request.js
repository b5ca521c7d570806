// @ts-check
'use strict';

const { KylinError, errors } = require('../errors');

/**
 * The body of a query as Jackson binds it (contract 10.2): unknown members are ignored, absent ones take their default.
 *
 * @typedef {object} QueryRequest
 * @property {string | null} sql
 * @property {string | null} project
 * @property {number | null} limit
 * @property {number | null} offset
 * @property {boolean} forcedToPushDown
 * @property {boolean} forced_to_index
 * @property {boolean} partialMatchIndex
 * @property {boolean} acceptPartial
 * @property {string | null} queryId
 * @property {string | null} stopId
 * @property {string | null} user_defined_tag
 * @property {Array<{ className: string, value: string | null }> | null} params
 * @property {Record<string, string> | null} backdoorToggles
 */

const SOURCE = '(org.springframework.util.StreamUtils$NonClosingInputStream)';
const BEAN = 'org.apache.kylin.rest.request.PrepareSqlRequest';
const MAX_TAG = 256;

/** @param {string} type @param {unknown} value @param {string} member */
function mismatch(type, value, member) {
	const isText = typeof value === 'string';
	const what = isText
		? `String "${value}": not a valid \`${type}\` value`
		: `value of another type (${typeof value})`;
	return errors.unexpected(
		`Cannot deserialize value of type \`${type}\` from ${what}\n at [Source: ${SOURCE}; line: 1, column: 1] (through reference chain: ${BEAN}["${member}"])`,
	);
}

/** @param {unknown} value @param {string} member @returns {string | null} */
function textOf(value, member) {
	if (value === null || value === undefined) return null;
	if (typeof value === 'object') throw mismatch('java.lang.String', value, member);
	return String(value);
}

/** @param {unknown} value @param {string} member @returns {number | null} */
function integerOf(value, member) {
	if (value === undefined) return 0;
	if (value === null || value === '') return null;
	const number = typeof value === 'boolean' ? Number.NaN : Number(value);
	if (Number.isNaN(number)) throw mismatch('java.lang.Integer', value, member);
	return Math.trunc(number);
}

/** @param {unknown} value @param {string} member */
function booleanOf(value, member) {
	if (value === null || value === undefined || value === '') return false;
	if (typeof value === 'string' && /^(true|false)$/i.test(value)) return /^true$/i.test(value);
	if (typeof value === 'object' || typeof value === 'string')
		throw mismatch('boolean', value, member);
	return Boolean(value);
}

/** @param {string | undefined} contentType */
function checkContentType(contentType) {
	const essence = String(contentType ?? 'application/octet-stream')
		.split(';')[0]
		.trim();
	if (/^application\/([^/]+\+)?json$/i.test(essence)) return;
	const shown = contentType === undefined ? essence : `${contentType}`;
	throw errors.unexpected(
		`Content type '${/charset=/i.test(shown) ? shown : `${shown};charset=UTF-8`}' not supported`,
	);
}

/** @param {string} body @returns {any} */
function parseBody(body) {
	if (body.trim() === '') {
		throw errors.unexpected(
			`Required request body is missing: public org.apache.kylin.rest.response.EnvelopeResponse<org.apache.kylin.rest.response.SQLResponse> org.apache.kylin.rest.controller.NQueryController.query(${BEAN},java.lang.String)`,
		);
	}
	try {
		return JSON.parse(body);
	} catch {
		const lines = body.split('\n');
		throw errors.unexpected(
			`Unexpected end-of-input within/between Object entries\n at [Source: ${SOURCE}; line: ${lines.length}, column: ${lines[lines.length - 1].length + 1}]`,
		);
	}
}

/** @param {any} params */
function paramsOf(params) {
	if (params === null || params === undefined) return null;
	if (!Array.isArray(params))
		throw mismatch(
			'org.apache.kylin.rest.request.PrepareSqlRequest$StateParam[]',
			params,
			'params',
		);
	return params.map((param) => ({
		className: textOf(param?.className, 'className') ?? 'null',
		value: textOf(param?.value, 'value'),
	}));
}

/** @param {string | null} tag */
function checkTag(tag) {
	if (tag === null || tag.length <= MAX_TAG) return;
	throw new KylinError({
		status: 400,
		msg: `Can’t add the tag, as the length exceeds the maximum ${MAX_TAG} characters. Please modify it.`,
		exception: `Validation failed for argument [0] in public org.apache.kylin.rest.response.EnvelopeResponse<org.apache.kylin.rest.response.SQLResponse> org.apache.kylin.rest.controller.NQueryController.query(${BEAN},java.lang.String): [Field error in object 'prepareSqlRequest' on field 'user_defined_tag': rejected value [${tag}]; codes [Size.prepareSqlRequest.user_defined_tag,Size.user_defined_tag,Size.java.lang.String,Size]; arguments [org.springframework.context.support.DefaultMessageSourceResolvable: codes [prepareSqlRequest.user_defined_tag,user_defined_tag]; arguments []; default message [user_defined_tag],${MAX_TAG},0]; default message [size must be between 0 and ${MAX_TAG}]] `,
	});
}

/** @param {string | undefined} contentType @param {string} body @returns {QueryRequest} */
function readQueryRequest(contentType, body) {
	checkContentType(contentType);
	const given = parseBody(body);
	if (given === null || typeof given !== 'object' || Array.isArray(given))
		throw mismatch(BEAN, given, '');
	const request = {
		sql: textOf(given.sql, 'sql'),
		project: textOf(given.project, 'project'),
		limit: integerOf(given.limit, 'limit'),
		offset: integerOf(given.offset, 'offset'),
		forcedToPushDown: booleanOf(given.forcedToPushDown, 'forcedToPushDown'),
		forced_to_index: booleanOf(given.forced_to_index, 'forced_to_index'),
		partialMatchIndex: booleanOf(given.partialMatchIndex, 'partialMatchIndex'),
		acceptPartial: booleanOf(given.acceptPartial, 'acceptPartial'),
		queryId: textOf(given.queryId, 'queryId'),
		stopId: textOf(given.stopId, 'stopId'),
		user_defined_tag: textOf(given.user_defined_tag, 'user_defined_tag'),
		params: paramsOf(given.params),
		backdoorToggles: given.backdoorToggles ?? null,
	};
	checkTag(request.user_defined_tag);
	return request;
}

module.exports = { readQueryRequest, checkContentType, parseBody, textOf, integerOf };
