// @ts-check
'use strict';

const { bindRequiredString } = require('./bindings');
const { errors } = require('./errors');
const { SHOWN_STATUS } = require('./profiles');
const { requireOperation } = require('./projects');
const { stepDuration, stepWait, unitDuration } = require('./steps');

/**
 * Steps of one job and their logs (contract section 6, 11.5).
 * @typedef {import('./state').Job} Job
 * @typedef {import('./steps').Step} Step
 * @typedef {import('./listJobs').Context} Context
 */

const NO_LOG = 'job output not found, please check kylin.log';
const LOG_PENDING = 'Wait a moment ... ';
const SAMPLED_LINES = 100;

const NOT_FAILED = {
	failed_msg: null,
	failed_step_name: null,
	failed_step_id: null,
	failed_segment_id: null,
	failed_stack: null,
	failed_resolve: null,
	failed_reason: null,
	failed_code: null,
};

/** @param {Step} step */
function failedUnitOf(step) {
	return step.stages?.find(({ state }) => state === 'ERROR') ?? step;
}

/** Every step in ERROR tells it (11.5). @param {Context} context @param {Job} job @param {Step} step */
function failureOf({ language }, job, step) {
	const failedStep = job.steps.find(({ state }) => state === 'ERROR');
	if (!failedStep || step.state !== 'ERROR') return NOT_FAILED;
	const { failure } = step;
	// The only texts that follow `Accept-Language`, and only for this very value (1.1).
	const chinese = language === 'cn' ? failure?.cn : undefined;
	return {
		...NOT_FAILED,
		failed_step_name: failedUnitOf(step).name,
		failed_step_id: failure ? failedUnitOf(failedStep).id : null,
		failed_stack: failure?.stack ?? null,
		failed_resolve: chinese?.suggestion ?? failure?.suggestion ?? '#TODO',
		failed_reason: chinese?.reason ?? failure?.reason ?? 'Building job exception',
		failed_code: failure?.code ?? 'KE-030001000(Job building error):',
	};
}

/**
 * @param {Job} job @param {Step} unit @param {number} index
 * @param {{ duration: number, wait: number, schedulerState: string }} derived
 */
function describeUnit(job, unit, index, { duration, wait, schedulerState }) {
	const status = SHOWN_STATUS[/** @type {keyof typeof SHOWN_STATUS} */ (unit.state)];
	return {
		id: unit.id,
		name: unit.name,
		sequence_id: index,
		exec_cmd: null,
		exec_start_time: unit.start,
		exec_end_time: unit.end,
		duration,
		wait_time: wait,
		create_time: job.createTime,
		index_count: 0,
		success_index_count: 0,
		step_status: job.state === 'DISCARDED' ? 'DISCARDED' : status,
		scheduler_state: schedulerState,
		cmd_type: 'SHELL_CMD_HADOOP',
		info: unit.info,
		previous_step: null,
		next_steps: [],
		...NOT_FAILED,
		sub_stages: null,
		segment_sub_stages: null,
	};
}

/** @param {Context} context @param {Job} job @param {Step} step @param {string} schedulerState of every stage; '' = its own */
function describeStages(context, job, step, schedulerState) {
	return (step.stages ?? []).map((stage, index) =>
		describeUnit(job, stage, index, {
			duration: unitDuration(stage, context.now),
			wait: 0,
			schedulerState: schedulerState || stage.state,
		}),
	);
}

/** @param {Context} context @param {Job} job @param {Step} step */
function segmentSubStages(context, job, step) {
	const stages = step.stages ?? [];
	const done = stages.filter(({ state }) => state === 'SUCCEED').length;
	const entries = job.targetSegments.map((segment) => [
		segment,
		{
			duration: stepDuration(step, context.now),
			wait_time: 0,
			step_ratio: done / stages.length,
			name: segment,
			start_time: Number(job.rangeStart),
			end_time: Number(job.rangeEnd),
			exec_start_time: step.start,
			exec_end_time: step.end,
			stage: describeStages(context, job, step, ''),
			info: {},
		},
	]);
	return entries.length > 0 ? Object.fromEntries(entries) : null;
}

/** @param {Context} context @param {Job} job @param {Step} step @param {number} index */
function describeStep(context, job, step, index) {
	const plain = describeUnit(job, step, index, {
		duration: stepDuration(step, context.now),
		// The detail of a paused job shows what PAUSE wrote down, not what the list computes.
		wait:
			job.state === 'PAUSED' ? (job.pausedWaits[index] ?? 0) : stepWait(job, index, context.now),
		schedulerState: step.state,
	});
	return {
		...plain,
		...failureOf(context, job, step),
		// In the stages merged over segments the state is always READY (11.5).
		sub_stages: step.stages && describeStages(context, job, step, 'READY'),
		segment_sub_stages: step.stages && segmentSubStages(context, job, step),
	};
}

/** @param {Context} context @param {string} jobId @param {import('./bindings').Query} query */
function findJob({ state, profile, user }, jobId, query) {
	const project = requireOperation(state, user, bindRequiredString(query, 'project'));
	const job = state.jobs.get(jobId);
	if (!job || (profile.detailIsBound && job.project !== project.name))
		throw errors.unknownJob(jobId);
	return { job, project };
}

/** @param {Context} context @param {Job} job */
function describeSteps(context, job) {
	return job.steps.map((step, index) => describeStep(context, job, step, index));
}

/** @param {Context} context @param {string} jobId @param {import('./bindings').Query} query */
function jobDetail(context, jobId, query) {
	const { job } = findJob(context, jobId, query);
	return describeSteps(context, job);
}

/** @param {Context} context @param {string} jobId @param {string} stepId */
function logText({ state }, jobId, stepId) {
	const step = state.jobs.get(jobId)?.steps.find(({ id }) => id === stepId);
	return step?.log ?? (step?.state === 'RUNNING' ? LOG_PENDING : NO_LOG);
}

/** @param {Context} context @param {string} jobId @param {string} stepId @param {import('./bindings').Query} query */
function stepOutput(context, jobId, stepId, query) {
	requireOperation(context.state, context.user, bindRequiredString(query, 'project'));
	const lines = logText(context, jobId, stepId).split('\n');
	const isShort = lines.length <= 2 * SAMPLED_LINES;
	const sampled = isShort
		? lines
		: [...lines.slice(0, SAMPLED_LINES), '='.repeat(64), ...lines.slice(-SAMPLED_LINES)];
	return { jobId, cmd_output: sampled.join('\n'), stepId };
}

/** @param {Context} context @param {string} jobId @param {string} stepId @param {import('./bindings').Query} query */
function stepLog(context, jobId, stepId, query) {
	const project = requireOperation(
		context.state,
		context.user,
		bindRequiredString(query, 'project'),
	);
	return {
		status: 200,
		headers: {
			'Content-Type': 'application/octet-stream',
			'Content-Disposition': `attachment; filename="${project.name}_${stepId}.log"`,
		},
		body: logText(context, jobId, stepId),
	};
}

module.exports = { describeSteps, jobDetail, stepOutput, stepLog };
