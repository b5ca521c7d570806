// @ts-check
'use strict';

const { uuidOf } = require('../auth');
const { FINAL_STATES } = require('../profiles');
const { unitsOf } = require('../steps');
const { fillSegment, overlaps, removeSegments } = require('./segments');

/**
 * What unfinished jobs hold, and what their end does to segments and snapshots (build contract, 1.4, 4.3, 6.3).
 *
 * @typedef {import('../state').Job} Job
 * @typedef {import('../state').State} State
 * @typedef {import('./models').Model} Model
 * @typedef {import('./segments').Segment} Segment
 *
 * @typedef {object} Work
 * @property {string} jobId
 * @property {string} type job type
 * @property {Model | null} model
 * @property {string[]} segmentIds
 * @property {number[]} indexIds to be built
 * @property {number[]} droppedIndexIds marked for deletion, dropped at the end
 * @property {number[]} partitionIds
 * @property {string | null} table of a snapshot
 *
 * @typedef {{ hold?: 'PENDING' | 'RUNNING', outcome?: string | string[], failure?: object, logs?: object, run_ms?: number }} Plan
 *
 * @typedef {object} Order a job that a request asks for
 * @property {string} project
 * @property {string} type
 * @property {Model} [model]
 * @property {string} [table]
 * @property {Segment[]} [segments]
 * @property {number[]} [indexIds]
 * @property {number[]} [droppedIndexIds]
 * @property {number[]} [partitionIds]
 * @property {string} [snapshotRange]
 * @property {string} submitter
 * @property {number} priority
 * @property {unknown} tag
 */

const NEW_SEGMENT_TYPES = ['INC_BUILD', 'INDEX_REFRESH', 'INDEX_MERGE'];
const LOADING_TYPES = ['INDEX_BUILD', 'SUB_PARTITION_BUILD'];
const SNAPSHOT_TYPES = ['SNAPSHOT_BUILD', 'SNAPSHOT_REFRESH'];
const ROWS_PER_SNAPSHOT = 50;
const BYTES_PER_SNAPSHOT_ROW = 100;

class WorkBook {
	/** @type {Map<string, Work>} by job ID: the jobs that have not ended */
	open = new Map();
	/** @type {Plan[]} what the next jobs are to do, in order of their creation */
	plans = [];
	/** Simulated running time of every job that a request starts. */
	runMs = 60_000;
	created = 0;

	/** @param {State} state */
	constructor(state) {
		this.state = state;
	}

	reset() {
		this.open.clear();
		this.plans = [];
		this.created = 0;
	}

	/** @param {string} kind */
	newId(kind) {
		this.created += 1;
		return uuidOf(`${kind} ${this.created}`);
	}

	/** @param {Order} order @returns {string} job ID */
	submit(order) {
		const { model, table, segments = [] } = order;
		const now = this.state.clock.now();
		const uuid = this.newId('job');
		const id = model ? `${uuid}-${model.uuid}` : uuid;
		const isEndless = segments.some(({ end }) => end === Infinity);
		/** @type {Work} */
		const work = {
			jobId: id,
			type: order.type,
			model: model ?? null,
			segmentIds: segments.map((segment) => segment.id),
			indexIds: order.indexIds ?? [],
			droppedIndexIds: order.droppedIndexIds ?? [],
			partitionIds: order.partitionIds ?? [],
			table: table ?? null,
		};
		this.open.set(id, work);
		const { hold, ...plan } = this.plans.shift() ?? {};
		const job = this.state.addJob({
			id,
			project: order.project,
			job_name: order.type,
			...(model
				? { target_model: model.uuid, target_subject: model.alias }
				: { target_subject: table }),
			create_time: now,
			last_modified: now,
			target_segments: work.segmentIds,
			data_range_start: Math.min(...segments.map(({ start }) => start), isEndless ? 0 : Infinity),
			data_range_end: isEndless
				? '9223372036854775807'
				: Math.max(...segments.map(({ end }) => end), 0),
			submitter: order.submitter,
			priority: order.priority,
			tag: order.tag,
			...(order.snapshotRange ? { snapshot_data_range: order.snapshotRange } : {}),
			shape: 'full',
			index_count: work.indexIds.length,
			run_ms: this.runMs,
			...plan,
		});
		if (hold === 'PENDING') job.readyAt = Infinity;
		if (hold === 'RUNNING') job.runMs = Infinity;
		return id;
	}

	/** A held job runs from now on like any other. @param {string} jobId */
	release(jobId) {
		const job = this.state.jobs.get(jobId);
		if (!job) throw new Error(`No job ${jobId} in the stand-in`);
		const now = this.state.clock.now();
		if (job.readyAt === Infinity) job.readyAt = now;
		if (job.runMs !== Infinity) return;
		job.runMs = this.runMs;
		const unit = unitsOf(job.steps).find(({ runStart }) => runStart > 0);
		if (unit) unit.runStart = now;
	}

	/** The unfinished jobs of one model. @param {Model} model */
	worksOf(model) {
		return [...this.open.values()].filter((work) => work.model === model);
	}

	/** The segments that unfinished jobs work on. @param {Model} model @returns {Segment[]} */
	heldSegments(model) {
		const ids = new Set(this.worksOf(model).flatMap(({ segmentIds }) => segmentIds));
		return ids.size === 0 ? [] : model.segments.filter(({ id }) => ids.has(id));
	}

	/** Whether an unfinished job works on a segment of the same time (1.4). @param {Model} model @param {Segment} segment */
	isHeld(model, segment) {
		return this.heldSegments(model).some((held) => overlaps(held, segment));
	}

	/** @param {Model} model @param {string[]} types */
	#idsHeldBy(model, types) {
		return new Set(
			this.worksOf(model)
				.filter(({ type }) => types.includes(type))
				.flatMap(({ segmentIds }) => segmentIds),
		);
	}

	/** @param {Model} model */
	loadingIds(model) {
		return this.#idsHeldBy(model, LOADING_TYPES);
	}

	/** @param {Model} model */
	buildingIds(model) {
		return this.#idsHeldBy(model, ['INC_BUILD']);
	}

	/** @param {string} project @param {string} table @param {string[]} [types] */
	isTableHeld(project, table, types = SNAPSHOT_TYPES) {
		return [...this.open.values()].some(
			(work) =>
				work.table === table &&
				types.includes(work.type) &&
				this.state.jobs.get(work.jobId)?.project === project,
		);
	}

	/**
	 * A job that came with a seed holds the segments it names, as far as the model has them, or the table's snapshot.
	 * @param {Job} job
	 */
	follow(job) {
		if (this.open.has(job.id) || FINAL_STATES.includes(job.state)) return;
		const model = this.state.modelOf(job) ?? null;
		const known = model?.segments.filter(({ id }) => job.targetSegments.includes(id)) ?? [];
		const table = SNAPSHOT_TYPES.includes(job.name) ? job.table : null;
		if (known.length === 0 && table === null) return;
		const live = model?.indexes.filter(({ toBeDeleted }) => !toBeDeleted) ?? [];
		this.open.set(job.id, {
			jobId: job.id,
			type: job.name,
			model,
			segmentIds: known.map(({ id }) => id),
			indexIds: live.map(({ id }) => id),
			droppedIndexIds: [],
			partitionIds: [],
			table,
		});
	}

	/** Carries out what jobs that have ended since the last look leave behind. */
	settle() {
		for (const work of this.open.values()) {
			const job = this.state.jobs.get(work.jobId);
			if (job && !FINAL_STATES.includes(job.state)) continue;
			this.open.delete(work.jobId);
			if (job?.state === 'SUCCEED') this.#finish(work, job.endTime);
			else this.#undo(work);
		}
	}

	/** @param {Work} work @param {number} now */
	#finish(work, now) {
		const { model, type, segmentIds, indexIds, partitionIds } = work;
		if (work.table !== null) {
			this.#finishSnapshot(work, now);
			return;
		}
		if (!model) return;
		const segments = model.segments.filter(({ id }) => segmentIds.includes(id));
		if (NEW_SEGMENT_TYPES.includes(type)) {
			// What the new one covers has served until now.
			const replaced = model.segments.filter((other) =>
				segments.some((segment) => segment !== other && overlaps(segment, other)),
			);
			removeSegments(model, new Set(replaced.map(({ id }) => id)));
		}
		for (const segment of segments) {
			for (const id of work.droppedIndexIds) segment.layouts.delete(id);
			const isComplete = indexIds.every((id) => segment.layouts.has(id));
			if (isComplete && segment.status !== 'NEW') segment.writes += 1;
			else fillSegment(model, segment, indexIds, now);
			for (const partition of segment.partitions) {
				if (partitionIds.length > 0 && !partitionIds.includes(partition.id)) continue;
				partition.status = 'READY';
				partition.modified = now;
			}
		}
		if (work.droppedIndexIds.length > 0) {
			model.indexes = model.indexes.filter(({ id }) => !work.droppedIndexIds.includes(id));
		}
	}

	/** @param {Work} work @param {number} now */
	#finishSnapshot(work, now) {
		if (!SNAPSHOT_TYPES.includes(work.type)) return;
		const job = this.state.jobs.get(work.jobId);
		const table = job && this.state.tableOf(job);
		if (!table) return;
		table.snapshot = true;
		table.snapshotRows = table.rows ?? ROWS_PER_SNAPSHOT;
		table.snapshotBytes = table.snapshotRows * BYTES_PER_SNAPSHOT_ROW;
		table.snapshotTime = now;
	}

	/** A discarded job takes its new segments and partitions with it, the old ones are free again. @param {Work} work */
	#undo({ model, type, segmentIds, partitionIds }) {
		if (!model) return;
		const segments = model.segments.filter(({ id }) => segmentIds.includes(id));
		if (NEW_SEGMENT_TYPES.includes(type)) {
			const fresh = segments.filter(({ status }) => status === 'NEW');
			removeSegments(model, new Set(fresh.map(({ id }) => id)));
		}
		for (const segment of segments) {
			if (type === 'SUB_PARTITION_BUILD') {
				segment.partitions = segment.partitions.filter(
					({ id, status }) => status !== 'NEW' || !partitionIds.includes(id),
				);
			}
			for (const partition of segment.partitions) {
				if (type === 'SUB_PARTITION_REFRESH' && partitionIds.includes(partition.id)) {
					partition.status = 'READY';
				}
			}
		}
	}
}

module.exports = { WorkBook };
