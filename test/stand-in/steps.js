// @ts-check
'use strict';

/**
 * Steps, stages and everything the API derives from them (contract 3.2, 8).
 *
 * @typedef {object} Step a step, or a stage of a step
 * @property {string} id
 * @property {string} name
 * @property {string} state
 * @property {number} start
 * @property {number} end
 * @property {number} spent running time of earlier runs
 * @property {number} runStart start of the current run, 0 = not running
 * @property {string | null} log
 * @property {Record<string, string>} info
 * @property {number} indexCount indexes that it builds; 0 but for stages
 * @property {Step[] | null} stages null for most steps and for every stage
 * @property {Failure | null} failure
 * @typedef {import('./failures').Failure} Failure
 */

const NO_INFO = Object.freeze({});
const COMPLETE = ['SUCCEED', 'SKIP', 'WARNING'];

const BUILD_STAGES = [
	'Waiting for yarn resources',
	'Build or refresh snapshot',
	'Materialize fact table view',
	'Generate global dictionary',
	'Generate flat table',
	'Get flat table statistics',
	'Build indexes by layer',
	'Update flat table statistics',
];
/** @typedef {Array<[string, string[]?]>} Shape */

/** @type {Shape} */
const BUILD = [['Detect Resource'], ['Load Data To Index', BUILD_STAGES], ['Update Metadata']];
/** @type {Shape} */
const SNAPSHOT = [['Build Snapshot', ['Waiting for yarn resources', 'Build Snapshot']]];

/**
 * Steps and stages as Kylin names them; every type that is absent builds.
 * @type {Record<string, Shape>}
 */
const SHAPES = {
	INDEX_MERGE: [
		['Detect Resource'],
		[
			'Merge Segment Data',
			[
				'Waiting for yarn resources',
				'Merge flat table',
				'Merge indexes',
				'Merge flat table statistics',
			],
		],
		['Clean Up Old Segment'],
		['Update Metadata'],
	],
	TABLE_SAMPLING: [
		['Detect Resource'],
		['Table Sampling', ['Waiting for yarn resources', 'Sample Table Data']],
	],
	SNAPSHOT_BUILD: SNAPSHOT,
	SNAPSHOT_REFRESH: SNAPSHOT,
};

/** @param {string} jobName @returns {Shape} */
function shapeOf(jobName) {
	return SHAPES[jobName] ?? BUILD;
}

/** @param {number} index */
function suffix(index) {
	return `_${String(index).padStart(2, '0')}`;
}

/** @param {string} id @param {string} name @param {string} state @returns {Step} */
function createStep(id, name, state) {
	return {
		id,
		name,
		state,
		start: 0,
		end: 0,
		spent: 0,
		runStart: 0,
		log: null,
		info: NO_INFO,
		indexCount: 0,
		stages: null,
		failure: null,
	};
}

/** @param {string} jobId @param {string} jobName @param {number} [indexCount] @returns {Step[]} */
function createFullSteps(jobId, jobName, indexCount = 0) {
	return shapeOf(jobName).map(([name, stages], index) => {
		const step = createStep(jobId + suffix(index), name, 'READY');
		step.stages =
			stages?.map((stage, at) => ({
				...createStep(step.id + suffix(at), stage, 'READY'),
				indexCount,
			})) ?? null;
		return step;
	});
}

/** What counts for `step_ratio`: a step with stages counts as its stages. @param {Step[]} steps @returns {Step[]} */
function unitsOf(steps) {
	return steps.flatMap((step) => step.stages ?? [step]);
}

/** @param {Step} unit @param {number} now */
function unitDuration(unit, now) {
	return unit.spent + (unit.runStart > 0 ? Math.max(0, now - unit.runStart) : 0);
}

/** @param {Step} step @param {number} now */
function stepDuration(step, now) {
	if (!step.stages) return unitDuration(step, now);
	return step.stages.reduce((sum, stage) => sum + unitDuration(stage, now), 0);
}

/** @param {Step[]} steps @param {number} now */
function jobDuration(steps, now) {
	let sum = 0;
	for (const step of steps) sum += stepDuration(step, now);
	return sum;
}

/**
 * The gap before a step. One whose predecessor has not succeeded counts 0. Only what a user discarded stops waiting.
 * @param {{ steps: Step[], createTime: number, state: string, endTime: number }} job
 * @param {number} index @param {number} now
 */
function stepWait(job, index, now) {
	const previous = job.steps[index - 1];
	if (previous && (previous.state !== 'SUCCEED' || previous.end === 0)) return 0;
	const from = previous ? previous.end : job.createTime;
	const waitsUntil = job.state === 'DISCARDED' ? job.endTime : now;
	return Math.max(0, (job.steps[index].start || waitsUntil) - from);
}

/** @param {{ steps: Step[], createTime: number, state: string, endTime: number }} job @param {number} now */
function jobWait(job, now) {
	let sum = 0;
	for (let index = 0; index < job.steps.length; index++) sum += stepWait(job, index, now);
	return sum;
}

/** @param {{ steps: Step[], state: string }} job @returns {number} NaN without steps */
function stepRatio(job) {
	const units = unitsOf(job.steps);
	const ratio = units.filter((unit) => COMPLETE.includes(unit.state)).length / units.length;
	return ratio === 1 && job.state !== 'SUCCEED' ? 0.99 : ratio;
}

/** Where a failing job fails: at the named unit, else half way. @param {Step[]} units @param {Failure | null} failure */
function failingUnit(units, failure) {
	const wanted = failure?.step;
	const index =
		typeof wanted === 'number' ? wanted : units.findIndex(({ name }) => name === wanted);
	return index >= 0 && index < units.length ? index : Math.floor(units.length / 2);
}

module.exports = {
	failingUnit,
	COMPLETE,
	createStep,
	suffix,
	createFullSteps,
	unitsOf,
	unitDuration,
	stepDuration,
	jobDuration,
	stepWait,
	jobWait,
	stepRatio,
};
