import { refusalKind } from '../kylin/failureMeaning';
import { KylinFailure } from '../kylin/failures';
import { clock, within } from '../time/clock';
import type { Send } from '../api/kylinRequest';
import { isOver, retryAdvice, spellTime, waitAfter, type LoginRefusal } from './loginRefusal';

export type LoginUse = {
	/** `key` of the login, as `readCredential` */
	login: string;
	/** whether a user has asked for another try since this refusal */
	isUserRetry?: (refusal: LoginRefusal) => boolean;
};

/** Kylin refused the login, now or before; then nothing was sent. */
export class LoginRefused extends KylinFailure {
	constructor(
		readonly refusal: LoginRefusal,
		message = refusal.message,
		facts = refusal.facts,
	) {
		super(message, facts);
	}
}

type LoginState = {
	/** undefined = accepted, or not yet known */
	refusal?: LoginRefusal;
	/** the request that goes first; resolves to whether Kylin accepted its login */
	first?: Promise<boolean>;
};

/**
 * More credentials than any n8n has. One that is forgotten, e.g. of a credential made by expressions,
 * begins anew.
 */
const MAX_LOGINS = 1_000;

/** Kylin looks at the login before anything else. One that hangs is to hold up nobody else. */
const MAX_FIRST_MS = 10_000;

/**
 * By login, as long as the n8n process lasts. All nodes share it, because Kylin counts wrong passwords
 * by account.
 */
const states = new Map<string, LoginState>();

function stateOf(login: string): LoginState {
	const state = states.get(login) ?? {};
	states.delete(login);
	states.set(login, state);
	const [oldest] = states.keys();
	if (states.size > MAX_LOGINS) states.delete(oldest);
	return state;
}

/** As if n8n had been restarted. */
export function forgetLogins(): void {
	states.clear();
}

/** Sends the requests of one login, e.g. those of a poll. */
export type LoginSession = <T>(request: () => Promise<T>) => Promise<T>;

/**
 * A session sends nothing while its login is refused. The first request of a session waits for the
 * first of any other with the same login, and as long as none is accepted they go one after the other:
 * a wrong password sent by several at once would lock the account.
 *
 * @returns a function that throws LoginRefused, and whatever the request throws
 */
export function loginSession(use: LoginUse): LoginSession {
	let isAccepted = false;
	return async (request) => {
		const state = stateOf(use.login);
		const accept = () => {
			isAccepted = true;
		};
		if (isAccepted && !state.refusal) return await attempt(state, use, request, accept);
		for (let first = state.first; first !== undefined; first = state.first) {
			const outcome = await within(first, MAX_FIRST_MS);
			if (outcome !== false) return await attempt(state, use, request, accept);
		}
		const result = attempt(state, use, request, accept);
		const end = (isGood: boolean) => () => {
			state.first = undefined;
			return isGood;
		};
		state.first = result.then(end(true), end(false));
		return await result;
	};
}

async function attempt<T>(
	state: LoginState,
	{ isUserRetry }: LoginUse,
	request: () => Promise<T>,
	accept: () => void,
): Promise<T> {
	const { refusal } = state;
	if (refusal && !isOver(refusal, clock.elapsed()) && !isUserRetry?.(refusal)) {
		throw withheld(refusal);
	}
	const take = (answer: T) => {
		state.refusal = undefined;
		accept();
		return answer;
	};
	return await request().then(
		take,
		async (error: Error) => await Promise.reject(noteFailure(state, error)),
	);
}

/** @returns what a failed request fails with: its own error, or that Kylin refused the login */
function noteFailure(state: LoginState, error: Error): Error {
	const kind = error instanceof KylinFailure ? refusalKind(error.facts) : undefined;
	if (kind === undefined) return error;
	state.refusal = refusalOf(kind, error as KylinFailure, state.refusal);
	return new LoginRefused(state.refusal);
}

/** The same kind of refusal again stays reported by those who have reported it. */
function refusalOf(
	kind: LoginRefusal['kind'],
	{ message, facts }: KylinFailure,
	earlier: LoginRefusal | undefined,
): LoginRefusal {
	const waitMs = waitAfter(kind, message, earlier);
	const advice = [facts.advice, retryAdvice(kind, waitMs)].filter(Boolean).join(' ');
	return {
		kind,
		refusedAt: clock.now(),
		refusedAfter: clock.elapsed(),
		waitMs,
		message,
		facts: { ...facts, advice },
		reportedBy: earlier?.kind === kind ? earlier.reportedBy : new Set(),
	};
}

function withheld(refusal: LoginRefusal): LoginRefused {
	const { advice, code } = refusal.facts;
	const message = `This login was refused at ${spellTime(refusal.refusedAt)}: ${refusal.message}`;
	return new LoginRefused(refusal, message, {
		advice,
		code,
		login: refusal.kind,
		isUnsent: true,
	});
}

/** A sender of one session. */
export function guardedSender(send: Send, use: LoginUse): Send {
	const session = loginSession(use);
	return async (request) => await session(async () => await send(request));
}
