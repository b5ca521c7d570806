// @ts-check
'use strict';

const { JSON_TYPE, V2, V4, V4_PUBLIC, jsonAnswer, success } = require('../http');
const { answerQuery } = require('./answerQuery');
const { checkQuery } = require('./checkQuery');

/** @typedef {import('../routes').Route} Route */

const V4_TYPES = [V4, V4_PUBLIC];

/** @type {Route[]} */
const QUERY_ROUTES = [
	{
		method: 'POST',
		path: /^\/query$/,
		handlers: [
			{
				produces: [JSON_TYPE],
				run: async (context, request) =>
					await answerQuery(context, request, (data) => jsonAnswer(200, JSON_TYPE, data)),
			},
			{
				produces: [V2],
				run: async (context, request) =>
					await answerQuery(context, request, (data) => success(V2, data), true),
			},
			{
				produces: V4_TYPES,
				run: async (context, request, _ids, contentType) =>
					await answerQuery(context, request, (data) => success(contentType, data)),
			},
		],
	},
	{
		method: 'POST',
		path: /^\/query\/detection$/,
		handlers: [
			{
				produces: V4_TYPES,
				run: async (context, request, _ids, contentType) =>
					success(contentType, JSON.stringify(await checkQuery(context, request))),
			},
		],
	},
	{
		method: 'DELETE',
		path: /^\/query\/([^/]+)$/,
		handlers: [
			{
				produces: V4_TYPES,
				run: ({ queries, user }, _request, [stopId], contentType) => {
					const found = queries.running.stop(stopId);
					queries.stops.push({ stopId, user: user?.username ?? '', found });
					return success(contentType, '""');
				},
			},
		],
	},
];

module.exports = { QUERY_ROUTES };
