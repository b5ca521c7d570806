// @ts-check
const { startStandIn } = require('../stand-in');
const { createDemoSeed } = require('../stand-in/demoSeed');

/** How much faster than Kylin's the stand-in's scheduler runs, and its clock. */
const SPEED = 10;

const DAY_MS = 24 * 60 * 60 * 1000;

const PROJECT = 'Retail';

/** Models of the demo that are built by day; the last day of each is not built yet. */
const MODELS = ['orders', 'customers', 'web_logs'];

const FAILURE = {
	step: 'Load Data To Index',
	message: 'part-0001.parquet is not a Parquet file',
	exception: 'java.lang.RuntimeException',
	code: 'KE-060100201',
};

/** A stand-in with an evening's jobs, three models to build, and orders that a query finds once they are built. */
async function startNightKylin() {
	const now = Date.now();
	const yesterday = Math.floor(now / DAY_MS) * DAY_MS - DAY_MS;
	const seed = createDemoSeed(now);
	const standIn = await startStandIn({
		speed: SPEED,
		timeZone: 'UTC',
		seed: {
			...seed,
			projects: [...seed.projects, { name: PROJECT, permissions: { OPERATOR: 'OPERATION' } }],
			models: MODELS.map((alias) => ({
				project: PROJECT,
				alias,
				segments: [3, 2, 1].map((days) => ({
					start: yesterday - days * DAY_MS,
					end: yesterday - (days - 1) * DAY_MS,
				})),
			})),
		},
	});
	standIn.builds.failNext(FAILURE);
	await standIn.queries.engine.run(`CREATE SCHEMA RETAIL; CREATE TABLE RETAIL.ORDERS AS
		SELECT n AS order_id, ['EU', 'US'][n % 2 + 1] AS region, CAST(n % 90 + 10 AS DECIMAL(19, 4)) AS amount,
			CAST(to_timestamp(${yesterday / 1000}) AS DATE) - CAST(n % 4 AS INTEGER) AS order_date
		FROM range(4000) numbers(n)`);
	standIn.queries.models.push({
		uuid: '00000000-0000-4000-8000-000000000001',
		alias: 'orders',
		fact: 'RETAIL.ORDERS',
		joins: [],
		indexes: [
			{
				layoutId: 1,
				type: 'Agg Index',
				base: true,
				columns: ['ORDERS.ORDER_DATE', 'ORDERS.REGION'],
				measures: ['COUNT(*)', 'SUM(ORDERS.AMOUNT)'],
			},
		],
		built: true,
		/** An index holds the days of the segments that are built, as in Kylin. */
		get rows() {
			const built = standIn.builds
				.segments(PROJECT, 'orders')
				.filter(({ status }) => status === 'READY')
				.map(({ start, end }) => `${dayOf(start)} <= order_date AND order_date < ${dayOf(end)}`);
			return built.length === 0 ? 'false' : built.join(' OR ');
		},
	});
	return standIn;
}

/** @param {number} epochMs */
function dayOf(epochMs) {
	return `DATE '${new Date(epochMs).toISOString().slice(0, 10)}'`;
}

module.exports = { PROJECT, SPEED, startNightKylin };
