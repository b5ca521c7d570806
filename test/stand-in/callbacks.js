// @ts-check
'use strict';

const { callbackFailure } = require('./failures');
const { int64, jsonText } = require('./json64');
const { HIDDEN_TYPES } = require('./profiles');

/**
 * The job-finished callback (contract section 7, recordings callbacks.jsonl): every end of a run is told to one address, five
 * times at most, five seconds apart, until it answers 200.
 *
 * @typedef {import('./state').Job} Job
 * @typedef {import('./state').State} State
 * @typedef {{ url: string, username?: string, password?: string }} CallbackOptions
 * @typedef {{ at: number, body: Record<string, unknown>, answered: number | null }} Delivery one try; null = no answer
 * @typedef {{ body: string, tries: number, dueAt: number }} Waiting
 */

const TRIES = 5;
const RETRY_MS = 5000;
const TIMEOUT_MS = 3000;
const NO_FAILURE = { error_code: null, suggestion: null, msg: null, code: null, stacktrace: null };

/** The indexes of a model for which nobody says otherwise: its base indexes. */
const BASE_INDEXES = [1, 20000000001];

/** Kylin's name of an end. @param {string} state */
function toldState(state) {
	return state === 'SUICIDAL' ? 'DISCARDED' : state;
}

/** @param {Job} job @param {boolean} isModelJob @param {string} ended */
function segmentRanges(job, isModelJob, ended) {
	// Discarding takes the segments with it.
	if (!isModelJob || ended === 'DISCARDED') return [];
	return job.targetSegments.map((segment_id) => ({
		segment_id,
		data_range_start: int64(job.rangeStart),
		data_range_end: int64(job.rangeEnd),
	}));
}

/** @param {Job} job @param {string} ended @param {number} at */
function snapshotInfo(job, ended, at) {
	if (!job.name.startsWith('SNAPSHOT_') || ended !== 'SUCCEED') return null;
	const [database, table] = String(job.table).split('.');
	return {
		table,
		database,
		total_rows: 4,
		storage: 3789,
		last_modified_time: at,
		status: 'ONLINE',
		select_partition_col: null,
	};
}

/** @param {Job} job @param {{ state: string, at: number }} end */
function describeEnd(job, { state, at }) {
	const ended = toldState(state);
	const isModelJob = job.table === null && !HIDDEN_TYPES.includes(job.name);
	const starts = job.steps.map(({ start }) => start).filter((start) => start > 0);
	const failed = job.steps.find((step) => step.state === 'ERROR');
	const failure =
		ended === 'ERROR' ? callbackFailure(failed?.name ?? '', failed?.failure ?? null) : NO_FAILURE;
	return {
		job_id: job.id,
		project: job.project,
		model_id: isModelJob ? job.targetModel : null,
		segment_ids: isModelJob ? job.targetSegments : null,
		index_ids: isModelJob ? (job.indexIds ?? BASE_INDEXES) : null,
		duration: job.steps.reduce((sum, step) => sum + step.spent, 0),
		job_state: ended,
		job_type: job.name,
		segment_time_range: segmentRanges(job, isModelJob, ended),
		segment_partition_info: [],
		snapshot_job_info: snapshotInfo(job, ended, at),
		start_time: starts.length > 0 ? Math.min(...starts) : 0,
		end_time: Math.max(0, ...job.steps.map(({ end }) => end)),
		tag: job.tag,
		error_code: failure.error_code,
		suggestion: failure.suggestion,
		msg: failure.msg,
		code: failure.code,
		stacktrace: failure.stacktrace,
	};
}

/**
 * @param {State} state
 * @param {CallbackOptions | undefined} options without them nothing is told
 */
function createCallbacks(state, options) {
	const { clock } = state;
	/** @type {Set<Waiting>} */
	const waiting = new Set();
	/** @type {Set<Promise<void>>} */
	const inFlight = new Set();
	/** @type {Delivery[]} */
	const sent = [];
	/** @type {NodeJS.Timeout | undefined} */
	let timer;
	let isClosed = false;

	/** @param {Waiting} entry @returns {Promise<number | null>} */
	async function post(entry) {
		const { url, username, password } = /** @type {CallbackOptions} */ (options);
		const login = Buffer.from(`${username}:${password}`).toString('base64');
		try {
			const answer = await fetch(url, {
				method: 'POST',
				headers: {
					'Content-Type': 'application/json',
					...(username === undefined ? {} : { Authorization: `Basic ${login}` }),
					'User-Agent': 'Apache-HttpClient/4.5.14 (Java/17.0.15)',
					'Accept-Encoding': 'gzip,deflate',
				},
				body: entry.body,
				redirect: 'manual',
				signal: AbortSignal.timeout(TIMEOUT_MS),
			});
			await answer.arrayBuffer();
			return answer.status;
		} catch {
			return null;
		}
	}

	/** An answer other than 200 is asked again later, no answer at once. @param {Waiting} entry */
	async function deliver(entry) {
		waiting.delete(entry);
		const answered = await post(entry);
		sent.push({ at: entry.dueAt, body: JSON.parse(entry.body), answered });
		entry.tries += 1;
		if (answered === 200 || entry.tries >= TRIES || isClosed) return;
		entry.dueAt += answered === null ? 0 : RETRY_MS;
		waiting.add(entry);
	}

	/** The next try comes by itself only where time does. */
	function wakeUpForNext() {
		clearTimeout(timer);
		if (clock.mode !== 'real' || waiting.size === 0) return;
		const next = Math.min(...[...waiting].map(({ dueAt }) => dueAt));
		timer = setTimeout(pump, Math.max(0, next - clock.now()) / clock.speed);
		timer.unref();
	}

	/** Sends what is due, and looks again when it has been answered. */
	function pump() {
		if (isClosed) return;
		for (const entry of waiting) {
			if (entry.dueAt > clock.now()) continue;
			const delivery = deliver(entry).finally(() => {
				inFlight.delete(delivery);
				pump();
			});
			inFlight.add(delivery);
		}
		wakeUpForNext();
	}

	return {
		/** Every try so far, in the order of its answer. */
		sent,
		/** Takes up the runs that have ended. */
		collect() {
			if (!options) return;
			for (const job of state.jobs.values()) {
				for (const end of job.endedRuns.splice(0)) {
					const body = jsonText(describeEnd(job, end));
					waiting.add({ body, tries: 0, dueAt: end.at });
				}
			}
			pump();
		},
		/** When everything that is due has been answered. */
		async settled() {
			while (inFlight.size > 0) await Promise.all(inFlight);
		},
		close() {
			isClosed = true;
			clearTimeout(timer);
		},
	};
}

/** @typedef {ReturnType<typeof createCallbacks>} Callbacks */

module.exports = { createCallbacks };
