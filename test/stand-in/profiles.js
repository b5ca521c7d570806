// @ts-check
'use strict';

/**
 * Every rule in which the Kylin releases differ. 5.0.2 stands for 5.0.3 as well; what was not read of 5.0.4 and 5.0.5
 * behaves as 5.0.2.
 */

const CRON_TYPES_5_0_0 = ['ROUTINE', 'META', 'SOURCE_USAGE', 'AUTO_REFRESH'];
const JOB_TYPES_5_0_0 = [
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
	'LAYOUT_DATA_OPTIMIZE',
	'INTERNAL_TABLE_BUILD',
	'INTERNAL_TABLE_REFRESH',
	'INTERNAL_TABLE_DELETE_PARTITION',
	...CRON_TYPES_5_0_0,
];
const CRON_TYPES = [...CRON_TYPES_5_0_0, 'SPRING_SESSION_CLEAN_EXPIRED'];
const JOB_TYPES = [...JOB_TYPES_5_0_0, 'INDEX_PLAN_OPT', 'SPRING_SESSION_CLEAN_EXPIRED'];

/** Job types that a list hides unless it is asked for them. */
const HIDDEN_TYPES = [...CRON_TYPES, 'ASYNC_QUERY'];

/**
 * @typedef {'5.0.0' | '5.0.2' | '5.0.4' | '5.0.5'} ProfileName
 *
 * @typedef {object} Profile
 * @property {ProfileName} name
 * @property {string} version as Kylin writes it into its records
 * @property {string[]} jobTypes the only job type names the filter accepts
 * @property {string[]} hiddenTypesV2 hidden by the v2 list unless asked for
 * @property {'every' | 'operated' | 'adminOnly'} withoutProject whose jobs a list without `project` holds: those of every
 * project, of the projects the caller may operate, or of every project for administrators alone
 * @property {boolean} emptyProjectIsNone `project=` counts as absent; otherwise it finds nothing
 * @property {boolean} detailIsBound the detail shows only jobs of the given project
 * @property {null | []} undecodableDetail the detail of a job that cannot be decoded
 * @property {boolean} opensOptions OPTIONS needs no login
 * @property {boolean} plansIndexes model records tell of automatic index planning
 * @property {boolean} dropsLockedIndexes building indexes drops those marked for deletion
 * @property {boolean} windowDecidesStatus a list of segments with a range does not see what overlaps from outside of it
 */

/** @type {Profile} */
const KYLIN_5_0_2 = {
	name: '5.0.2',
	version: '5.0.2.0',
	jobTypes: JOB_TYPES,
	hiddenTypesV2: HIDDEN_TYPES,
	withoutProject: 'every',
	emptyProjectIsNone: false,
	detailIsBound: false,
	undecodableDetail: [],
	opensOptions: true,
	plansIndexes: true,
	dropsLockedIndexes: true,
	windowDecidesStatus: true,
};

/** @type {Profile} */
const KYLIN_5_0_4 = {
	...KYLIN_5_0_2,
	name: '5.0.4',
	version: '5.0.4.0',
	withoutProject: 'operated',
	emptyProjectIsNone: true,
	detailIsBound: true,
};

/** @type {Record<ProfileName, Profile>} */
const PROFILES = {
	'5.0.0': {
		...KYLIN_5_0_2,
		name: '5.0.0',
		version: '5.0.0.0-SNAPSHOT',
		jobTypes: JOB_TYPES_5_0_0,
		hiddenTypesV2: [],
		undecodableDetail: null,
		opensOptions: false,
		plansIndexes: false,
		dropsLockedIndexes: false,
		windowDecidesStatus: false,
	},
	'5.0.2': KYLIN_5_0_2,
	'5.0.4': KYLIN_5_0_4,
	'5.0.5': { ...KYLIN_5_0_4, name: '5.0.5', version: '5.0.5.0', withoutProject: 'adminOnly' },
};

/** @type {ProfileName} */
const DEFAULT_PROFILE = '5.0.5';

/** Status filter name → internal states (contract 2.3, 11.2). A name that is absent here cannot be mapped. */
const STATES_BY_STATUS = /** @type {Record<string, string[]>} */ ({
	PENDING: ['READY', 'PENDING'],
	NEW: ['READY'],
	RUNNING: ['RUNNING'],
	FINISHED: ['SUCCEED'],
	ERROR: ['ERROR'],
	STOPPED: ['PAUSED'],
	DISCARDED: ['DISCARDED', 'SUICIDAL'],
	SUICIDAL: ['SUICIDAL'],
	SKIP: ['SKIP'],
});

const SORT_NAMES = [
	'last_modified',
	'create_time',
	'job_name',
	'target_subject',
	'project',
	'duration',
	'total_duration',
	'job_status',
	'id',
];

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

module.exports = {
	PROFILES,
	DEFAULT_PROFILE,
	CRON_TYPES,
	HIDDEN_TYPES,
	SORT_NAMES,
	STATES_BY_STATUS,
	STATUS_NAMES,
	SHOWN_STATUS,
	FINAL_STATES,
};
