// @ts-check
const assert = require('node:assert/strict');
const { describe, it } = require('node:test');
const { RestError } = require('../../host/rest');
const { WRONG_PASSWORD } = require('../account');
const { FURTHER_PROJECTS, OTHER_PROJECT, PROJECT } = require('../seed');
const { KYLIN_NODE } = require('../workflows');

/**
 * @typedef {import('../../types/n8n').Json} Json
 * @typedef {import('../../types/n8n').Stage} Stage
 */

module.exports = (/** @type {Stage} */ { rest, credentials, credentialData, reset }) =>
	describe('project picker', () => {
		const search = async (/** @type {Json} */ more, with_ = credentials) =>
			await rest.request('POST', '/rest/dynamic-node-parameters/resource-locator-results', {
				path: 'parameters.project',
				methodName: 'searchProjects',
				nodeTypeAndVersion: { name: KYLIN_NODE, version: 1 },
				currentNodeParameters: { resource: 'job', operation: 'list' },
				credentials: with_,
				...more,
			});
		const names = (/** @type {{ results: Array<{ name: string }> }} */ { results }) =>
			results.map(({ name }) => name);

		it('shows every project, page by page', async () => {
			reset();
			const found = [];
			let pages = 0;
			let paginationToken;
			do {
				const page = await search(paginationToken === undefined ? {} : { paginationToken });
				found.push(...names(page));
				pages += 1;
				paginationToken = page.paginationToken;
			} while (paginationToken !== undefined);
			assert.ok(pages > 1, `${pages} page`);
			assert.deepEqual(found.sort(), [PROJECT, OTHER_PROJECT, ...FURTHER_PROJECTS].sort());
		});

		it('searches in Kylin', async () => {
			const page = await search({ filter: 'team_6' });
			const expected = FURTHER_PROJECTS.filter((name) => name.includes('team_6'));
			assert.deepEqual(names(page).sort(), expected);
			assert.equal(page.paginationToken, undefined);
		});

		it('says why it can show none', async () => {
			const { id, name } = await rest.createCredential({
				name: 'Kylin with a wrong password',
				type: 'apacheKylinApi',
				data: { ...credentialData, password: WRONG_PASSWORD },
			});
			await assert.rejects(
				search({}, { apacheKylinApi: { id, name } }),
				(error) => error instanceof RestError && /password/i.test(error.body.message),
			);
			reset();
		});
	});
