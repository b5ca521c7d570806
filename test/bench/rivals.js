// @ts-check

/**
 * @typedef {import('../types/n8n').Json} Json
 * @typedef {import('../types/n8n').KylinCredential} KylinCredential
 */

const JOBS = '/api/jobs';
const LAST_DAY = '0';
const ALL_TIME = '4';
const ACCEPT = 'application/vnd.apache.kylin-v4-public+json';

/** This node, with Return All. */
const kylinList = () => ({
	chain: [
		{ type: 'apacheKylin', parameters: { resource: 'job', operation: 'list', returnAll: true } },
	],
});

/** As n8n's users page through Kylin: `page_offset` counts up until a page is not full; Split Out. */
const httpList = (
	/** @type {{ host: string, pageSize: number, timeFilter?: string }} */ {
		host,
		pageSize,
		timeFilter = ALL_TIME,
	},
) => ({
	chain: [
		{
			type: 'n8n-nodes-base.httpRequest',
			version: 4.2,
			parameters: {
				url: `${host}${JOBS}`,
				authentication: 'genericCredentialType',
				genericAuthType: 'httpBasicAuth',
				sendQuery: true,
				queryParameters: {
					parameters: [
						{ name: 'time_filter', value: timeFilter },
						{ name: 'page_size', value: String(pageSize) },
						{ name: 'page_offset', value: '0' },
					],
				},
				sendHeaders: true,
				headerParameters: { parameters: [{ name: 'Accept', value: ACCEPT }] },
				options: {
					response: { response: { responseFormat: 'json' } },
					pagination: {
						pagination: {
							paginationMode: 'updateAParameterInEachRequest',
							parameters: {
								parameters: [{ type: 'qs', name: 'page_offset', value: '={{ $pageCount }}' }],
							},
							paginationCompleteWhen: 'other',
							completeExpression: `={{ $response.body.data.value.length < ${pageSize} }}`,
						},
					},
				},
			},
		},
		{ type: 'n8n-nodes-base.splitOut', parameters: { fieldToSplitOut: 'data.value', options: {} } },
	],
});

/**
 * The limit of what this machine can do: no n8n, no checks, digits past 2^53 lost.
 *
 * @param {KylinCredential} credential
 * @param {string} path
 * @param {{ method?: string, headers?: Record<string, string>, body?: string }} [options]
 */
async function fetchData({ host, username, password }, path, options = {}) {
	const headers = {
		Accept: ACCEPT,
		Authorization: `Basic ${btoa(`${username}:${password}`)}`,
		...options.headers,
	};
	const answer = await fetch(`${host}${JOBS}${path}`, { ...options, headers });
	return JSON.parse(await answer.text()).data;
}

/** @param {{ credential: KylinCredential, pageSize: number, timeFilter?: string }} list */
async function fetchList({ credential, pageSize, timeFilter = ALL_TIME }) {
	const jobs = [];
	for (let page = 0; ; page += 1) {
		const query = `?time_filter=${timeFilter}&page_size=${pageSize}&page_offset=${page}`;
		const { value } = await fetchData(credential, query);
		for (const job of value) jobs.push(job);
		if (value.length < pageSize) return jobs;
	}
}

/** @param {{ credential: KylinCredential, items: Array<{ key: string }> }} work */
async function fetchPerItem({ credential, items }) {
	const jobs = [];
	for (const { key } of items) {
		const { value } = await fetchData(credential, `?time_filter=${ALL_TIME}&key=${key}`);
		jobs.push(...value);
	}
	return jobs;
}

/** @param {{ credential: KylinCredential, jobIds: string[] }} work */
async function fetchOperate({ credential, jobIds }) {
	await fetchData(credential, '/status', {
		method: 'PUT',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ action: 'RESUME', project: 'learn_kylin', job_ids: jobIds }),
	});
	return [];
}

const kylinOperate = (
	/** @type {{ jobIds: string[], operateOptions: Json }} */ { jobIds, operateOptions },
) => ({
	chain: [
		{
			type: 'apacheKylin',
			parameters: {
				resource: 'job',
				operation: 'operate',
				action: 'RESUME',
				jobIds: jobIds.join(),
				project: { __rl: true, mode: 'name', value: 'learn_kylin' },
				options: operateOptions,
			},
		},
	],
});

const httpOperate = (/** @type {{ host: string, jobIds: string[] }} */ { host, jobIds }) => ({
	chain: [
		{
			type: 'n8n-nodes-base.httpRequest',
			version: 4.2,
			parameters: {
				method: 'PUT',
				url: `${host}${JOBS}/status`,
				authentication: 'genericCredentialType',
				genericAuthType: 'httpBasicAuth',
				sendHeaders: true,
				headerParameters: { parameters: [{ name: 'Accept', value: ACCEPT }] },
				sendBody: true,
				specifyBody: 'json',
				jsonBody: JSON.stringify({ action: 'RESUME', project: 'learn_kylin', job_ids: jobIds }),
				options: { response: { response: { responseFormat: 'json' } } },
			},
		},
	],
});

const perItemList = {
	kylin: () => ({
		chain: [
			{
				type: 'apacheKylin',
				parameters: {
					resource: 'job',
					operation: 'list',
					filters: { key: '={{ $json.key }}' },
				},
			},
		],
	}),
	http: (/** @type {{ host: string }} */ { host }) => {
		const [{ parameters, ...node }, splitOut] = httpList({ host, pageSize: 10 }).chain;
		const { pagination, ...options } = parameters.options;
		const query = [
			...(parameters.queryParameters?.parameters ?? []),
			{ name: 'key', value: '={{ $json.key }}' },
		];
		return {
			chain: [
				{ ...node, parameters: { ...parameters, options, queryParameters: { parameters: query } } },
				splitOut,
			],
		};
	},
};

module.exports = {
	LAST_DAY,
	fetchList,
	fetchOperate,
	fetchPerItem,
	httpList,
	httpOperate,
	kylinList,
	kylinOperate,
	perItemList,
};
