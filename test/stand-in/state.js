// @ts-check
'use strict';

const { createUser, uuidOf } = require('./auth');
const { LONG_MAX } = require('./json64');
const { CRON_TYPES } = require('./profiles');
const { createFullSteps, createStep, failingUnit, suffix, unitsOf } = require('./steps');
const { moveTo, noteFailure } = require('./transitions');

/**
 * Everything the server knows, built from a seed document (test/wire/notes.md, "What a seed means").
 *
 * @typedef {object} Job
 * @property {string} id
 * @property {number} seq order of insertion = row order where SQL fixes none
 * @property {string} project
 * @property {string} name job type
 * @property {string} state internal state
 * @property {number} createTime as shown, moved by RESTART
 * @property {number} createdAt the record's own clock
 * @property {number} lastModified as shown
 * @property {number} writtenAt the record's own clock
 * @property {number} startTime
 * @property {number} endTime
 * @property {number} readyAt since when the scheduler may take it
 * @property {string | null} targetModel model UUID or `DB.TABLE`
 * @property {string | null} table
 * @property {string} storedSubject name in the job's row
 * @property {string[]} targetSegments
 * @property {string} rangeStart
 * @property {string} rangeEnd
 * @property {string | null} submitter
 * @property {number} priority
 * @property {boolean} discardSafety
 * @property {unknown} tag
 * @property {string | null} snapshotRange
 * @property {string} schedulerMode
 * @property {import('./steps').Step[]} steps
 * @property {number[]} pausedWaits waiting time of each step, written down by PAUSE
 * @property {number} runMs simulated running time of the whole job
 * @property {string[]} outcomes SUCCEED or ERROR, one for each run; the last one stays
 * @property {import('./steps').Failure | null} failure what the failed step reports
 * @property {number | null} byteSize bytes built, counted by the statistics when given
 *
 * @typedef {{ name: string, permissions: Map<string, string> }} Project
 * @typedef {{ project: string, uuid: string, alias: string, broken: boolean }} Model
 * @typedef {{ project: string, name: string, snapshot: boolean }} Table
 */

const DEFAULT_USERS = [
	{ username: 'ADMIN', password: 'KYLIN', admin: true },
	{ username: 'OPERATOR', password: 'operator' },
	{ username: 'READER', password: 'reader' },
	{ username: 'ANALYST', password: 'analyst' },
];
const DEFAULT_RUN_MS = 60_000;
const DEFAULT_PRIORITY = 3;
const SEED_STEP_NAMES = ['Detect Resource', 'Load Data To Index', 'Update Metadata'];
const MODELLESS_TYPES = [...CRON_TYPES, 'ASYNC_QUERY'];
const ENDED = ['SUCCEED', 'ERROR', 'PAUSED', 'DISCARDED', 'SUICIDAL'];

/** @param {string} jobName */
function isTableJob(jobName) {
	return /^(SNAPSHOT_|INTERNAL_TABLE_)|^TABLE_SAMPLING$/.test(jobName);
}

class State {
	/** @type {Map<string, Job>} */
	jobs = new Map();
	/** @type {Map<string, Project>} by lower-case name */
	projects = new Map();
	/** @type {Map<string, Model>} by project and UUID */
	models = new Map();
	/** @type {Map<string, Table>} by project and name */
	tables = new Map();
	/** @type {Map<string, import('./auth').User>} by upper-case name */
	users = new Map();
	/** @type {Map<string, string>} UUID by project and alias */
	impliedModels = new Map();
	/** Grows with every change, so that prepared answers know when they are stale. */
	revision = 0;
	seq = 0;
	loadedAt = 0;

	/** @param {import('./clock').Clock} clock @param {any[]} [extraUsers] */
	constructor(clock, extraUsers = []) {
		this.clock = clock;
		this.extraUsers = extraUsers;
	}

	/** Replaces everything by a seed document. @param {any} doc */
	load(doc) {
		this.loadedAt = this.clock.now();
		this.seq = 0;
		const { jobs, projects, models, tables, users, impliedModels } = this;
		for (const map of [jobs, projects, models, tables, users, impliedModels]) map.clear();
		for (const user of [...DEFAULT_USERS, ...this.extraUsers, ...(doc.users ?? [])]) {
			this.users.set(user.username.toUpperCase(), createUser(user));
		}
		for (const { name, permissions = {} } of doc.projects ?? []) this.addProject(name, permissions);
		for (const model of doc.models ?? []) this.addModel(model);
		for (const { project, name, snapshot = false } of doc.tables ?? []) {
			const owner = this.addProject(project).name;
			this.tables.set(`${owner}/${name}`, { project: owner, name, snapshot });
		}
		for (const job of doc.jobs ?? []) this.addJob(job);
		this.touch();
	}

	touch() {
		this.revision += 1;
	}

	/** @param {string} name @param {Record<string, string>} [permissions] @returns {Project} */
	addProject(name, permissions = {}) {
		const known = this.projects.get(name.toLowerCase());
		if (known) return known;
		const grants = Object.entries(permissions).map(
			([user, level]) => /** @type {[string, string]} */ ([user.toUpperCase(), level]),
		);
		const project = { name, permissions: new Map(grants) };
		this.projects.set(name.toLowerCase(), project);
		return project;
	}

	/** @param {{ project: string, uuid?: string, alias: string, broken?: boolean }} model */
	addModel({ project, alias, uuid, broken = false }) {
		const owner = this.addProject(project).name;
		const model = { project: owner, alias, uuid: uuid ?? uuidOf(`${owner}/${alias}`), broken };
		this.models.set(`${owner}/${model.uuid}`, model);
	}

	/** @param {string} project @param {string} alias */
	removeModel(project, alias) {
		for (const [key, model] of this.models) {
			if (model.project === project && model.alias === alias) this.models.delete(key);
		}
		this.touch();
	}

	/** The UUID of the model that a job without `target_model` implies. @param {string} project @param {string} alias */
	#impliedModel(project, alias) {
		const name = `${project}/${alias}`;
		const known = this.impliedModels.get(name);
		if (known) return known;
		const uuid = uuidOf(name);
		if (!this.models.has(`${project}/${uuid}`)) this.addModel({ project, alias, uuid });
		this.impliedModels.set(name, uuid);
		return uuid;
	}

	/** @param {string | null} name any letter case */
	findProject(name) {
		return name === null ? undefined : this.projects.get(name.toLowerCase());
	}

	sortedProjects() {
		return [...this.projects.values()].sort((x, y) => (x.name < y.name ? -1 : 1));
	}

	/** @param {Job} job */
	modelOf(job) {
		return this.models.get(`${job.project}/${job.targetModel}`);
	}

	/** Whether the model or table it works on is gone; cron and query jobs have neither. @param {Job} job */
	isOrphan(job) {
		if (job.table !== null) return !this.tableOf(job);
		return !MODELLESS_TYPES.includes(job.name) && !this.modelOf(job);
	}

	/** @param {Job} job */
	tableOf(job) {
		return this.tables.get(`${job.project}/${job.table}`);
	}

	/**
	 * Adds a job in the notation of a seed.
	 * @param {any} seed @returns {Job}
	 */
	addJob(seed) {
		const project = this.addProject(seed.project).name;
		const name = seed.job_name;
		const byTable = isTableJob(name);
		const targetModel = this.#targetOf(seed, project, byTable);
		const wholeRange =
			byTable && !(name.startsWith('INTERNAL_') && seed.data_range_end !== undefined);
		// A seed's PENDING is what the API shows for READY; `raw_state` is taken as it is.
		const state =
			seed.raw_state ?? (seed.status === 'PENDING' ? 'READY' : (seed.status ?? 'READY'));
		const createTime = seed.create_time ?? this.clock.now();
		/** @type {Job} */
		const job = {
			id: seed.id,
			seq: this.seq++,
			project,
			name,
			state,
			createTime,
			createdAt: createTime,
			lastModified: seed.last_modified ?? 0,
			writtenAt: seed.last_modified ?? createTime,
			startTime: seed.start_time ?? 0,
			endTime: seed.end_time ?? 0,
			readyAt: Math.max(createTime, this.clock.now()),
			targetModel,
			table: byTable ? (seed.target_subject ?? seed.target_model ?? null) : null,
			storedSubject: '',
			targetSegments: seed.target_segments ?? [],
			rangeStart: wholeRange ? '0' : String(seed.data_range_start ?? 0),
			rangeEnd: wholeRange ? LONG_MAX : String(seed.data_range_end ?? 0),
			submitter: seed.submitter === undefined ? 'ADMIN' : seed.submitter,
			priority: seed.priority ?? DEFAULT_PRIORITY,
			discardSafety: seed.discard_safety ?? true,
			tag: seed.tag ?? null,
			snapshotRange: seed.snapshot_data_range ?? (name.startsWith('SNAPSHOT_') ? 'FULL' : null),
			schedulerMode: seed.job_scheduler_mode ?? 'CHAIN',
			steps: [],
			pausedWaits: [],
			runMs: seed.run_ms ?? DEFAULT_RUN_MS,
			outcomes: [seed.outcome ?? 'SUCCEED'].flat(),
			failure: seed.failure ?? null,
			byteSize: seed.byte_size ?? null,
		};
		job.storedSubject = seed.stored_subject ?? this.#storedSubjectOf(job, seed);
		job.steps = seed.shape === 'full' ? fullSteps(job) : seededSteps(job, seed.steps);
		noteFailure(job);
		attachLogs(job, seed.logs ?? {});
		this.jobs.set(job.id, job);
		this.touch();
		return job;
	}

	/** @param {any} seed @param {string} project @param {boolean} byTable */
	#targetOf(seed, project, byTable) {
		if (seed.target_model !== undefined) return seed.target_model;
		if (seed.target_subject === null || seed.target_subject === undefined) return 'null-subject';
		return byTable ? seed.target_subject : this.#impliedModel(project, seed.target_subject);
	}

	/** What is written into the row (11.2, `subject`). @param {Job} job @param {any} seed */
	#storedSubjectOf(job, seed) {
		if (CRON_TYPES.includes(job.name)) return job.name;
		if (job.name === 'LAYOUT_DATA_OPTIMIZE') return job.targetModel ?? '';
		return job.table ?? this.modelOf(job)?.alias ?? seed.target_subject ?? '';
	}

	/** @param {string} id @param {(job: Job) => void} change */
	update(id, change) {
		const job = this.jobs.get(id);
		if (!job) throw new Error(`No job ${id} in the stand-in`);
		change(job);
		this.touch();
	}

	/** @param {string} id */
	removeJob(id) {
		this.jobs.delete(id);
		this.touch();
	}

	/** @param {string} id @param {string} state directly, without the rules of an action */
	setState(id, state) {
		this.update(id, (job) => moveTo(job, state, this.clock.now()));
	}
}

/** @param {Job} job @param {Array<{ name: string, status: string }> | undefined} given */
function seededSteps(job, given) {
	const waiting = job.state === 'READY' || job.state === 'PENDING';
	const states =
		given?.map(({ status }) => status) ??
		(waiting || job.state === 'SUCCEED'
			? Array(3).fill(job.state)
			: ['SUCCEED', job.state, 'READY']);
	const steps = states.map((state, index) =>
		createStep(job.id + suffix(index), given?.[index].name ?? SEED_STEP_NAMES[index], state),
	);
	lay(
		job,
		steps.filter(({ state }) => state !== 'READY' && state !== 'PENDING'),
	);
	return steps;
}

/** Kylin's own steps and stages for the type, as far as the job's state implies. @param {Job} job */
function fullSteps(job) {
	const steps = createFullSteps(job.id, job.name);
	const units = unitsOf(steps);
	const waiting = job.state === 'READY' || job.state === 'PENDING' || job.startTime === 0;
	const done = waiting
		? 0
		: job.state === 'SUCCEED'
			? units.length
			: failingUnit(units, job.failure);
	const started = units.slice(0, job.state === 'SUCCEED' || waiting ? done : done + 1);
	for (const [index, unit] of started.entries()) unit.state = index < done ? 'SUCCEED' : job.state;
	lay(job, started);
	for (const step of steps.filter(({ stages }) => stages)) frameStages(step);
	return steps;
}

/**
 * Units run back to back from the job's start; a running job's finished ones took a second each.
 * @param {Job} job @param {import('./steps').Step[]} started
 */
function lay(job, started) {
	if (job.startTime === 0) return;
	const ended = ENDED.includes(job.state);
	const length = ended ? Math.floor((job.endTime - job.startTime) / started.length) : 1000;
	let at = job.startTime;
	for (const unit of started) {
		unit.start = at;
		if (unit.state === 'RUNNING') {
			unit.runStart = at;
			return;
		}
		at += length;
		unit.end = at;
		unit.spent = length;
	}
}

/** @param {import('./steps').Step} step */
function frameStages(step) {
	const stages = step.stages ?? [];
	const begun = stages.filter(({ start }) => start > 0);
	if (begun.length === 0) return;
	const last = begun[begun.length - 1];
	step.start = begun[0].start;
	step.state = begun.length < stages.length && last.state === 'SUCCEED' ? 'RUNNING' : last.state;
	step.end = last.end;
	step.runStart = last.runStart > 0 ? step.start : 0;
	step.spent = step.runStart > 0 ? 0 : step.end - step.start;
}

/** @param {Job} job @param {Record<string, string>} logs by step index or name */
function attachLogs(job, logs) {
	for (const [index, step] of job.steps.entries())
		step.log = logs[index] ?? logs[step.name] ?? null;
}

module.exports = { State };
