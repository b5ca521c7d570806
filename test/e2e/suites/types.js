const assert = require('node:assert/strict');
const { describe, it } = require('node:test');

const NODE = 'n8n-nodes-apache-kylin.apacheKylin';

/** What n8n serves to its editor. */
module.exports = ({ rest }) =>
	describe('types served to the editor', () => {
		const served = {};
		async function find(kind, name) {
			served[kind] ??= await (await rest.fetch(`/types/${kind}.json`)).json();
			return served[kind].find((type) => type.name === name);
		}

		async function assertIconsLoad({ iconUrl }) {
			const icons = await Promise.all(
				[iconUrl.light, iconUrl.dark].map(async (path) => {
					const response = await rest.fetch(`/${path}`);
					assert.equal(response.status, 200, path);
					assert.match(response.headers.get('content-type'), /image\/svg/);
					return await response.text();
				}),
			);
			assert.match(icons[0], /<svg/);
			assert.notEqual(icons[0], icons[1]);
		}

		it('has the node, with its operations and its credential', async () => {
			const node = await find('nodes', NODE);
			assert.equal(node.displayName, 'Apache Kylin');
			assert.deepEqual(node.credentials, [{ name: 'apacheKylinApi', required: true }]);
			const operation = node.properties.find(({ name }) => name === 'operation');
			const values = operation.options.map(({ value }) => value);
			assert.ok(values.includes('list'));
			assert.ok(values.includes('operate'));
		});

		it('has the trigger, which polls', async () => {
			const trigger = await find('nodes', `${NODE}Trigger`);
			assert.equal(trigger.displayName, 'Apache Kylin Trigger');
			assert.equal(trigger.polling, true);
			await assertIconsLoad(trigger);
		});

		it('has the credential, with a masked password', async () => {
			const credential = await find('credentials', 'apacheKylinApi');
			assert.equal(credential.displayName, 'Apache Kylin API');
			const password = credential.properties.find(({ name }) => name === 'password');
			assert.equal(password.typeOptions.password, true);
		});

		it('loads the icons of node and credential in both themes', async () => {
			await assertIconsLoad(await find('nodes', NODE));
			await assertIconsLoad(await find('credentials', 'apacheKylinApi'));
		});

		it('has the words of the codex for the node search', async () => {
			const { codex, displayName } = await find('nodes', NODE);
			for (const word of ['olap', 'cube', 'kylin']) {
				const isFound = [displayName, ...codex.alias].some((text) =>
					text.toLowerCase().includes(word),
				);
				assert.ok(isFound, word);
			}
		});
	});
