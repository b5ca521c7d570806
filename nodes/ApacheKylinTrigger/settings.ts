import type { IPollFunctions } from 'n8n-workflow';
import type { WatchTarget } from './watch/eventsSince';
import { readSelection } from '../shared/events/readSelection';
import { loginKey } from '../shared/login/loginRefusal';
import { apiRoot } from '../shared/kylin/host';
import { readOutput, type Output } from '../shared/output/outputChoice';
import { readBoolean, readChoice, readCollection } from '../shared/values/values';

export type TriggerSettings = {
	subject: WatchTarget;
	/** as `loginKey` */
	login: string;
	output: Output;
	addsFailureDetails: boolean;
	skipsInactiveTime: boolean;
};

/** @throws ParameterError for a value of a parameter or of the credential that is not possible */
export async function readSettings(context: IPollFunctions): Promise<TriggerSettings> {
	const parameter = (name: string, fallback?: unknown) => context.getNodeParameter(name, fallback);
	const { host, username, password } = await context.getCredentials('apacheKylinApi');
	const options = readCollection(parameter('options', {}), 'Options');
	const source = apiRoot(host);
	return {
		subject: {
			source,
			user: String(username ?? '').toLowerCase(),
			selection: readSelection(parameter),
		},
		login: loginKey(source, username, password),
		output: await readOutput({
			parameter,
			outputContext: async () => ({ host: String(host), timezone: context.getTimezone() }),
		}),
		addsFailureDetails: readBoolean(options.failureDetails, 'Include Failed Step and Log') ?? false,
		skipsInactiveTime:
			readChoice(options.whileInactive, 'While the Workflow Was Inactive', ['deliver', 'skip']) ===
			'skip',
	};
}
