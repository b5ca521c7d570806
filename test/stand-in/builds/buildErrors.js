// @ts-check
'use strict';

const { errors, newStyle, oldStyle } = require('../errors');

/** The refusals of models, segments, indexes and snapshots (build contract, section 12). */

const RETRY = 'Please check and try again.';
const LATER = 'Please try again later.';

const buildErrors = {
	unknownModel: (/** @type {string} */ name) =>
		newStyle('KE-010002203', `Can't find model name "${name}". ${RETRY}`),
	brokenModel: (/** @type {string} */ alias) =>
		oldStyle('KE-010002011', 'Model Broken', `BROKEN model "${alias}" cannot be operated.`),
	forbiddenColumn: (/** @type {string} */ name) =>
		oldStyle(
			'KE-010002005',
			'Failed Update Model',
			`Model is not support to modify because you do not have permission of '${name}'`,
		),
	noSubPartitionColumn: (/** @type {string} */ alias) =>
		oldStyle(
			'KE-010002018',
			'Subpartition column not set',
			`Model "${alias}" hasn’t set a partition column yet. Please set it first and try again.`,
		),
	noMultiPartition: (/** @type {string} */ alias) =>
		oldStyle(
			'KE-010002017',
			"Model doesn't have any subpartition",
			`"${alias}" is not a multilevel partitioning model. ${RETRY}`,
		),
	multiPartitionOff: (/** @type {string} */ project) =>
		newStyle(
			'KE-010001208',
			`Can't use, the multilevel partitioning is not enabled for project “${project}”. Please turn it on and try again.`,
		),
	accessDenied: (status = 400) =>
		oldStyle('KE-010024001', 'No access', "The user doesn't have access.", status),
	priority: () => notInList('priority', '0, 1, 2, 3, 4'),
	modelStatus: () => notInList('status', 'ONLINE, OFFLINE, WARNING, BROKEN'),
	segmentsType: () => notInList('type', 'REFRESH,MERGE'),
	notBoolean: (/** @type {string} */ value) =>
		newStyle(
			'KE-010043209',
			`The entered parameter value "${value}" is invalid. Only support "Boolean" at the moment. ${RETRY}`,
		),
	tagTooLong: () => errors.invalidParameter("The parameter 'tag' is too large, maximum 1024 KB."),
	rangeNegative: () =>
		newStyle(
			'KE-010043202',
			`The entered parameter value is invalid. The timestamp of the start time and end time conversion must be greater than or equal to 0. ${RETRY}`,
		),
	rangeEmpty: () =>
		newStyle(
			'KE-010043203',
			`The entered parameter value is invalid. The end time must be greater than the start time. ${RETRY}`,
		),
	rangeNotMs: () =>
		newStyle(
			'KE-010043205',
			`The entered parameter format is invalid. The timestamp format must be milliseconds. ${RETRY}`,
		),
	rangeHalf: () =>
		newStyle(
			'KE-010043206',
			`The entered parameter value is invalid. The start time and end time must exist or empty at the same time. ${RETRY}`,
		),
	unsupportedInteger: () =>
		oldStyle(
			'KE-030001008',
			'The time format is not supported for the int/bigint data type',
			'int/bigint data type only support yyyymm/yyyymmdd format',
		),
	noIndex: () =>
		oldStyle(
			'KE-010024002',
			'Permission Denied',
			'Can’t build segment(s). Please add some indexes first.',
		),
	overlap: (/** @type {string[]} */ names) =>
		newStyle(
			'KE-010022202',
			`Can't build segment. The specified data range overlaps with the built segments "[${names.join(',')}]". Please modify and try again.`,
		),
	mergeOne: () => newStyle('KE-010022207', 'Please select at least two segment to merge.'),
	mergeGap: () =>
		newStyle(
			'KE-010022208',
			`Can't merge the selected segments, as there are gap(s) in between. ${RETRY}`,
		),
	mergeNotReady: () =>
		oldStyle('KE-010024002', 'Permission Denied', 'Can’t merge segments which are not ready yet.'),
	mergeIndexes: () =>
		newStyle(
			'KE-010022218',
			'The indexes included in the selected segments are not consistent. Please build index first and try merging again.',
		),
	mergePartitions: () =>
		newStyle(
			'KE-010022219',
			'The partitions included in the selected segments are not consistent. Please build the partitions first and try merging again.',
		),
	unknownNames: (/** @type {string[]} */ names) =>
		newStyle('KE-010022209', `Can't find the segment by name "${names.join(',')}". ${RETRY}`),
	unknownIds: (/** @type {string[]} */ ids) =>
		newStyle('KE-010022210', `Can't find the segment by ID "${ids.join(',')}". ${RETRY}`),
	bothLists: () =>
		newStyle('KE-010022214', "Can't enter segment ID and name at the same time. Please re-enter."),
	noList: () => newStyle('KE-010022215', 'Please enter segment ID or name.'),
	locked: (/** @type {string} */ segment) =>
		newStyle(
			'KE-010022216',
			`Can't remove, refresh or merge segment "${segment}", as it's LOCKED. ${LATER}`,
		),
	inStatus: (/** @type {string} */ segment, /** @type {string} */ status) =>
		newStyle(
			'KE-010022217',
			`Can't refresh or merge segment "${segment}", as it's in "${status}". ${LATER}`,
		),
	statusAndIds: () =>
		newStyle(
			'KE-010022220',
			'Index_ids or index_status can not be set at the same time, please modify and try again.',
		),
	wrongIndexStatus: () =>
		newStyle(
			'KE-010022221',
			'The index status is wrong, please enter the correct index status(NO_BUILD, ONLINE, BUILDING) and try again.',
		),
	tooManySegments: () =>
		newStyle(
			'KE-010022222',
			'A single job can contain up to 100 segments, please modify and try again.',
		),
	emptyPartitionValue: () =>
		newStyle('KE-010032201', `Can't add the job, as the subpartition value is empty. ${RETRY}`),
	emptySegment: () =>
		newStyle(
			'KE-010032202',
			`Can't submit the job, as no index is included in the segment. ${RETRY}`,
		),
	invalidOperation: () =>
		newStyle(
			'KE-010032205',
			"Can't add the job. Please ensure that the operation is valid for the current object.",
		),
	sameObject: () =>
		newStyle(
			'KE-010032206',
			`Can't submit the job at the moment, as a building job for the same object already exists. ${LATER}`,
		),
	tooManyJobs: (/** @type {number} */ limit) =>
		newStyle(
			'KE-010032216',
			`Can't submit building jobs, as it exceeds the concurrency limit (${limit}). Please try submitting fewer jobs at a time.`,
		),
	duplicatePartition: () =>
		newStyle(
			'KE-010032209',
			`Can't add the job, as there are duplicate subpartition values. ${RETRY}`,
		),
	nothingToRefresh: () =>
		newStyle('KE-010032210', `No index is available to be refreshed. ${RETRY}`),
	samplingRows: () =>
		newStyle(
			'KE-010032214',
			'The number of sampling rows should be between 10000 and 20000000. Please modify it.',
		),
	indexListParameter: (/** @type {string} */ name, /** @type {string} */ supported) =>
		newStyle('KE-010012203', `The parameter "${name}" only supports "${supported}".`),
	snapshotsOff: () =>
		oldStyle(
			'KE-010033002',
			'Snapshot Management Not Enabled',
			`Snapshot management is not enabled in the settings. ${RETRY}`,
		),
	noSnapshot: (/** @type {string} */ name) =>
		oldStyle('KE-010033001', 'Snapshot Not Exist', `Can't find the snapshot "${name}". ${RETRY}`),
	nothingToLoad: () =>
		oldStyle(
			'KE-010000005',
			'Empty Parameter',
			'You should select at least one table or database to load!!',
		),
	unknownTable: (/** @type {string} */ name) =>
		oldStyle('KE-010007001', 'Table Not Exist', `Can’t find table "${name}". ${RETRY}`),
	unknownDatabase: (/** @type {string} */ name) =>
		oldStyle('KE-010008001', 'Database Not Exist', `Can’t find database "${name}". ${RETRY}`),
	unknownSort: (/** @type {string} */ name) =>
		newStyle(
			'KE-010043218',
			`Invalid request parameter value "${name}". Please enter the correct sort_by parameter value.`,
		),
};

/** @param {string} name @param {string} supported */
function notInList(name, supported) {
	return newStyle(
		'KE-010043207',
		`The entered parameter "${name}" is invalid, only supports "${supported}" at the moment. ${RETRY}`,
	);
}

module.exports = { buildErrors };
