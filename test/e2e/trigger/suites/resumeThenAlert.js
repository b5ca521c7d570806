// @ts-check
const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { PROJECT } = require('../../seed');
const { until } = require('../../until');
const { activateExample, outputOf } = require('../example');
const { jobId } = require('../jobs');
const { startFastKylin } = require('../kylin');
const { untilPolledAgain } = require('../watched');

/**
 * @typedef {import('../../../types/n8n').StandIn} StandIn
 * @typedef {import('../../../types/n8n').ActiveExample} ActiveExample
 */

/** @typedef {import('../../../types/n8n').RestartableN8n} RestartableN8n */

const SPEED = 30;
const TRIES = 3;
const FAILS = 'ERROR';
const ENDS_WELL = 'SUCCEED';

const [STUBBORN, STUBBORN_TOO, RELENTING, REFUSED, UNREADABLE, LATER] = [1, 2, 3, 4, 5, 6].map(
	jobId,
);

/** How each run of a job ends; the last one counts for all that follow. */
const RUNS = {
	[STUBBORN]: [FAILS],
	[STUBBORN_TOO]: [FAILS],
	[RELENTING]: [FAILS, ENDS_WELL],
	[REFUSED]: [FAILS],
	[UNREADABLE]: [FAILS],
	[LATER]: [FAILS, FAILS, ENDS_WELL],
};

module.exports = (/** @type {RestartableN8n} */ n8n) =>
	describe('resume-then-alert.json, active', () => {
		/** @type {StandIn} */
		let standIn;
		/** @type {ActiveExample} */
		let example;

		before(async () => {
			standIn = await startFastKylin(SPEED);
			const forbidden = { status: 403, body: '', times: Infinity };
			standIn.faults.add({
				...forbidden,
				method: 'PUT',
				when: ({ body }) => body.includes(REFUSED),
			});
			standIn.faults.add({ ...forbidden, path: `${UNREADABLE}/detail` });
			example = await activateExample(
				n8n.rest(),
				standIn,
				'resume-then-alert.json',
				// How often the wait looks: 30 seconds would make the test last minutes.
				(node) => (node('Resume and Wait').parameters.waitOptions.interval = 1),
			);
			await untilPolledAgain(standIn);
		});
		after(async () => {
			await example.stop();
			await standIn.close();
		});

		/** @param {...string} ids */
		function submit(...ids) {
			for (const id of ids) {
				standIn.submit({
					id,
					project: PROJECT,
					job_name: 'INC_BUILD',
					target_subject: `model_of_${id}`,
					outcome: RUNS[id],
				});
			}
		}

		const countResumes = () => {
			const puts = standIn.requests.filter(({ method }) => method === 'PUT');
			const count = (/** @type {string} */ id) =>
				puts.filter(({ body }) => body.includes(id)).length;
			return Object.fromEntries(Object.keys(RUNS).map((id) => [id, count(id)]));
		};

		it('resumes a job three times at most, each by its own count', async () => {
			submit(STUBBORN, STUBBORN_TOO, RELENTING, REFUSED, UNREADABLE);
			await until('a job has been resumed', () => countResumes()[STUBBORN] > 0);
			submit(LATER);
			await until('all jobs are where they stay', () => {
				const [states, resumes] = [standIn.jobs(), countResumes()];
				return (
					[STUBBORN, STUBBORN_TOO, UNREADABLE].every(
						(id) => resumes[id] >= TRIES && states[id] === FAILS,
					) && [RELENTING, LATER].every((id) => states[id] === ENDS_WELL)
				);
			});
			await example.executions();
			await untilPolledAgain(standIn);
			assert.deepEqual(countResumes(), {
				[STUBBORN]: TRIES,
				[STUBBORN_TOO]: TRIES,
				[RELENTING]: 1,
				[REFUSED]: 1,
				[UNREADABLE]: TRIES,
				[LATER]: 2,
			});
		});

		it('began with jobs that failed in the same poll', async () => {
			const [first] = await example.executions();
			assert.equal(outputOf([first], 'When a Job Fails').length, 5);
		});

		it('tells once what still fails, and once what it could not resume or read', async () => {
			const executions = await example.executions();
			const told = (/** @type {string} */ name) =>
				outputOf(executions, name).map(({ message }) => message);
			const beginnings = (/** @type {string[]} */ messages) =>
				messages.map((text) => text.split(',')[0]).sort();
			assert.deepEqual(
				beginnings(told('Write the Alert')),
				[STUBBORN, STUBBORN_TOO].map(
					(id) =>
						`Load Data of model_of_${id} in ${PROJECT} failed again after being resumed ${TRIES} times`,
				),
			);
			const others = told('Write What Went Wrong').sort();
			assert.equal(others.length, 2);
			for (const [index, id] of [REFUSED, UNREADABLE].entries()) {
				assert.match(
					others[index],
					new RegExp(
						`^INC_BUILD of model_of_${id} in ${PROJECT} failed and needs somebody to look at it: \\w.+\\n\\w`,
					),
				);
			}
		});

		it('every execution succeeds', async () => {
			for (const { status } of await example.executions()) assert.equal(status, 'success');
		});
	});
