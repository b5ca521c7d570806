// @ts-check

/**
 * @typedef {object} Room
 * @property {string[]} code what is changed
 * @property {string[]} tests those of this piece, below test: for an operation also through n8n's engine
 * @property {number} [aim] per cent of the changes that a test has to notice
 */

/** Where a fault would cost most. */
const HIGH = 95;

/** @type {Record<string, Room>} */
export const ROOMS = {
	paging: {
		code: ['nodes/shared/api'],
		tests: ['unit/shared/api', 'unit/answers', 'unit/rim'],
		aim: HIGH,
	},
	events: {
		code: ['nodes/ApacheKylinTrigger/watch', 'nodes/shared/events'],
		tests: ['unit/ApacheKylinTrigger', 'unit/shared/events', 'trigger/(events|rest|promises)'],
		aim: HIGH,
	},
	values: {
		code: ['nodes/shared/values', 'nodes/shared/texts'],
		tests: ['unit/values', 'unit/shared/(values|texts)'],
		aim: HIGH,
	},
	faults: {
		code: ['nodes/shared/kylin', 'nodes/shared/n8n'],
		tests: [
			'unit/(answers|envelope|exactJson|faults|host|jobStatus|longIntegers|nodeError|rim)',
			'unit/shared/n8n',
			'unit/ApacheKylinTrigger/pollError',
		],
		aim: HIGH,
	},
	login: {
		code: ['nodes/shared/login', 'credentials'],
		tests: ['unit/(credentials|loginGuard|loginRefusal|rim)', 'trigger/login'],
		aim: HIGH,
	},
	jobs: { code: ['nodes/shared/jobs'], tests: ['unit/shared/jobs', 'engine/job/list'] },
	fields: {
		code: ['nodes/shared/fields', 'nodes/ApacheKylin/fields'],
		tests: ['unit/(descriptions|frozenInterface)', 'engine/samples'],
	},
	output: {
		code: ['nodes/shared/{output,pickers,time}'],
		tests: ['unit/shared', 'unit/rim', 'engine/output'],
	},
	trigger: {
		code: ['nodes/ApacheKylinTrigger/*.ts'],
		tests: ['unit/ApacheKylinTrigger', 'trigger/(events|login|outage|promises|testFetch)'],
	},
	callback: {
		code: ['nodes/ApacheKylinCallbackTrigger'],
		tests: ['unit/ApacheKylinCallbackTrigger', 'trigger/callback'],
	},
	item: {
		code: ['nodes/ApacheKylin/{item,pickers,time}'],
		tests: [
			'unit/(rim|nodeRun)',
			'unit/ApacheKylin/(sharedFields|time)',
			'engine/(nodeRun|errors)',
		],
	},
	job: { code: ['nodes/ApacheKylin/job'], tests: ['unit/ApacheKylin/job', 'engine/job'] },
	project: { code: ['nodes/ApacheKylin/project'], tests: ['engine/project', 'engine/samples'] },
	query: { code: ['nodes/ApacheKylin/query'], tests: ['unit/ApacheKylin/query', 'engine/query'] },
	plan: {
		code: ['nodes/ApacheKylin/segment/plan', 'nodes/ApacheKylin/kylinTime'],
		tests: ['unit/ApacheKylin/(segment|kylinTime)', 'engine/segment/build.test'],
	},
	models: {
		code: ['nodes/ApacheKylin/{model,models}'],
		tests: ['engine/(model|segment|index)/', 'engine/samples'],
	},
	segment: {
		code: ['nodes/ApacheKylin/segment/!(plan)'],
		tests: ['engine/segment', 'engine/samples'],
	},
	start: {
		code: ['nodes/ApacheKylin/start'],
		tests: ['unit/ApacheKylin/start', 'engine/(segment|index|snapshot)/'],
	},
	index: { code: ['nodes/ApacheKylin/index'], tests: ['engine/index', 'engine/samples'] },
	snapshot: { code: ['nodes/ApacheKylin/snapshot'], tests: ['engine/snapshot', 'engine/samples'] },
};
