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
	/** Kylin's error code, e.g. `KE-010032219` */
	code?: string;
	/** HTTP status of the answer; absent when there was none */
	httpStatus?: number;
	/** Node's code of a network failure, e.g. `ECONNREFUSED` */
	networkCode?: string;
	/** the answer had a good status, but some or all of it was missing */
	isCutOff?: true;
	/** the answer led to a login page */
	isLoginPage?: true;
	/** what the user can do about it */
	advice?: string;
	/** it did not come to a request */
	isUnsent?: true;
	/** milliseconds after which the server allows the next request (429, 503) */
	retryAfterMs?: number;
};

/** Kylin, or something on the way to it, refused a request or could not answer it. */
export class KylinFailure extends Error {
	constructor(
		/** one sentence, Kylin's own where it gave one */
		message: string,
		readonly facts: FailureFacts = {},
	) {
		super(message);
	}
}

/** What to add to a sentence so that support and search engines can find the case. */
export function reference({ code, httpStatus, networkCode }: FailureFacts): string[] {
	return [code, httpStatus === undefined ? undefined : `HTTP ${httpStatus}`, networkCode].filter(
		(part): part is string => part !== undefined,
	);
}

/**
 * How a login was refused: by a locked account, for a disabled user, by Kylin otherwise (a wrong
 * password, as a rule), or by something in front of Kylin, which sends no code.
 */
export type LoginRefusalKind = 'locked' | 'disabled' | 'wrong' | 'inFront';

const LOCKED_ACCOUNT = 'KE-010003005';
const DISABLED_USER = 'KE-010003008';

/** @returns undefined for a failure that says nothing against the login */
export function loginRefusalKind({
	code,
	httpStatus,
	isLoginPage,
}: FailureFacts): LoginRefusalKind | undefined {
	if (code === LOCKED_ACCOUNT) return 'locked';
	if (code === DISABLED_USER) return 'disabled';
	if (isLoginPage) return 'wrong';
	if (httpStatus !== 401) return undefined;
	return code === undefined ? 'inFront' : 'wrong';
}

/** Whether Kylin, or a proxy in front of it, does not accept the credential. */
export function isLoginRefusal(error: unknown): error is KylinFailure {
	return error instanceof KylinFailure && loginRefusalKind(error.facts) !== undefined;
}
