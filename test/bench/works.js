// @ts-check
const {
	LAST_DAY,
	fetchList,
	fetchOperate,
	fetchPerItem,
	httpList,
	httpOperate,
	kylinList,
	kylinOperate,
	perItemList,
} = require('./rivals');
const { jobId } = require('./jobs');

/**
 * @typedef {import('./types').PageCost} PageCost
 * @typedef {import('./types').Work} Work
 */

/**
 * @typedef {import('../types/n8n').KylinCredential} KylinCredential
 */

/** One page for everything: what can be done by somebody who knows that nothing limits it. */
const ONE_PAGE = 1_000_000;

const THIS_NODE = 'this node';

const PRICES = {
	none: 'at no price per page',
	kylin: "at Kylin's price per page",
	sql: "at the price of Kylin's SQL",
	cores2: 'at the recorded price, 2 cores',
	cores8: 'at the recorded price, 8 cores',
};

/** @returns {Work} @param {number} jobs @param {PageCost} pageCost @param {number[]} httpPageSizes */
function list(jobs, pageCost, httpPageSizes) {
	/** @type {Array<[string, Work['rivals'][string]]>} */
	const http = [...httpPageSizes, ONE_PAGE].map((pageSize) => [
		`HTTP Request, ${pageSize === ONE_PAGE ? 'one page' : `page size ${pageSize}`}`,
		({ host }) => httpList({ host, pageSize }),
	]);
	return {
		name: `list ${jobs.toLocaleString('en')} jobs, ${PRICES[pageCost]}`,
		jobs,
		pageCost,
		expected: jobs,
		lastJob: jobs === 10_000 ? jobId(jobs - 1) : undefined,
		rivals: {
			[THIS_NODE]: () => kylinList(),
			...Object.fromEntries(http),
			'bare fetch, one page': (credential) => ({
				fetch: async () => await fetchList({ credential, pageSize: ONE_PAGE }),
			}),
		},
	};
}

const OPERATED = Array.from({ length: 1_000 }, (_, index) => jobId(index));

/** The HTTP Request node says only that Kylin took the request; so does this node's confirmation. @type {Work} */
const operate = {
	name: 'operate 1,000 of 10,000 jobs by ID',
	jobs: 10_000,
	pageCost: 'kylin',
	rivals: {
		[`${THIS_NODE}, confirmation`]: () =>
			kylinOperate({ jobIds: OPERATED, operateOptions: { return: 'confirmation' } }),
		[`${THIS_NODE}, with the jobs before and after`]: () =>
			kylinOperate({ jobIds: OPERATED, operateOptions: {} }),
		'HTTP Request': ({ host }) => httpOperate({ host, jobIds: OPERATED }),
		'bare fetch': (credential) => ({
			fetch: async () => await fetchOperate({ credential, jobIds: OPERATED }),
		}),
	},
};

const items = Array.from({ length: 500 }, (_, index) => ({ key: jobId(index) }));

/** @type {Work} */
const perItem = {
	name: 'list one job for each of 500 input items',
	jobs: 1_000,
	pageCost: 'kylin',
	expected: items.length,
	lastJob: items[items.length - 1].key,
	rivals: {
		[THIS_NODE]: () => ({ ...perItemList.kylin(), items }),
		'HTTP Request': ({ host }) => ({
			...perItemList.http({ host }),
			items,
		}),
		'bare fetch, one after the other': (credential) => ({
			fetch: async () => await fetchPerItem({ credential, items }),
		}),
	},
};

/**
 * Without the trigger people read the jobs of the last day on a schedule (1,440 here, and those that
 * changed) and find out by themselves which are new; that second part is not counted.
 *
 * @returns {Work}
 * @param {string} name
 * @param {number} changes
 */
function poll(name, changes) {
	return {
		name: `${name} over 20,000 jobs`,
		jobs: 20_000,
		pageCost: 'kylin',
		changes,
		rivals: {
			[THIS_NODE]: () => ({ trigger: { events: ['jobDiscarded'] } }),
			'HTTP Request, last day, page size 100': ({ host }) =>
				httpList({ host, pageSize: 100, timeFilter: LAST_DAY }),
			'HTTP Request, last day, one page': ({ host }) =>
				httpList({ host, pageSize: ONE_PAGE, timeFilter: LAST_DAY }),
			'bare fetch, last day, one page': (credential) => ({
				fetch: async () =>
					await fetchList({ credential, pageSize: ONE_PAGE, timeFilter: LAST_DAY }),
			}),
		},
	};
}

/** @type {Work[]} */
const WORKS = [
	list(1_000, 'kylin', [10, 100]),
	list(1_000, 'none', [10, 100]),
	list(10_000, 'kylin', [10, 100]),
	list(10_000, 'none', [10, 100]),
	list(10_000, 'sql', [10, 100]),
	list(10_000, 'cores2', [10, 100]),
	list(10_000, 'cores8', [10, 100]),
	list(100_000, 'kylin', []),
	list(100_000, 'none', []),
	operate,
	perItem,
	poll('idle poll', 0),
	poll('poll that finds 200 events', 200),
];

module.exports = { WORKS };
