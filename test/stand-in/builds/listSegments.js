// @ts-check
'use strict';

const {
	bindBooleanOr,
	bindIntegerOr,
	bindList,
	bindRequiredString,
	bindString,
	bindStringOr,
} = require('../bindings');
const { errors } = require('../errors');
const { DISPLAY_STATUSES, displayStatuses } = require('./displayStatus');
const { checkProject, findModel, requireRight } = require('./permission');
const { checkedWindow } = require('./range');
const { segmentRecord } = require('./segmentRecord');
const { lastModified, overlaps } = require('./segments');

/**
 * GET /models/{model}/segments (build contract, section 4).
 * @typedef {import('../listJobs').Context} Context
 * @typedef {import('./models').Model} Model
 * @typedef {import('./segments').Segment} Segment
 */

const LAST_WINDOW_END = '9223372036854775806';

/** @param {Context} context @param {Model} model */
function heldBy({ state }, model) {
	return { loading: state.work.loadingIds(model), building: state.work.buildingIds(model) };
}

/** @param {Context} context @param {Model} model @param {Segment[]} [segments] those that count */
function statusesOf(context, model, segments = model.segments) {
	return displayStatuses(segments, heldBy(context, model));
}

/** Since 5.0.2 a window hides what overlaps from outside of it. @param {Context} context @param {Model} model @param {Segment[]} inWindow */
function statusesInWindow(context, model, inWindow) {
	const counted = context.profile.windowDecidesStatus ? inWindow : model.segments;
	return statusesOf(context, model, counted);
}

/** Highest first unless `reverse`: the wrong way round. @param {unknown} x @param {unknown} y @param {boolean} reverse */
function compare(x, y, reverse) {
	if (x === y || x === undefined || y === undefined || typeof x === 'object') return 0;
	const order = /** @type {any} */ (x) < /** @type {any} */ (y) ? -1 : 1;
	return reverse ? order : -order;
}

/** @param {Context} context @param {Model} model @param {Segment[]} segments @param {Map<string, string>} statuses @param {string} sortBy @param {boolean} reverse */
function sorted(context, model, segments, statuses, sortBy, reverse) {
	if (sortBy === 'last_modified_time') {
		return [...segments].sort((x, y) => compare(lastModified(x), lastModified(y), reverse));
	}
	const keys = new Map(
		segments.map((segment) => {
			const record = segmentRecord(context.profile, model, segment, statuses.get(segment.id) ?? '');
			const more = {
				start_time: segment.start,
				end_time: segment.end,
				create_time: segment.createTime,
				storage: record.bytes_size,
			};
			return [segment.id, /** @type {Record<string, unknown>} */ ({ ...record, ...more })[sortBy]];
		}),
	);
	return [...segments].sort((x, y) => compare(keys.get(x.id), keys.get(y.id), reverse));
}

/** @param {Context} context @param {{ query: import('../bindings').Query }} request @param {string[]} ids @param {boolean} isOpen */
function listSegments(context, { query }, [name], isOpen) {
	const projectName = bindRequiredString(query, 'project');
	const status = bindString(query, 'status') ?? '';
	const offset = bindIntegerOr(query, 'page_offset', 0) ?? 0;
	const limit = bindIntegerOr(query, 'page_size', 10) ?? 10;
	const start = bindStringOr(query, 'start', isOpen ? '1' : '0');
	const end = bindStringOr(query, 'end', LAST_WINDOW_END);
	const sortBy = bindStringOr(query, 'sort_by', 'last_modified_time');
	const reverse = bindBooleanOr(query, 'reverse', false);
	const wanted = bindList(query, 'statuses').filter((entry) => DISPLAY_STATUSES.includes(entry));
	if (isOpen && (offset < 0 || limit < 0)) throw errors.negativeInteger();
	const project = checkProject(context, projectName);
	const model = findModel(context, project, name, isOpen);
	const window = checkedWindow(start, end);
	requireRight(context, project, 'READ');

	const inWindow = model.segments.filter((segment) => overlaps(segment, window));
	const statuses = statusesInWindow(context, model, inWindow);
	const shown = (/** @type {Segment} */ { id }) => statuses.get(id) ?? '';
	const rows = inWindow.filter(
		(segment) =>
			(status === '' || shown(segment) === status.toUpperCase()) &&
			(wanted.length === 0 || wanted.includes(shown(segment))),
	);
	const page = sorted(context, model, rows, statuses, sortBy, reverse).slice(
		offset * limit,
		(offset + 1) * limit,
	);
	return {
		value: page.map((segment) => segmentRecord(context.profile, model, segment, shown(segment))),
		offset,
		limit,
		total_size: rows.length,
	};
}

module.exports = { listSegments, statusesOf };
