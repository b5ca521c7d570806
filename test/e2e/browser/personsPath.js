// @ts-check
const { WRONG_PASSWORD } = require('../account');
const { JOBS, PROJECT } = require('../seed');
const { until } = require('../until');
const { KYLIN_NODE, chain, manualTrigger } = require('../workflows');

const TRIGGER = 'Apache Kylin Trigger';

/**
 * What a person does with the node for the first time, step by step; tests look at what each step
 * returns, and the screenshots are taken on the way.
 *
 * @param {Awaited<ReturnType<import('../stage').openStage>>} stage
 * @param {Awaited<ReturnType<import('./editor').openEditor>>} editor
 * @param {(name: string) => Promise<void>} [picture]
 */
function personsPath({ rest, credentialData, credentials }, editor, picture = async () => {}) {
	const { byId, modal } = editor;
	/** @param {string} name */
	async function show(name) {
		await editor.closeMessages();
		await picture(name);
	}

	/** @param {string} name */
	async function showNode(name) {
		await editor.scrollToTop();
		await show(name);
	}

	return {
		async startWorkflow() {
			const { id } = await rest.createWorkflow(chain('Kylin jobs', [manualTrigger()]));
			await editor.openWorkflow(id);
			await byId('canvas-trigger-node').click();
		},

		/** Until then n8n shows what the first letters of the word find. @param {string} name @param {string} word */
		async findFirst(name, word) {
			const found = await editor.searchNode(word);
			await until(`"${word}" finds ${name} first`, async () => {
				return (await found.allInnerTexts())[0] === name;
			});
			await editor.closeSearch();
		},

		async addListJobs() {
			await editor.addAction(await editor.searchNode('kylin'), 'List jobs');
		},

		/** @returns what the dialog says about a wrong password, and then about the right one */
		async addCredential() {
			await editor.newCredential();
			await editor.saveCredential({ ...credentialData, password: WRONG_PASSWORD });
			await modal.getByText('More details').click();
			const wrong = await modal.innerText();
			await editor.saveCredential({ password: credentialData.password });
			await modal.waitFor({ state: 'hidden' });
			await byId('credential-edit-button').click();
			await modal.getByTestId('credentials-config-container-test-success').waitFor();
			await show('credential');
			const right = await modal.innerText();
			await editor.closeCredential();
			return { wrong, right };
		},

		async chooseProject() {
			return await editor.chooseProject('learn', PROJECT);
		},

		async listJobs() {
			await editor.choose('output', 'Selected Fields');
			await editor.execute();
			const table = await editor.readTable();
			await showNode('list-jobs');
			return table;
		},

		/** Those that failed during the last week. */
		async listFailedJobs() {
			await editor.toggle('returnAll');
			await editor.choose('timeFilter', 'Last Week');
			await editor.addOption('Filters', 'Statuses');
			await editor.choose('statuses', 'ERROR (Failed)');
			await editor.page.keyboard.press('Escape');
			return await this.run();
		},

		/** Behind the last node: resumes the job of each item. */
		async addResume() {
			await editor.closeNode();
			const found = await editor.searchNode('kylin');
			await editor.addAction(found, 'Resume, pause, restart or discard jobs');
			await editor.fill('jobIds', '{{ $json.id }}');
			await byId('output-panel').getByTestId('run-data-hints').waitFor();
		},

		/** Runs the node that is open until its new items are there. */
		async run() {
			await editor.execute();
			await editor.page.getByText('Node executed successfully').first().waitFor();
			await editor.closeMessages();
			return await editor.readTable();
		},

		async resumeRunningJob() {
			await editor.choose('operation', 'Operate Jobs');
			await editor.choose('output', 'Simplified');
			await editor.fill('jobIds', JOBS.running);
			await editor.execute();
			const panel = byId('output-panel');
			await panel.getByTestId('node-error-message').waitFor();
			await showNode('illegal-action');
			return {
				title: await panel.getByTestId('node-error-message').innerText(),
				description: await panel.getByTestId('node-error-description').innerText(),
			};
		},

		async dryRunDiscard() {
			await editor.choose('output', 'Selected Fields');
			await editor.choose('action', 'Discard');
			await editor.choose('applyTo', 'All Jobs in Project');
			await editor.chooseProject('learn', PROJECT);
			for (const field of ['Project', 'Created At', 'Link']) {
				await editor.removeChoice('outputFields', field);
			}
			await editor.execute();
			const table = await editor.readTable();
			await showNode('operate-jobs');
			return table;
		},

		async tellWhyItFailed() {
			await editor.choose('operation', 'Get Job');
			await editor.chooseFromList(1, 'orders', 'ERROR');
			await editor.choose('output', 'Simplified');
			await editor.execute();
			await editor.showJson();
			await editor.foldInJson('"steps"');
			await showNode('get-job');
		},

		async watchProject() {
			const { id } = await rest.createWorkflow(
				chain('Kylin events', [
					{
						name: TRIGGER,
						type: `${KYLIN_NODE}Trigger`,
						typeVersion: 1,
						parameters: {
							pollTimes: { item: [{ mode: 'everyMinute' }] },
							events: ['jobFailed', 'jobFinished'],
							projects: [PROJECT],
							filters: { jobTypes: ['INC_BUILD', 'INDEX_BUILD'] },
							output: 'selected',
						},
						credentials,
					},
				]),
			);
			await editor.openWorkflow(id);
			await editor.openNode(TRIGGER);
			await editor.execute();
			await editor.showSchema();
			await showNode('trigger');
		},
	};
}

module.exports = { personsPath };
