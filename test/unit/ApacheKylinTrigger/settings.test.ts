import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { readSettings } from '../../../nodes/ApacheKylinTrigger/settings';

describe('the settings of a poll', () => {
	const settings = async (parameters: IDataObject, credential: IDataObject = {}) =>
		await readSettings({
			getNodeParameter: (name: string, fallback?: unknown) => parameters[name] ?? fallback,
			getCredentials: async () => ({ host: 'http://kylin', password: 'b', ...credential }),
			getTimezone: () => 'UTC',
		} as unknown as IPollFunctions);
	const events = ['jobFailed'];

	test.each([
		[{ username: 'Admin' }, 'admin'],
		[{}, ''],
	])('the user of the credential %j, in lower case', async (credential, user) => {
		expect((await settings({ events }, credential)).target.user).toBe(user);
	});

	test.each([
		[{}, false],
		[{ whileInactive: 'deliver' }, false],
		[{ whileInactive: 'skip' }, true],
	])('events of an inactive workflow are skipped with %j: %s', async (options, expected) => {
		expect((await settings({ events, options })).skipsInactiveTime).toBe(expected);
	});

	test.each([
		[{ options: 7 }, "'Options' must be"],
		[{ options: { whileInactive: 'x' } }, "'While the Workflow Was Inactive' must be"],
		[{ options: { failureDetails: 'x' } }, "'Include Failed Step and Log' must be"],
		[{ filters: 7 }, "'Filters' must be"],
	])('%j is refused', async (more, message) => {
		await expect(settings({ events, ...more })).rejects.toThrow(message);
	});
});
