// @ts-check
'use strict';

/**
 * Every rule in which the two Kylin generations differ (contract section 11).
 * `b` is Kylin 5.0.0, `a` is 5.0.0-alpha / -beta.
 */

const JOB_TYPES_A = [
	'INDEX_BUILD',
	'INDEX_REFRESH',
	'INDEX_MERGE',
	'INC_BUILD',
	'SUB_PARTITION_BUILD',
	'SUB_PARTITION_REFRESH',
	'SNAPSHOT_BUILD',
	'SNAPSHOT_REFRESH',
	'TABLE_SAMPLING',
	'STREAMING_MERGE',
	'STREAMING_BUILD',
	'ASYNC_QUERY',
	'STAGE',
];
const CRON_TYPES = ['ROUTINE', 'META', 'SOURCE_USAGE', 'AUTO_REFRESH'];
const JOB_TYPES_B = [
	...JOB_TYPES_A,
	'LAYOUT_DATA_OPTIMIZE',
	'INTERNAL_TABLE_BUILD',
	'INTERNAL_TABLE_REFRESH',
	'INTERNAL_TABLE_DELETE_PARTITION',
	...CRON_TYPES,
];

/** Status filter name → internal states (2.3, 11.2). A name that is absent here cannot be mapped. */
const LISTED_STATES_A = {
	PENDING: ['READY'],
	NEW: ['READY'],
	RUNNING: ['RUNNING'],
	FINISHED: ['SUCCEED'],
	ERROR: ['ERROR'],
	STOPPED: ['PAUSED'],
	DISCARDED: ['DISCARDED', 'SUICIDAL'],
	SUICIDAL: ['SUICIDAL'],
};
const LISTED_STATES_B = {
	...LISTED_STATES_A,
	PENDING: ['READY', 'PENDING'],
	SKIP: ['SKIP'],
};

/**
 * @typedef {object} Profile
 * @property {'a' | 'b'} name
 * @property {string[]} sortNames
 * @property {Record<string, string[]>} listedStates
 * @property {Record<string, string[]>} operatedStates states selected by `statuses` of PUT and DELETE (4.3)
 * @property {string[] | null} jobTypes the only job type names the filter accepts, null = any text
 * @property {string[]} hiddenTypes hidden unless asked for
 * @property {boolean} hasPending READY is published as PENDING before it runs
 * @property {boolean} listsEveryProject list without `project` needs no permission
 * @property {string} bodyMissingSignature parameters quoted by `Required request body is missing`
 */

/** @type {Record<'a' | 'b', Profile>} */
const PROFILES = {
	a: {
		name: 'a',
		sortNames: [
			'last_modified',
			'create_time',
			'job_name',
			'target_subject',
			'project',
			'duration',
			'total_duration',
			'job_status',
		],
		listedStates: LISTED_STATES_A,
		operatedStates: { ...LISTED_STATES_A, DISCARDED: ['SUICIDAL'] },
		jobTypes: null,
		hiddenTypes: [],
		hasPending: false,
		listsEveryProject: false,
		bodyMissingSignature: 'org.apache.kylin.rest.request.JobUpdateRequest',
	},
	b: {
		name: 'b',
		sortNames: [
			'last_modified',
			'create_time',
			'job_name',
			'target_subject',
			'project',
			'duration',
			'total_duration',
			'job_status',
			'id',
		],
		listedStates: LISTED_STATES_B,
		operatedStates: LISTED_STATES_B,
		jobTypes: JOB_TYPES_B,
		hiddenTypes: [...CRON_TYPES, 'ASYNC_QUERY'],
		hasPending: true,
		listsEveryProject: true,
		bodyMissingSignature:
			'org.apache.kylin.rest.request.JobUpdateRequest,org.springframework.http.HttpHeaders',
	},
};

/** The names a status parameter may have at all (2.2 #3). */
const STATUS_NAMES = [
	'NEW',
	'PENDING',
	'RUNNING',
	'FINISHED',
	'ERROR',
	'STOPPED',
	'DISCARDED',
	'SUICIDAL',
	'STARTING',
	'STOPPING',
	'LAUNCHING_ERROR',
	'SKIP',
	'WARNING',
];

/** Internal state → status shown (2.3). */
const SHOWN_STATUS = {
	READY: 'PENDING',
	PENDING: 'PENDING',
	RUNNING: 'RUNNING',
	SUCCEED: 'FINISHED',
	ERROR: 'ERROR',
	PAUSED: 'STOPPED',
	DISCARDED: 'DISCARDED',
	SUICIDAL: 'DISCARDED',
	SKIP: 'SKIP',
	WARNING: 'WARNING',
};

const FINAL_STATES = ['SUCCEED', 'DISCARDED', 'SUICIDAL'];

module.exports = { PROFILES, CRON_TYPES, STATUS_NAMES, SHOWN_STATUS, FINAL_STATES };
