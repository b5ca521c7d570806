// @ts-check
'use strict';

const { bindRequiredString } = require('./bindings');
const { errors } = require('./errors');
const { ROOT, failureLog } = require('./failures');
const { LONG_MAX, float, int64 } = require('./json64');
const { SHOWN_STATUS } = require('./profiles');
const { requireOperation } = require('./projects');
const { COMPLETE, stepDuration, stepWait, unitDuration } = require('./steps');

/**
 * Steps of one job and their logs (contract section 6, 11.5).
 * @typedef {import('./state').Job} Job
 * @typedef {import('./steps').Step} Step
 * @typedef {import('./listJobs').Context} Context
 */

const NO_LOG = 'job output not found, please check kylin.log';
const LOG_PENDING = 'Wait a moment ... ';
const DONE = 'succeed';
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

/** What Kylin says of a step whose failure nobody reported to it, and the only text that follows `cn`. */
const UNREPORTED = {
	message: ROOT.message,
	reason: 'Building job exception',
	suggestion: '#TODO',
	code: 'KE-030001000(Job building error):',
	cn: { reason: '构建任务发生异常', suggestion: '#TODO' },
};

/** @param {Step} step */
function failedUnitOf(step) {
	return step.stages?.find(({ state }) => state === 'ERROR') ?? step;
}

/**
 * Every step in ERROR tells it (11.5). A failure with a reason was reported by the build itself; otherwise there is
 * nothing but the message of the exception and general texts.
 * @param {Context} context @param {Job} job @param {Step} step
 */
function failureOf({ language }, job, step) {
	const failedStep = job.steps.find(({ state }) => state === 'ERROR');
	if (!failedStep || step.state !== 'ERROR') return NOT_FAILED;
	const isReported = step.failure?.reason !== undefined;
	const told = isReported ? { message: step.failure?.reason } : {};
	const failure = { ...UNREPORTED, ...told, ...step.failure };
	if (isReported && !step.failure?.cn) failure.cn = failure;
	const texts = language === 'cn' ? { ...failure, ...failure.cn } : failure;
	return {
		...NOT_FAILED,
		failed_msg: failure.message,
		failed_step_name: isReported ? failedUnitOf(step).name : step.name,
		failed_step_id: isReported ? failedUnitOf(failedStep).id : null,
		failed_stack: failure.stack ?? null,
		failed_resolve: texts.suggestion,
		failed_reason: texts.reason,
		failed_code: failure.code,
	};
}

/**
 * @param {Step} unit
 * @param {{ sequence: number, duration: number, wait: number, createTime: number, status: string, schedulerState: string }} derived
 */
function describeUnit(unit, { sequence, duration, wait, createTime, status, schedulerState }) {
	return {
		id: unit.id,
		name: unit.name,
		sequence_id: sequence,
		exec_cmd: null,
		exec_start_time: unit.start,
		exec_end_time: unit.end,
		duration,
		wait_time: wait,
		create_time: createTime,
		index_count: unit.indexCount,
		success_index_count: unit.state === 'SUCCEED' ? unit.indexCount : 0,
		step_status: status,
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

/** @param {Job} job @param {Step} unit */
function shownUnitStatus(job, unit) {
	if (job.state === 'DISCARDED') return 'DISCARDED';
	return SHOWN_STATUS[/** @type {keyof typeof SHOWN_STATUS} */ (unit.state)];
}

/** @param {Context} context @param {Job} job @param {Step} stage @param {{ createTime: number, schedulerState: string }} more */
function describeStage({ now }, job, stage, more) {
	return describeUnit(stage, {
		...more,
		sequence: -1,
		duration: unitDuration(stage, now),
		wait: 0,
		status: shownUnitStatus(job, stage),
	});
}

/** The stages merged over all segments; their state is always READY (11.5). @param {Context} context @param {Job} job @param {Step} step */
function mergedStages(context, job, step) {
	if (!step.stages) return null;
	return step.stages.map((stage) =>
		describeStage(context, job, stage, { createTime: 0, schedulerState: 'READY' }),
	);
}

/** Java's `min` and `max` over all stages, also those that have not begun. @param {Step[]} stages */
function frameOf(stages) {
	return {
		start: Math.min(...stages.map(({ start }) => start)),
		end: Math.max(...stages.map(({ end }) => end)),
	};
}

/** Begin and end in the server's zone, as Kylin names a segment. @param {Context} context @param {Job} job */
function segmentName({ state }, job) {
	if (job.rangeEnd === LONG_MAX) return 'FULL_BUILD';
	const text = (/** @type {string} */ time) =>
		state.zone.toLocal(Number(time)).toISOString().replace(/\D/g, '').slice(0, 14);
	return `${text(job.rangeStart)}_${text(job.rangeEnd)}`;
}

/**
 * What is known of a segment, which is looked up in the asked project and goes with a discarded job and with its model.
 * A model whose segments no seed tells has those of its jobs.
 * @param {Context} context @param {Job} job @param {string} project @param {string} id
 */
function segmentOf(context, job, project, id) {
	const model = context.state.modelOf(job);
	if (project !== job.project || job.state === 'DISCARDED' || !model) {
		return { name: null, start_time: null, end_time: null };
	}
	const segment = model.segments.find((candidate) => candidate.id === id);
	if (segment && segment.end !== Infinity) {
		return { name: segment.name, start_time: segment.start, end_time: segment.end };
	}
	return {
		name: segmentName(context, job),
		start_time: int64(job.rangeStart),
		end_time: int64(job.rangeEnd),
	};
}

/** @param {Context} context @param {Job} job @param {Step} step @param {string} project */
function segmentSubStages(context, job, step, project) {
	const { stages } = step;
	if (!stages || job.targetSegments.length === 0) return null;
	const done = stages.filter(({ state }) => COMPLETE.includes(state)).length;
	const begun = stages.find(({ start }) => start > 0);
	const frame = frameOf(stages);
	const entries = job.targetSegments.map((segment) => [
		segment,
		{
			duration: stepDuration(step, context.now),
			wait_time: begun ? begun.start - step.start : 0,
			step_ratio: float(done / stages.length),
			...segmentOf(context, job, project, segment),
			exec_start_time: frame.start,
			exec_end_time: frame.end,
			stage: stages.map((stage) =>
				describeStage(context, job, stage, {
					createTime: job.createTime,
					schedulerState: stage.state,
				}),
			),
			info: {},
		},
	]);
	return Object.fromEntries(entries);
}

/** @param {Context} context @param {Job} job @param {Step} step @param {number} index @param {string} project */
function describeStep(context, job, step, index, project) {
	const paused = job.pausedWaits[index] ?? 0;
	const plain = describeUnit(step, {
		sequence: index,
		duration: stepDuration(step, context.now),
		// To what PAUSE wrote down the detail adds what the list computes, once the job is no longer paused.
		wait: paused + (job.state === 'PAUSED' ? 0 : stepWait(job, index, context.now)),
		createTime: job.createTime,
		status: shownUnitStatus(job, step),
		schedulerState: step.state,
	});
	return {
		...plain,
		...failureOf(context, job, step),
		sub_stages: mergedStages(context, job, step),
		segment_sub_stages: segmentSubStages(context, job, step, project),
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

/** @param {Context} context @param {Job} job @param {string} [project] in which its segments are looked up */
function describeSteps(context, job, project = job.project) {
	return job.steps.map((step, index) => describeStep(context, job, step, index, project));
}

/** @param {Context} context @param {string} jobId @param {import('./bindings').Query} query */
function jobDetail(context, jobId, query) {
	const { job, project } = findJob(context, jobId, query);
	if (job.undecodable) return context.profile.undecodableDetail;
	// As long as two records of a list.
	context.cost.jobsRead += 2;
	return describeSteps(context, job, project.name);
}

/** What Kylin itself writes into the log of a step; a seed that brings logs brings all. @param {Job} job @param {Step} step */
function ownLog(job, step) {
	if (step.state === 'RUNNING') return LOG_PENDING;
	if (job.bringsLogs) return null;
	if (step.state === 'ERROR') return failureLog(step.name, step.failure);
	return step.state === 'SUCCEED' && step.start > 0 ? DONE : null;
}

/** @param {Context} context @param {string} jobId @param {string} stepId */
function logText({ state }, jobId, stepId) {
	const job = state.jobs.get(jobId);
	const step = job?.steps.find(({ id }) => id === stepId);
	return step?.log ?? (job && step && ownLog(job, step)) ?? NO_LOG;
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
