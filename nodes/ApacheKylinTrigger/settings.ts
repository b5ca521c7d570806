import type { IPollFunctions } from 'n8n-workflow';
import { readSelection } from '../shared/events/readSelection';
import { readCredential } from '../shared/login/credential';
import { readOutput, type Output } from '../shared/output/outputChoice';
import { readBoolean, readChoice, readCollection } from '../shared/values/values';
import type { WatchTarget } from './watch/storedWatch';

export type TriggerSettings = {
	target: WatchTarget;
	/** `key` of the login */
	login: string;
	output: Output;
	addsFailureDetails: boolean;
	skipsInactiveTime: boolean;
};

/** @throws ParameterError for a value of a parameter or of the credential that is not possible */
export async function readSettings(context: IPollFunctions): Promise<TriggerSettings> {
	const parameter = (name: string, fallback?: unknown) => context.getNodeParameter(name, fallback);
	const { host, apiRoot, username, key } = await readCredential(context);
	const options = readCollection(parameter('options', {}), 'Options');
	return {
		target: {
			apiRoot,
			user: username.toLowerCase(),
			selection: readSelection(parameter),
		},
		login: key,
		output: await readOutput({
			parameter,
			outputContext: async () => ({ host, timezone: context.getTimezone() }),
		}),
		addsFailureDetails: readBoolean(options.failureDetails, 'Include Failed Step and Log') ?? false,
		skipsInactiveTime:
			readChoice(options.whileInactive, 'While the Workflow Was Inactive', ['deliver', 'skip']) ===
			'skip',
	};
}
