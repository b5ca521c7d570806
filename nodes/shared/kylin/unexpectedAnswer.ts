import { KylinFailure, type FailureFacts } from './failures';

/**
 * An answer that holds something other than what was asked for.
 *
 * @param sentence what it holds instead
 */
export function unexpectedAnswer(sentence: string, facts: FailureFacts = {}): KylinFailure {
	return new KylinFailure(sentence, {
		...facts,
		advice: "Check 'Host' in the credential: this may be another version of Kylin than 5.",
	});
}
