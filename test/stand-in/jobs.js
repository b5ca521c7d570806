// @ts-check
'use strict';

const { floatText, int64Text } = require('./json64');
const { FINAL_STATES, SHOWN_STATUS } = require('./profiles');
const { isSafeToDiscard } = require('./segmentHoles');
const { jobDuration, jobWait, stepRatio } = require('./steps');

/**
 * The job record (contract section 3, 11.3).
 * @typedef {import('./state').Job} Job
 * @typedef {import('./state').State} State
 */

/** @param {Job} job */
function shownStatus(job) {
	return SHOWN_STATUS[/** @type {keyof typeof SHOWN_STATUS} */ (job.state)];
}

/** @param {Job} job */
function isSnapshotJob(job) {
	return job.name.startsWith('SNAPSHOT_');
}

/** A snapshot is missed only once its job has ended. @param {State} state @param {Job} job */
function isSnapshotGone(state, job) {
	return isSnapshotJob(job) && FINAL_STATES.includes(job.state) && !state.tableOf(job)?.snapshot;
}

/** @param {State} state @param {Job} job @returns {{ text: string | null, isError: boolean }} */
function targetSubject(state, job) {
	const good = (/** @type {string | null} */ text) => ({ text, isError: false });
	const bad = (/** @type {string} */ text) => ({ text, isError: true });
	if (isSnapshotJob(job)) {
		return isSnapshotGone(state, job) ? bad('The snapshot is deleted') : good(job.table);
	}
	if (job.name === 'TABLE_SAMPLING') {
		return state.tableOf(job) || job.table === null ? good(job.table) : bad(`${job.table} deleted`);
	}
	if (job.name.startsWith('INTERNAL_TABLE_')) {
		return state.tableOf(job) ? good(job.table) : bad(`${job.table}not exist or has been deleted`);
	}
	const model = state.modelOf(job);
	if (!model) return bad('The model is deleted');
	return model.broken ? bad(`${model.alias} broken`) : good(model.alias);
}

/** The `model_id` column. @param {Job} job */
function modelId(job) {
	return job.table ?? (job.targetModel === 'null-subject' ? null : job.targetModel);
}

/** @param {Job} job */
function ratioText(job) {
	const ratio = stepRatio(job);
	return Number.isNaN(ratio) ? '"NaN"' : floatText(ratio);
}

/**
 * What only the v2 handler adds to a record (3.2).
 * @typedef {object} OldMembers
 * @property {Record<string, unknown>} members beside the others
 * @property {string} steps JSON text
 * @property {string} version
 * @property {string} progress JSON text
 */

/**
 * Written as text because 64-bit numbers and floats must keep their digits (3.2).
 * @param {State} state @param {Job} job @param {number} now
 * @param {OldMembers} [old]
 */
function renderJob(state, job, now, old) {
	const duration = jobDuration(job.steps, now);
	const wait = jobWait(job, now);
	const subject = targetSubject(state, job);
	const text = JSON.stringify;
	return (
		(old ? `${text({ ...old.members, mr_waiting: wait }).slice(0, -1)},` : '{') +
		`"id":${text(job.id)},"last_modified":${job.lastModified},"duration":${duration},"total_duration":${duration + wait}` +
		`,"exec_start_time":${job.startTime},"steps":${old?.steps ?? '[]'},"job_status":"${shownStatus(job)}"` +
		`,"scheduler_state":"${job.state}","job_name":${text(job.shownName)},"data_range_start":${int64Text(job.rangeStart)},"data_range_end":${int64Text(job.rangeEnd)}` +
		`,"target_model":${text(job.targetModel)},"target_segments":${text(job.targetSegments)},"step_ratio":${ratioText(job)}` +
		`,"create_time":${job.createTime},"wait_time":${wait},"target_subject":${text(subject.text)},"target_subject_error":${subject.isError}` +
		`,"project":${text(job.project)},"submitter":${text(job.submitter)},"exec_end_time":${job.endTime}` +
		`,"discard_safety":${isSafeToDiscard(state, job)},"tag":${text(job.tag)},"snapshot_data_range":${text(job.snapshotRange)}` +
		`,"job_scheduler_mode":"${job.schedulerMode}","segments":null,"version":${text(old?.version ?? null)}` +
		`,"related_segment":${text(job.targetSegments.join(','))},"progress":${old?.progress ?? '0.0'}}`
	);
}

module.exports = { shownStatus, modelId, renderJob };
