import { shownText } from '../texts/sentences';
import type { AnswerFault, RefusalKind } from './faults';

/** A parameter or credential field with a value that cannot be sent to Kylin. Nothing was sent. */
export class ParameterError extends Error {
	/**
	 * @param parameter the field's name as the editor shows it, e.g. `Job IDs`
	 * @param complaint what is wrong with it and what to do, e.g. `is empty: give at least one ID`
	 */
	constructor(
		readonly parameter: string,
		complaint: string,
		readonly advice?: string,
	) {
		super(`'${parameter}' ${complaint}`);
	}
}

export type FailureFacts = {
	/** Kylin's error code, see faults.ts */
	code?: string;
	/** HTTP status of the answer; absent when there was none */
	httpStatus?: number;
	/** Node's code of a network failure, e.g. `ECONNREFUSED` */
	networkCode?: string;
	/** what came instead of Kylin's answer */
	answer?: AnswerFault;
	/** what the user can do about it */
	advice?: string;
	/** how the login was refused when it was sent last */
	login?: RefusalKind;
	/** no request was sent */
	isUnsent?: true;
	/** milliseconds after which the server allows the next request (429, 503) */
	retryAfterMs?: number;
};

/** In characters: texts of a server stand in both, and n8n stores them with the execution. */
const MOST_OF_MESSAGE = 1_000;
const MOST_OF_ADVICE = 16_000;

/** Kylin, or something on the way to it, refused a request or could not answer it. */
export class KylinFailure extends Error {
	readonly facts: FailureFacts;

	/** @param message one sentence, Kylin's own where it gave one */
	constructor(message: string, facts: FailureFacts = {}) {
		super(shownText(message, MOST_OF_MESSAGE));
		const { advice } = facts;
		this.facts =
			advice === undefined ? facts : { ...facts, advice: shownText(advice, MOST_OF_ADVICE) };
	}
}

/** What to add to a sentence so that support and search engines can find the case. */
export function reference({ code, httpStatus, networkCode, isUnsent }: FailureFacts): string[] {
	return [
		code,
		httpStatus === undefined ? undefined : `HTTP ${httpStatus}`,
		networkCode,
		isUnsent ? 'nothing was sent' : undefined,
	].filter((part): part is string => part !== undefined);
}
