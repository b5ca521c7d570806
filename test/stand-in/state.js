// @ts-check
'use strict';

const { createUser, uuidOf } = require('./auth');
const { createModel } = require('./builds/models');
const { seedSegments } = require('./builds/seedSegments');
const { WorkBook } = require('./builds/work');
const { createTable, projectSwitches } = require('./builds/tables');
const { LONG_MAX } = require('./json64');
const { CRON_TYPES } = require('./profiles');
const { createFullSteps, createStep, failingUnit, suffix, unitsOf } = require('./steps');
const { discardStages, lockEnd, moveTo, noteFailure } = require('./transitions');
const { createZone } = require('./zone');

/**
 * Everything the server knows, built from a seed document (test/wire/notes.md, "What a seed means").
 *
 * @typedef {object} Job
 * @property {string} id
 * @property {number} seq order of insertion = row order where SQL fixes none
 * @property {string} project
 * @property {string} name job type
 * @property {string | null} shownName as the record tells it; Kylin's own cron jobs have none
 * @property {string} state internal state
 * @property {number} createTime as shown, moved by RESTART
 * @property {number} createdAt the record's own clock
 * @property {number} lastModified as shown
 * @property {number} writtenAt the record's own clock
 * @property {number} startTime
 * @property {number} endTime
 * @property {number} readyAt since when the scheduler may take it
 * @property {number} takenAt when its last run began
 * @property {number} lockedUntil when the lock of its last run is free again
 * @property {boolean} isLost the node that ran it has gone
 * @property {Array<{ state: string, at: number }>} endedRuns what the callback has not been told
 * @property {string | null} targetModel model UUID or `DB.TABLE`
 * @property {string | null} table
 * @property {string} storedSubject name in the job's row
 * @property {string[]} targetSegments
 * @property {string} rangeStart
 * @property {string} rangeEnd
 * @property {string | null} submitter
 * @property {number} priority
 * @property {boolean | null} discardSafety as a seed says; null = to be found out
 * @property {unknown} tag
 * @property {string | null} snapshotRange
 * @property {string} schedulerMode
 * @property {import('./steps').Step[]} steps
 * @property {number[]} pausedWaits waiting time of each step, written down by PAUSE
 * @property {number} runMs simulated running time of the whole job
 * @property {string[]} outcomes SUCCEED or ERROR, one for each run; the last one stays
 * @property {import('./steps').Failure | null} failure what the failed step reports
 * @property {number[] | null} indexIds told by the callback; null = the base indexes
 * @property {boolean} undecodable Kylin cannot read its own text
 * @property {boolean} bringsLogs there are no other logs than those of the seed
 * @property {number | null} byteSize bytes built, counted by the statistics when given
 *
 * @typedef {{ name: string, permissions: Map<string, string>, record: Record<string, unknown>, snapshotManagement?: boolean, multiPartitioning?: boolean }} Project
 * `record`: members that a seed gives its description
 * @typedef {import('./builds/models').Model} Model
 * @typedef {import('./builds/tables').Table} Table
 */

/** @type {import('./auth').SeedUser[]} */
const DEFAULT_USERS = [
	{ username: 'ADMIN', password: 'KYLIN', admin: true },
	{ username: 'OPERATOR', password: 'operator' },
	{ username: 'READER', password: 'reader' },
	{ username: 'ANALYST', password: 'analyst' },
];
const GLOBAL = '_global';
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
	/** @type {import('./statistics').Ended[]} what ended before the seed's jobs */
	statistics = [];
	/** @type {Map<string, Job[]>} by project and model */
	loads = new Map();
	loadsRevision = -1;
	/** Grows with every change, so that prepared answers know when they are stale. */
	revision = 0;
	seq = 0;
	loadedAt = 0;

	/** @param {import('./clock').Clock} clock @param {any[]} [extraUsers] @param {import('./zone').Zone} [zone] the server's */
	constructor(clock, extraUsers = [], zone = createZone()) {
		this.clock = clock;
		this.zone = zone;
		this.extraUsers = extraUsers;
		this.work = new WorkBook(this);
	}

	/** Replaces everything by a seed document. @param {any} doc */
	load(doc) {
		this.loadedAt = this.clock.now();
		this.seq = 0;
		this.work.reset();
		if (doc.time_zone) this.zone = createZone(doc.time_zone);
		const { jobs, projects, models, tables, users, impliedModels } = this;
		for (const map of [jobs, projects, models, tables, users, impliedModels]) map.clear();
		for (const user of [...DEFAULT_USERS, ...this.extraUsers, ...(doc.users ?? [])]) {
			this.users.set(user.username.toUpperCase(), createUser(user));
		}
		for (const {
			name,
			permissions = {},
			snapshot_management,
			multi_partitioning,
			...record
		} of doc.projects ?? []) {
			const switches = projectSwitches({ snapshot_management, multi_partitioning });
			Object.assign(this.addProject(name, permissions, record), switches);
		}
		this.statistics = doc.statistics ?? [];
		for (const model of doc.models ?? []) this.addModel(model);
		for (const table of doc.tables ?? []) {
			const owner = this.addProject(table.project).name;
			this.tables.set(`${owner}/${table.name}`, createTable(table, owner, this.loadedAt));
		}
		for (const job of doc.jobs ?? []) this.addJob(job);
		this.touch();
	}

	touch() {
		this.revision += 1;
		this.work.settle();
	}

	/** @param {string} name @param {Record<string, string>} [permissions] @param {Record<string, unknown>} [record] @returns {Project} */
	addProject(name, permissions = {}, record = {}) {
		const known = this.projects.get(name.toLowerCase());
		if (known) return known;
		const grants = Object.entries(permissions).map(
			([user, level]) => /** @type {[string, string]} */ ([user.toUpperCase(), level]),
		);
		const project = { name, permissions: new Map(grants), record };
		this.projects.set(name.toLowerCase(), project);
		return project;
	}

	/** In the notation of a seed (README, "Models in a seed"). @param {{ project: string, alias: string, [member: string]: any }} seed */
	addModel(seed) {
		const model = createModel(seed, this.addProject(seed.project).name);
		seedSegments(this, model, seed.segments);
		this.models.set(`${model.project}/${model.uuid}`, model);
		return model;
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
		const project = this.#ownerOf(seed.project);
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
			shownName: seed.shown_name === undefined ? name : seed.shown_name,
			state,
			createTime,
			createdAt: createTime,
			lastModified: seed.last_modified ?? 0,
			writtenAt: seed.last_modified || createTime,
			startTime: seed.start_time ?? 0,
			endTime: seed.end_time ?? 0,
			readyAt: Math.max(createTime, this.clock.now()),
			takenAt: seed.start_time ?? 0,
			lockedUntil: 0,
			isLost: false,
			endedRuns: [],
			targetModel,
			table: byTable ? (seed.target_subject ?? seed.target_model ?? null) : null,
			storedSubject: '',
			targetSegments: seed.target_segments ?? [],
			rangeStart: wholeRange ? '0' : String(seed.data_range_start ?? 0),
			rangeEnd: wholeRange ? LONG_MAX : String(seed.data_range_end ?? 0),
			submitter: seed.submitter === undefined ? 'ADMIN' : seed.submitter,
			priority: seed.priority ?? DEFAULT_PRIORITY,
			discardSafety: seed.discard_safety ?? null,
			tag: seed.tag ?? null,
			snapshotRange: seed.snapshot_data_range ?? (name.startsWith('SNAPSHOT_') ? 'FULL' : null),
			schedulerMode: seed.job_scheduler_mode ?? 'CHAIN',
			steps: [],
			pausedWaits: [],
			runMs: seed.run_ms ?? DEFAULT_RUN_MS,
			outcomes: [seed.outcome ?? 'SUCCEED'].flat(),
			failure: seed.failure ?? null,
			indexIds: seed.index_ids ?? null,
			undecodable: seed.undecodable ?? false,
			bringsLogs: seed.logs !== undefined,
			byteSize: seed.byte_size ?? null,
		};
		job.storedSubject = seed.stored_subject ?? this.#storedSubjectOf(job, seed);
		job.steps = stepsOf(job, seed);
		if (seed.end_time) job.lockedUntil = lockEnd(job.startTime, job.endTime);
		noteFailure(job);
		attachLogs(job, seed.logs ?? {});
		this.jobs.set(job.id, job);
		this.work.follow(job);
		this.touch();
		return job;
	}

	/** Housekeeping belongs to something that is no project. @param {string} name */
	#ownerOf(name) {
		return name === GLOBAL ? name : this.addProject(name).name;
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

	/** The loads of the same model. @param {Job} job */
	loadsOf({ project, targetModel }) {
		if (this.loadsRevision !== this.revision) {
			this.loadsRevision = this.revision;
			this.loads.clear();
			for (const job of this.jobs.values()) {
				if (job.name !== 'INC_BUILD') continue;
				const model = `${job.project}/${job.targetModel}`;
				const loads = this.loads.get(model);
				if (loads) loads.push(job);
				else this.loads.set(model, [job]);
			}
		}
		return this.loads.get(`${project}/${targetModel}`) ?? [];
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

/** @param {Job} job @param {any} seed */
function stepsOf(job, seed) {
	// Its steps have not run, whatever its state.
	if (seed.untouched) {
		const steps = createFullSteps(job.id, job.name, seed.index_count);
		if (job.state === 'DISCARDED') discardStages(steps, job.endTime);
		return steps;
	}
	if (seed.shape === 'full') return fullSteps(job, seed.index_count);
	const isWhole = seed.steps?.some((/** @type {any} */ { start }) => start !== undefined);
	return isWhole
		? seed.steps.map((/** @type {any} */ step, /** @type {number} */ index) =>
				wholeStep(job.id + suffix(index), step),
			)
		: seededSteps(job, seed.steps);
}

/** A step of a seed that brings its own times. @param {string} id @param {any} given @returns {import('./steps').Step} */
function wholeStep(id, given) {
	const { name, status, start, end, duration = 0, info = {}, index_count = 0, stages } = given;
	return {
		...createStep(id, name, status),
		start,
		end,
		spent: duration,
		runStart: status === 'RUNNING' ? start : 0,
		info,
		indexCount: index_count,
		stages:
			stages?.map((/** @type {any} */ stage, /** @type {number} */ index) =>
				wholeStep(id + suffix(index), stage),
			) ?? null,
	};
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

/** Kylin's own steps and stages for the type, as far as the job's state implies. @param {Job} job @param {number} [indexCount] */
function fullSteps(job, indexCount) {
	const steps = createFullSteps(job.id, job.name, indexCount);
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
