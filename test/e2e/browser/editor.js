const { OWNER } = require('../../host/rest');

const TIMEOUT_MS = 60_000;

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
	const byId = (id) => page.getByTestId(id);
	const modal = byId('editCredential-modal');

	const addButton = (placeholder) =>
		byId('collection-parameter-add').filter({
			has: page.getByPlaceholder(placeholder),
			visible: true,
		});

	async function type(field, text) {
		await field.click();
		await field.fill(text);
	}

	return {
		page,
		byId,
		modal,
		close: async () => await context.close(),

		async signIn() {
			await page.goto(`${url}/signin`);
			await byId('emailOrLdapLoginId').locator('input').fill(OWNER.email);
			await byId('password').locator('input').fill(OWNER.password);
			await byId('form-submit-button').click();
			await page.waitForURL(({ pathname }) => !pathname.startsWith('/signin'));
		},

		async openWorkflow(id) {
			await page.goto(`${url}/workflow/${id}`);
			await byId('canvas-node').first().waitFor();
		},

		async openNode(name) {
			await page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
			await byId('node-parameters').waitFor();
		},

		async closeNode() {
			await byId('ndv-close-button').click();
			await byId('ndv').waitFor({ state: 'hidden' });
		},

		/** Types into the node search, and returns what it finds. */
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

		async saveCredential({ host, username, password }) {
			const field = (name) => modal.getByTestId(`parameter-input-${name}`).locator('input');
			if (host !== undefined) await type(field('host'), host);
			if (username !== undefined) await type(field('username'), username);
			await type(field('password'), password);
			await modal.getByTestId('credential-save-button').click();
		},

		async closeCredential() {
			await modal.getByLabel('Close this dialog').click();
			await modal.waitFor({ state: 'hidden' });
		},

		/** Names of the parameters shown at the moment. */
		async shownParameters() {
			const ids = await byId('node-parameters')
				.locator('[data-test-id^="parameter-input-"]:visible')
				.evaluateAll((elements) => elements.map((element) => element.dataset.testId));
			const names = ids.map((id) => id.replace('parameter-input-', ''));
			return [...new Set(names.filter((name) => !['field', 'item'].includes(name)))];
		},

		/** Names offered by a button such as Add Filter. */
		async offeredBy(placeholder) {
			await addButton(placeholder).click();
			const options = page.locator('[data-test-id="collection-parameter-option"]:visible');
			await options.first().waitFor();
			const names = (await options.allInnerTexts()).map((name) => name.trim());
			await page.keyboard.press('Escape');
			await options.first().waitFor({ state: 'hidden' });
			return names;
		},

		async addOption(placeholder, name) {
			await addButton(placeholder).click();
			await page
				.locator('[data-test-id="collection-parameter-option"]:visible')
				.filter({ hasText: name })
				.click();
		},

		async choose(parameter, option) {
			await byId(`parameter-input-${parameter}`).click();
			await page
				.locator('.el-select-dropdown__item:visible')
				.filter({ hasText: option })
				.first()
				.click();
		},

		async toggle(parameter) {
			await byId(`parameter-input-${parameter}`).locator('.el-switch').click();
		},

		async fill(parameter, text) {
			await type(byId(`parameter-input-${parameter}`).locator('input, textarea').first(), text);
		},

		async chooseProject(search, name) {
			return await this.chooseFromList(0, search, name);
		},

		/** @param {number} position of the locator among those shown */
		async chooseFromList(position, search, name) {
			await byId('rlc-input').nth(position).click();
			await page.locator('[data-test-id="rlc-search"]:visible').fill(search);
			const items = page.locator('[data-test-id="rlc-item"]:visible');
			await items.filter({ hasText: name }).first().waitFor();
			const names = await items.allInnerTexts();
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

		/** Headings and rows of the output panel's table. */
		async readTable() {
			const panel = byId('output-panel');
			await panel.getByTestId('radio-button-table').click();
			await panel.locator('table tbody tr').first().waitFor();
			return {
				headings: await panel.locator('table thead th').allInnerTexts(),
				rows: await panel.locator('table tbody tr').count(),
			};
		},
	};
}

module.exports = { openEditor };
