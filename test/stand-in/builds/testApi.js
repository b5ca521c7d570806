// @ts-check
'use strict';

const { displayStatuses } = require('./displayStatus');
const { createIndex } = require('./models');
const { modelStatus } = require('./modelRecord');
const { seedSegments } = require('./seedSegments');
const { createTable } = require('./tables');

/**
 * What a test does with models, segments and the jobs that requests start (README, "From a test").
 * @typedef {import('../state').State} State
 * @typedef {import('./models').Model} Model
 */

/** @param {State} state @param {() => void} catchUp lives through everything that is due */
function createTestApi(state, catchUp) {
	/** @param {string} project @param {string} alias @returns {Model} */
	function modelNamed(project, alias) {
		catchUp();
		const owner = state.findProject(project)?.name;
		for (const model of state.models.values()) {
			if (model.project === owner && model.alias === alias) return model;
		}
		throw new Error(`No model ${alias} in project ${project} of the stand-in`);
	}

	return {
		/** Adds a model in the notation of a seed. @param {{ project: string, alias: string, [member: string]: any }} seed */
		addModel(seed) {
			const model = state.addModel(seed);
			state.touch();
			return model;
		},
		/** @param {string} project @param {string} alias */
		removeModel(project, alias) {
			state.removeModel(project, alias);
		},
		/** Adds segments in the notation of a seed, thousands at once. @param {string} project @param {string} alias @param {any[]} seeds */
		addSegments(project, alias, seeds) {
			const added = seedSegments(state, modelNamed(project, alias), seeds);
			state.touch();
			return added.map(({ id, name }) => ({ id, name }));
		},
		/** Adds an index that no segment has yet. @param {string} project @param {string} alias @param {Record<string, unknown>} [seed] */
		addIndex(project, alias, seed = {}) {
			const model = modelNamed(project, alias);
			const index = createIndex(model, seed, state.clock.now());
			model.indexes.push(index);
			state.touch();
			return index.id;
		},
		/** Marks an index for deletion, as Kylin does while segments still have its data. @param {string} project @param {string} alias @param {number} id */
		lockIndex(project, alias, id) {
			for (const index of modelNamed(project, alias).indexes) {
				if (index.id === id) index.toBeDeleted = true;
			}
			state.touch();
		},
		/** @param {{ project: string, name: string, [member: string]: any }} seed */
		addTable(seed) {
			const owner = state.addProject(seed.project).name;
			state.tables.set(`${owner}/${seed.name}`, createTable(seed, owner, state.clock.now()));
			state.touch();
		},
		/** @param {string} project @param {boolean} isOn */
		setSnapshotManagement(project, isOn) {
			state.addProject(project).snapshotManagement = isOn;
			state.touch();
		},
		/**
		 * The next job that a request starts fails, the one after that as well, and so on; resumed, each of them finishes.
		 * @param {object} [failure] as in a seed's job @param {number} [times] @param {Record<string, string>} [logs] as in a seed's job
		 */
		failNext(failure = {}, times = 1, logs = {}) {
			for (let count = 0; count < times; count++) {
				state.work.plans.push({ outcome: ['ERROR', 'SUCCEED'], failure, logs });
			}
		},
		/** The next job that a request starts waits, or runs without end, until it is released. @param {'PENDING' | 'RUNNING'} [at] */
		holdNext(at = 'PENDING') {
			state.work.plans.push({ hold: at });
		},
		/** @param {string} jobId */
		release(jobId) {
			state.work.release(jobId);
			state.touch();
		},
		/** How long the jobs that requests start will run. @param {number} ms */
		setRunTime(ms) {
			state.work.runMs = ms;
		},
		/** What there is, in stored order. @param {string} project @param {string} alias */
		segments(project, alias) {
			const model = modelNamed(project, alias);
			const held = {
				loading: state.work.loadingIds(model),
				building: state.work.buildingIds(model),
			};
			const statuses = displayStatuses(model.segments, held);
			return model.segments.map((segment) => ({
				id: segment.id,
				name: segment.name,
				start: segment.start,
				end: segment.end,
				status: segment.status,
				shown: statuses.get(segment.id),
				indexes: [...segment.layouts.keys()],
				rows: segment.sourceCount,
			}));
		},
		/** @param {string} project @param {string} alias */
		modelStatus(project, alias) {
			return modelStatus(modelNamed(project, alias));
		},
	};
}

module.exports = { createTestApi };
