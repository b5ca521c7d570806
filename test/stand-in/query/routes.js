// @ts-check
'use strict';

const { JSON_TYPE, V2, V4, V4_PUBLIC, jsonAnswer, success } = require('../http');
const { answerQuery, stopQuery } = require('./index');

/** @typedef {import('../routes').Route} Route */

/** @type {Route[]} */
const QUERY_ROUTES = [
	{
		method: 'POST',
		path: /^\/query$/,
		handlers: [
			{
				produces: [JSON_TYPE],
				run: async (context, request) =>
					jsonAnswer(200, JSON_TYPE, await answerQuery(context, request, false)),
			},
			{
				produces: [V2],
				run: async (context, request) => success(V2, await answerQuery(context, request, true)),
			},
			{
				produces: [V4, V4_PUBLIC],
				run: async (context, request, _ids, contentType) =>
					success(contentType, await answerQuery(context, request, false)),
			},
		],
	},
	{
		method: 'DELETE',
		path: /^\/query\/([^/]+)$/,
		handlers: [
			{
				produces: [V4, V4_PUBLIC],
				run: (context, _request, [stopId], contentType) =>
					success(contentType, JSON.stringify(stopQuery(context, stopId))),
			},
		],
	},
];

module.exports = { QUERY_ROUTES };
