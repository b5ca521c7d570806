// @ts-check
const assert = require('node:assert/strict');
const { readFileSync, readdirSync } = require('node:fs');
const { basename, join } = require('node:path');
const { describe, it } = require('node:test');
const { ROOT } = require('../../host/paths');

/**
 * @typedef {import('../../types/n8n').Json} Json
 * @typedef {import('../../types/n8n').Stage} Stage
 */

const { name: PACKAGE, n8n: MANIFEST } = JSON.parse(
	readFileSync(join(ROOT, 'package.json'), 'utf8'),
);

const NODES = {
	apacheKylin: 'Apache Kylin',
	apacheKylinCallbackTrigger: 'Apache Kylin Callback Trigger',
	apacheKylinTrigger: 'Apache Kylin Trigger',
};
const CREDENTIALS = {
	apacheKylinApi: 'Apache Kylin API',
	apacheKylinCallbackApi: 'Apache Kylin Callback API',
};

/** Leads to the HTTP Request node. */
const ADDED_BY_N8N = '__CUSTOM_API_CALL__';

const SCHEMAS = join(ROOT, 'nodes/ApacheKylin/__schema__/v1.0.0');

/** What a query puts out depends on its columns, so there is no schema of it. */
const OF_ANY_COLUMNS = 'query/execute.json';

const className = (/** @type {string} */ name) => `${name[0].toUpperCase()}${name.slice(1)}`;

/** Found beside the node of that name. @param {string} name */
function readCodex(name) {
	const file = join(ROOT, 'nodes', className(name), `${className(name)}.node.json`);
	return JSON.parse(readFileSync(file, 'utf8'));
}

/** What n8n serves to its editor. */
module.exports = (/** @type {Stage} */ { rest }) =>
	describe('types served to the editor', () => {
		/** @type {Record<string, Json[]>} */
		const served = {};
		/** @param {'nodes' | 'credentials'} kind @param {string} name */
		async function find(kind, name) {
			served[kind] ??= /** @type {Json[]} */ (
				await (await rest.fetch(`/types/${kind}.json`)).json()
			);
			const found = served[kind].find((type) => type.name === name);
			assert.ok(found, name);
			return found;
		}
		const node = async (/** @type {string} */ name) => await find('nodes', `${PACKAGE}.${name}`);

		/** @param {Json} type */
		async function assertIconsLoad({ iconUrl }) {
			const icons = await Promise.all(
				[iconUrl.light, iconUrl.dark].map(async (path) => {
					const response = await rest.fetch(`/${path}`);
					assert.equal(response.status, 200, path);
					assert.match(response.headers.get('content-type') ?? '', /image\/svg/);
					return await response.text();
				}),
			);
			for (const icon of icons) assert.match(icon, /<svg/);
			assert.notEqual(icons[0], icons[1]);
		}

		it('are all that the manifest names', () => {
			const nodes = Object.keys(NODES).map((name) => `${className(name)}.node.js`);
			const credentials = Object.keys(CREDENTIALS).map(
				(name) => `${className(name)}.credentials.js`,
			);
			assert.deepEqual(
				MANIFEST.nodes.map((/** @type {string} */ file) => basename(file)).sort(),
				nodes,
			);
			assert.deepEqual(
				MANIFEST.credentials.map((/** @type {string} */ file) => basename(file)).sort(),
				credentials,
			);
		});

		for (const [name, displayName] of Object.entries(NODES)) {
			it(`has ${displayName}, with icons in both themes and the words of its codex`, async () => {
				const type = await node(name);
				assert.equal(type.displayName, displayName);
				await assertIconsLoad(type);
				const { categories, alias } = readCodex(name);
				assert.deepEqual(type.codex.categories, categories);
				assert.deepEqual(type.codex.alias, alias);
				for (const word of ['olap', 'cube', 'kylin']) assert.ok(alias.includes(word), word);
			});
		}

		for (const [name, displayName] of Object.entries(CREDENTIALS)) {
			it(`has the credential ${displayName}, with icons in both themes and a masked password`, async () => {
				const credential = await find('credentials', name);
				assert.equal(credential.displayName, displayName);
				await assertIconsLoad(credential);
				const password = credential.properties.find(
					(/** @type {Json} */ property) => property.name === 'password',
				);
				assert.equal(password.typeOptions.password, true);
			});
		}

		it('says which credentials each node takes, and how each trigger is started', async () => {
			const [action, called, polling] = await Promise.all(Object.keys(NODES).map(node));
			assert.deepEqual(action.credentials, [{ name: 'apacheKylinApi', required: true }]);
			assert.deepEqual(polling.credentials, [{ name: 'apacheKylinApi', required: true }]);
			assert.deepEqual(
				called.credentials.map((/** @type {Json} */ { name }) => name).sort(),
				Object.keys(CREDENTIALS),
			);
			assert.equal(polling.polling, true);
			assert.deepEqual(
				called.webhooks.map((/** @type {Json} */ { httpMethod }) => httpMethod),
				['POST'],
			);
		});

		it('has a schema of what each operation puts out', async () => {
			const { properties, version } = await node('apacheKylin');
			const files = properties
				.filter((/** @type {Json} */ { name }) => name === 'operation')
				.flatMap((/** @type {Json} */ { displayOptions, options }) =>
					options
						.filter((/** @type {Json} */ { value }) => value !== ADDED_BY_N8N)
						.map(
							(/** @type {Json} */ { value }) => `${displayOptions.show.resource[0]}/${value}.json`,
						),
				)
				.filter((/** @type {string} */ file) => file !== OF_ANY_COLUMNS);
			const stored = readdirSync(SCHEMAS).flatMap((resource) =>
				readdirSync(join(SCHEMAS, resource)).map((file) => `${resource}/${file}`),
			);
			assert.deepEqual(stored.sort(), files.sort());
			for (const file of files) {
				const path = `/schemas/${PACKAGE}.apacheKylin/${version}.0.0/${file}`;
				const response = await rest.fetch(path);
				assert.equal(response.status, 200, path);
				assert.deepEqual(
					await response.json(),
					JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8')),
				);
			}
		});
	});
