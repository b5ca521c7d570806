import type { IPollFunctions } from 'n8n-workflow';
import type { Value } from '../shared/fields/field';
import { readSelection } from '../shared/events/readSelection';
import { loginKey } from '../shared/login/loginRefusal';
import { apiRoot } from '../shared/kylin/host';
import { readOutput, type Output } from '../shared/output/outputChoice';
import { OPTIONS } from './fields';
import type { WatchTarget } from './watch/storedWatch';

export type TriggerSettings = {
	target: WatchTarget;
	/** as `loginKey` */
	login: string;
	output: Output;
	addsFailureDetails: boolean;
	skipsInactiveTime: boolean;
};

/** @throws ParameterError for a value that is not possible */
export function readOptions(context: IPollFunctions): Value<typeof OPTIONS> {
	return OPTIONS.read(context.getNodeParameter('options', {}));
}

/** @throws ParameterError for a value of a parameter or of the credential that is not possible */
export async function readSettings(context: IPollFunctions): Promise<TriggerSettings> {
	const parameter = (name: string, fallback?: unknown) => context.getNodeParameter(name, fallback);
	const { host, username, password } = await context.getCredentials('apacheKylinApi');
	const options = readOptions(context);
	const root = apiRoot(host);
	return {
		target: {
			apiRoot: root,
			user: String(username ?? '').toLowerCase(),
			selection: readSelection(parameter),
		},
		login: loginKey(root, username, password),
		output: await readOutput({
			parameter,
			outputContext: async () => ({ host: String(host), timezone: context.getTimezone() }),
		}),
		addsFailureDetails: options.failureDetails ?? false,
		skipsInactiveTime: options.whileInactive === 'skip',
	};
}
