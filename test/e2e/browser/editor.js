// @ts-check
const { setTimeout: sleep } = require('node:timers/promises');
const { OWNER } = require('../../host/rest');

/**
 * @typedef {import('../../types/n8n').KylinCredential} KylinCredential
 * @typedef {import('playwright-core').Locator} Locator
 */

const TIMEOUT_MS = 60_000;

/** Animations of menus and messages end before a picture is taken. */
const SETTLE_MS = 700;

/** The tabs Editor and Executions lie on the canvas. */
const TABS_HEIGHT = 50;

/**
 * n8n's editor as a person uses it.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {{ theme?: 'light' | 'dark', viewport?: { width: number, height: number } }} [look]
 */
async function openEditor(browser, url, { theme = 'light', viewport } = {}) {
	const context = await browser.newContext({
		viewport: viewport ?? { width: 1280, height: 800 },
		colorScheme: theme,
	});
	const page = await context.newPage();
	page.setDefaultTimeout(TIMEOUT_MS);
	const byId = (/** @type {string} */ id) => page.getByTestId(id);
	const modal = byId('editCredential-modal');

	const fields = byId('node-parameters').locator('.parameter-input-list-wrapper');

	/** @param {string} name */
	async function openCollection(name) {
		await byId('parameter-item')
			.filter({ has: byId('input-label').getByText(name, { exact: true }), visible: true })
			.getByTestId('collection-parameter-add')
			.click();
		const options = page.locator('[data-test-id="collection-parameter-option"]:visible');
		await options.first().waitFor();
		return options;
	}

	/** @param {Locator} field @param {string} text */
	async function type(field, text) {
		await field.click();
		await field.fill(text);
	}

	return {
		page,
		byId,
		modal,
		/** A node's, with its input, parameters and output. */
		panel: byId('ndv'),
		close: async () => await context.close(),

		async signIn() {
			await page.goto(`${url}/signin`);
			await byId('emailOrLdapLoginId').locator('input').fill(OWNER.email);
			await byId('password').locator('input').fill(OWNER.password);
			await byId('form-submit-button').click();
			await page.waitForURL(({ pathname }) => !pathname.startsWith('/signin'));
		},

		/** @param {string} id */
		async openWorkflow(id) {
			await page.goto(`${url}/workflow/${id}`);
			await byId('canvas-node').first().waitFor();
		},

		/** @param {string} name */
		async openNode(name) {
			await page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
			await byId('node-parameters').waitFor();
		},

		/** Leaves the room of the panel to the left to the other two. */
		async narrowInput() {
			const handle = await byId('panel-drag-button').boundingBox();
			if (!handle) throw new Error('The handle of the panel is not shown');
			await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
			await page.mouse.down();
			await page.mouse.move(0, handle.y, { steps: 10 });
			await page.mouse.up();
		},

		async scrollToTop() {
			await byId('node-parameters').evaluate((element) => {
				for (let one = element; one !== null; one = one.parentElement) one.scrollTop = 0;
			});
		},

		/** Types into the node search, and returns what it finds. @param {string} word */
		async searchNode(word) {
			await byId('node-creator-plus-button').first().click();
			await byId('node-creator-search-bar').waitFor();
			await page.keyboard.type(word);
			return byId('node-creator-item-name');
		},

		async closeSearch() {
			await page.keyboard.press('Escape');
			await byId('node-creator-search-bar').waitFor({ state: 'hidden' });
		},

		/** @param {Locator} found @param {string} action */
		async addAction(found, action) {
			await found.filter({ hasText: 'Apache Kylin' }).first().click();
			await byId('node-creator-item-name').filter({ hasText: action }).first().click();
			await byId('node-parameters').waitFor();
		},

		async newCredential() {
			await byId('node-credentials-select').click();
			await byId('node-credentials-select-item-new').click();
			await modal.waitFor();
		},

		/** @param {Partial<KylinCredential> & { password: string }} login */
		async saveCredential({ host, username, password }) {
			const field = (/** @type {string} */ name) =>
				modal.getByTestId(`parameter-input-${name}`).locator('input');
			if (host !== undefined) await type(field('host'), host);
			if (username !== undefined) await type(field('username'), username);
			await type(field('password'), password);
			await modal.getByTestId('credential-save-button').click();
		},

		async closeCredential() {
			await modal.getByLabel('Close this dialog').click();
			await modal.waitFor({ state: 'hidden' });
		},

		/** The fields a person sees, from top to bottom. */
		async shownFields() {
			const labels = fields.locator('[data-test-id="input-label"]:visible');
			return (await labels.allInnerTexts()).map((text) => text.split('\n')[0].trim());
		},

		/** What can be added to a collection such as Filters. @param {string} collection */
		async offeredBy(collection) {
			const options = await openCollection(collection);
			const names = (await options.allInnerTexts()).map((name) => name.trim());
			await page.keyboard.press('Escape');
			await options.first().waitFor({ state: 'hidden' });
			return names;
		},

		/** @param {string} collection @param {string} name */
		async addOption(collection, name) {
			await (await openCollection(collection)).filter({ hasText: name }).click();
		},

		/** @param {string} parameter @param {string} option */
		async choose(parameter, option) {
			const field = byId(`parameter-input-${parameter}`);
			// While its choices are loaded, the field is disabled.
			await field.locator('input:not([disabled])').first().waitFor();
			await field.click();
			await page
				.locator('.el-select-dropdown__item:visible')
				.filter({ has: page.getByText(option, { exact: true }) })
				.click();
		},

		/** Of several choices. @param {string} parameter @param {string} choice */
		async removeChoice(parameter, choice) {
			await byId(`parameter-input-${parameter}`)
				.locator('.el-tag')
				.filter({ hasText: choice })
				.locator('.el-tag__close')
				.click();
		},

		/** @param {string} parameter */
		async toggle(parameter) {
			await byId(`parameter-input-${parameter}`).locator('.el-switch').click();
		},

		/** Whether a switch is on. @param {string} parameter */
		async isOn(parameter) {
			const lever = byId(`parameter-input-${parameter}`).locator('.el-switch');
			return ((await lever.getAttribute('class')) ?? '').includes('is-checked');
		},

		/** What a locator says in place of its list. @param {number} position among those shown */
		async readListError(position) {
			await byId('rlc-input').nth(position).click();
			const said = await page.locator('[data-test-id="rlc-error-container"]:visible').innerText();
			await page.keyboard.press('Escape');
			return said;
		},

		/** What a locator offers. @param {number} position among those shown */
		async readList(position) {
			await byId('rlc-input').nth(position).click();
			const items = page.locator('[data-test-id="rlc-item"]:visible');
			await items.first().waitFor();
			const names = await items.allInnerTexts();
			await page.keyboard.press('Escape');
			return names;
		},

		/** @param {string} parameter of a locator @param {string} mode */
		async chooseMode(parameter, mode) {
			await byId(`parameter-input-${parameter}`).getByTestId('rlc-mode-selector').click();
			await page
				.locator('.el-select-dropdown__item:visible')
				.filter({ has: page.getByText(mode, { exact: true }) })
				.click();
		},

		/** What a field that could not load its choices says. @param {string} parameter */
		async readIssue(parameter) {
			const field = byId('parameter-item').filter({ has: byId(`parameter-input-${parameter}`) });
			await field.last().getByTestId('parameter-issues').hover();
			const tooltip = page.getByText('There was a problem loading the parameter options').last();
			await tooltip.waitFor();
			return await tooltip.innerText();
		},

		async closeNode() {
			await byId('ndv-close-button').click();
			await byId('node-parameters').waitFor({ state: 'hidden' });
		},

		/** What the panel of the output says beside the items. */
		async readHints() {
			return (await byId('output-panel').getByTestId('run-data-hints').allInnerTexts()).join('\n');
		},

		/** @param {string} parameter @param {string} text */
		async fill(parameter, text) {
			await type(
				byId(`parameter-input-${parameter}`).locator('input:not([readonly]), textarea').first(),
				text,
			);
		},

		/** @param {string} search @param {string} name */
		async chooseProject(search, name) {
			return await this.chooseFromList(0, search, name);
		},

		/**
		 * @param {number} position of the locator among those shown
		 * @param {string} search
		 * @param {string} name
		 * @param {() => Promise<void>} [look] while the list is open
		 */
		async chooseFromList(position, search, name, look = async () => {}) {
			await byId('rlc-input').nth(position).click();
			await page.locator('[data-test-id="rlc-search"]:visible').fill(search);
			const items = page.locator('[data-test-id="rlc-item"]:visible');
			await items.filter({ hasText: name }).first().waitFor();
			const names = await items.allInnerTexts();
			await look();
			await items.filter({ hasText: name }).first().click();
			return names.map((text) => text.trim());
		},

		async execute() {
			await byId('node-execute-button').click();
		},

		async showJson() {
			const panel = byId('output-panel');
			await panel.getByTestId('radio-button-json').click();
			await panel.locator('.vjs-tree').waitFor();
		},

		/** @param {string} text what stands in the line */
		async markInJson(text) {
			const line = byId('output-panel').locator('.vjs-tree-node').filter({ hasText: text });
			await line.first().evaluate((element) => {
				element.style.background = '#ffe9a8';
			});
		},

		/** @param {string} text what stands in the line that opens what is to be folded */
		async foldInJson(text) {
			const line = byId('output-panel').locator('.vjs-tree-node').filter({ hasText: text });
			await line.first().locator('.vjs-tree-brackets').click();
		},

		/** Each field with its value. */
		async showSchema() {
			const panel = byId('output-panel');
			await panel.getByTestId('radio-button-schema').click();
			await panel.getByTestId('run-data-schema-item').first().waitFor();
		},

		/** The workflow as it is drawn, below the tabs of the editor. */
		async canvas() {
			await page.keyboard.press('1');
			await sleep(SETTLE_MS);
			const box = await byId('canvas').boundingBox();
			if (!box) throw new Error('The canvas is not shown');
			const { x, y, width, height } = box;
			return await page.screenshot({
				clip: { x, y: y + TABS_HEIGHT, width, height: height - TABS_HEIGHT },
			});
		},

		/** Also waits until menus have come to rest. */
		async closeMessages() {
			await sleep(SETTLE_MS);
			const buttons = page.locator('.el-notification__closeBtn:visible');
			while ((await buttons.count()) > 0) {
				await buttons.first().click();
				await sleep(SETTLE_MS);
			}
		},

		/** The output panel's table: one record per row, by the headings of the columns. */
		async readTable() {
			const panel = byId('output-panel');
			await panel.getByTestId('radio-button-table').click();
			await panel.locator('table tbody tr').first().waitFor();
			const textsOf = async (/** @type {Locator} */ cells) =>
				(await cells.allInnerTexts()).map((text) => text.trim());
			const headings = await textsOf(panel.locator('table thead th'));
			const rows = await panel.locator('table tbody tr').all();
			return await Promise.all(
				rows.map(async (row) => {
					const cells = await textsOf(row.locator('td'));
					return Object.fromEntries(headings.map((heading, index) => [heading, cells[index]]));
				}),
			);
		},
	};
}

module.exports = { openEditor };
