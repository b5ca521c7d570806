// @ts-check
const assert = require('node:assert/strict');
const { beforeEach, it } = require('node:test');
const { FAILURE, JOBS, PROJECT, createSeed } = require('../seed');

/** @typedef {import('../../types/n8n').Example} Example */

const RUN_MS = 600_000;

module.exports = (/** @type {Example} */ { run, standIn, services: { mails, reset } }) => {
	beforeEach(reset);

	/** @param {(jobs: import('../../types/n8n').Json[]) => import('../../types/n8n').Json[]} change */
	const seed = (change) => {
		const seeded = createSeed(standIn.clock.now());
		standIn.seed({ ...seeded, jobs: change(seeded.jobs) });
	};

	it('shows every job of the day, failed ones first and with the reason', async () => {
		const now = standIn.clock.now();
		seed((jobs) => [
			...jobs,
			{
				...jobs[3],
				id: 'b0000009-0000-4000-8000-000000000009',
				target_subject: 'stock',
				create_time: now - 2 * RUN_MS,
				start_time: now - 2 * RUN_MS,
				end_time: now - RUN_MS,
				last_modified: now - RUN_MS,
			},
		]);
		await run();
		const [{ subject, html, from, to }, ...others] = mails;
		assert.deepEqual(others, []);
		assert.equal(subject, `Kylin, ${PROJECT}: 1 failed, 1 running, 1 succeeded`);
		assert.deepEqual([from.text, to.text], ['n8n@example.com', 'data-team@example.com']);
		const places = ['>Failed<', FAILURE.reason.slice(0, -1), '>Running<', '>Succeeded<'].map(
			(part) => html.indexOf(part),
		);
		assert.ok(!places.includes(-1), html);
		assert.deepEqual(
			places,
			[...places].sort((one, other) => one - other),
		);
		assert.ok(!html.includes(JOBS.elsewhere));
	});

	it('draws how long each took as a bar, without a third party', async () => {
		await run();
		const [{ html }] = mails;
		assert.match(html, /<td width="100%" bgcolor="#/);
		const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
		assert.ok(addresses.length > 0);
		for (const address of addresses) assert.ok(address.startsWith(standIn.url), address);
	});

	it('shows foreign text as text', async () => {
		seed(([failed]) => [
			{ ...failed, failure: { ...FAILURE, reason: 'Expected <b>List</b> & "more"' } },
		]);
		await run();
		assert.ok(
			mails[0].html.includes('Expected &#60;b&#62;List&#60;/b&#62; &#38; &#34;more&#34;'),
			mails[0].html,
		);
	});

	it('says that all is green, and that there was nothing', async () => {
		seed((jobs) =>
			jobs
				.filter(({ id }) => id === JOBS.finished)
				.map((job) => ({ ...job, last_modified: standIn.clock.now() - 1 })),
		);
		await run();
		seed(() => []);
		await run();
		assert.deepEqual(
			mails.map(({ subject }) => subject),
			[
				`Kylin, ${PROJECT}: all green, 1 succeeded`,
				`Kylin, ${PROJECT}: No job of ${PROJECT} changed during the last day.`,
			],
		);
	});

	it('comes also when the jobs cannot be read', async () => {
		await run((node) => {
			node('Settings').parameters.assignments.assignments[0].value = 'nowhere';
		});
		assert.equal(mails[0].subject, 'Kylin, nowhere: not read');
		assert.match(mails[0].html, /The jobs of nowhere could not be read: .*nowhere/);
	});
};
