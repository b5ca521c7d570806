// @ts-check
const assert = require('node:assert/strict');
const { beforeEach, it } = require('node:test');
const { JOBS, createSeed } = require('../seed');
const { readableText } = require('../services/slack');
const { press } = require('./support/example');

/** @typedef {import('../../types/n8n').Example} Example */

const MOST = 20;

module.exports = (
	/** @type {Example} */ { rest, start, standIn, services: { messages, reset } },
) => {
	beforeEach(reset);

	/** Starts it, presses the button, and waits for the end. @param {string} label */
	async function decide(label) {
		const executionId = await start();
		await press(messages, label);
		const execution = await rest.waitForExecution(executionId);
		assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
	}

	const discarded = () =>
		Object.entries(standIn.jobs())
			.filter(([, status]) => status === 'DISCARDED')
			.map(([id]) => id)
			.sort();

	it('discards what it has shown, once somebody approves', async () => {
		const before = discarded();
		await decide('Discard');
		assert.deepEqual(discarded(), [...before, JOBS.waiting].sort());
		const [question, result] = messages.map(readableText);
		assert.match(question, /^\n?\*Discard these 1 jobs of learn_kylin\?\*/);
		assert.match(question, /• Load Data of customers, Queued, created .* \(e0000007\)/);
		assert.match(result, /^1 of 1 jobs were discarded\./);
	});

	it('discards nothing when somebody declines', async () => {
		const before = standIn.jobs();
		await decide('Keep');
		assert.deepEqual(standIn.jobs(), before);
		assert.equal(messages.length, 1);
	});

	it('shows and discards 20 at most, and leaves what came meanwhile', async () => {
		const seed = createSeed(standIn.clock.now());
		const waiting = seed.jobs.find(({ id }) => id === JOBS.waiting);
		const stuck = Array.from({ length: 25 }, (_, index) => ({
			...waiting,
			id: `${index}`.padStart(8, '0') + '-0000-4000-8000-000000000007',
			target_subject: `model_with_a_long_name_${'x'.repeat(100)}_${index}`,
		}));
		standIn.seed({ ...seed, jobs: stuck });
		await decide('Discard');
		assert.equal(discarded().length, MOST);
		const shown = [...readableText(messages[0]).matchAll(/\((\d{8})\)/g)].map(([, id]) => id);
		assert.deepEqual(
			shown.sort(),
			discarded().map((id) => id.slice(0, 8)),
		);
	});
};
