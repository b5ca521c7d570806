// @ts-check
const assert = require('node:assert/strict');
const { beforeEach, it } = require('node:test');
const { FAILURE, JOBS, createSeed } = require('../seed');

/** @typedef {import('../../types/n8n').Example} Example */

module.exports = (/** @type {Example} */ { run, standIn, services: { messages, reset } }) => {
	beforeEach(reset);

	const resumed = () =>
		standIn.requests
			.filter(({ method }) => method === 'PUT')
			.map(({ body }) => JSON.parse(body).job_ids);

	const HOUR_MS = 3_600_000;

	it('resumes a job twice, then tells once why it fails, and leaves it alone', async () => {
		const seed = createSeed(standIn.clock.now());
		const failing = seed.jobs.find(({ id }) => id === JOBS.failed);
		standIn.seed({ ...seed, jobs: [{ ...failing, outcome: 'ERROR' }] });
		for (const runs of [1, 2, 3, 4]) {
			await run();
			assert.deepEqual(resumed(), Array(Math.min(runs, 2)).fill([JOBS.failed]));
			assert.equal(messages.length, runs < 3 ? 0 : 1);
			standIn.clock.advance(HOUR_MS);
			assert.equal(standIn.jobs()[JOBS.failed], 'ERROR');
		}
		const [{ channel, text }] = messages;
		assert.equal(channel, '#kylin');
		assert.match(text, /^Resumed 2 times, and failed again: Load Data of orders failed in /);
		assert.ok(text.includes(FAILURE.reason.slice(0, -1)), text);
	});

	it('does nothing when no job has failed', async () => {
		standIn.state.setState(JOBS.failed, 'SUCCEED');
		await run();
		assert.deepEqual(resumed(), []);
		assert.deepEqual(messages, []);
	});
};
