import type { IPollFunctions } from 'n8n-workflow';
import type { Value } from '../shared/fields/field';
import { PROJECTS } from '../shared/fields/events';
import { toSelection } from '../shared/events/selection';
import { hasExpression } from '../shared/n8n/hasExpression';
import { readCredential } from '../shared/login/credential';
import { readOutput, type Output } from '../shared/output/outputChoice';
import { EVENTS, FILTERS, OPTIONS } from './fields';
import type { WatchTarget } from './watch/storedWatch';

export type TriggerSettings = {
	target: WatchTarget;
	/** `key` of the login */
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
	const isExpression = (name: string) =>
		hasExpression(context.getNodeParameter(name, '', { rawExpressions: true }));
	const { host, apiRoot, username, key } = await readCredential(context);
	const options = readOptions(context);
	return {
		target: {
			apiRoot,
			user: username.toLowerCase(),
			selection: toSelection({
				events: EVENTS.read(parameter('events')),
				projects: PROJECTS.read(parameter('projects'), isExpression),
				filters: FILTERS.read(parameter('filters'), isExpression),
			}),
		},
		login: key,
		output: await readOutput({
			parameter,
			outputContext: async () => ({ host, timezone: context.getTimezone() }),
		}),
		addsFailureDetails: options.failureDetails ?? true,
		skipsInactiveTime: options.whileInactive === 'skip',
	};
}
