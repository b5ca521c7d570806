import type { IDataObject } from 'n8n-workflow';
import { KylinFailure, loginRefusalKind } from '../kylin/failures';
import { clock } from '../time/clock';
import type { KylinRequest, Send } from '../api/kylinRequest';
import {
	forgetStored,
	markOf,
	mayLogIn,
	loadRefusal,
	storeRefusal,
	whatComesNext,
} from './loginRefusal';
import { loginMemory, type KnownRefusal } from './loginMemory';

export type LoginGuard = {
	/** as `loginKey` */
	login: string;
	/** of the node */
	staticData: IDataObject;
	/** whether a person has just set it going */
	isByPerson: boolean;
	/** when a person last promised that something was repaired, by n8n's clock */
	repairedAt?: number;
	/** what a person can do besides changing the credential, e.g. `the workflow is activated anew` */
	wayOut: string;
};

/** Kylin refused the login, now or before; then nothing was sent. */
export class LoginRefused extends KylinFailure {
	constructor(readonly refusal: KnownRefusal) {
		super(refusal.message, refusal.facts);
	}
}

/** Sends requests unless Kylin has refused the login: for triggers, which nobody watches. */
export function guardedSender(send: Send, guard: LoginGuard): Send {
	const { login, staticData, isByPerson, repairedAt, wayOut } = guard;
	let isAccepted = false;

	const attempt = async (request: KylinRequest) => {
		const known = knownRefusal(guard);
		if (known && !mayLogIn(known, { now: clock.now(), isByPerson, repairedAt })) {
			storeRefusal(staticData, known);
			throw new LoginRefused(known);
		}
		const { data, failure } = await send(request).then(
			(answer) => ({ data: answer, failure: undefined }),
			(reason: Error) => ({ data: undefined, failure: reason }),
		);
		if (failure === undefined) {
			isAccepted = true;
			loginMemory.accept(login);
			forgetStored(staticData);
			return data;
		}
		const kind = failure instanceof KylinFailure ? loginRefusalKind(failure.facts) : undefined;
		if (!(failure instanceof KylinFailure) || kind === undefined || kind === 'disabled') {
			throw failure;
		}
		const advice = [failure.facts.advice, whatComesNext(kind, wayOut)].filter(Boolean).join(' ');
		const refusal = loginMemory.refuse(login, {
			kind,
			at: clock.now(),
			mark: markOf(login),
			message: failure.message,
			facts: { ...failure.facts, advice },
		});
		storeRefusal(staticData, refusal);
		throw new LoginRefused(refusal);
	};

	return async (request) =>
		isAccepted ? await attempt(request) : await loginMemory.inTurn(login, () => attempt(request));
}

/** What is stored counts after a restart of n8n only, until Kylin was asked. */
function knownRefusal({ login, staticData, wayOut }: LoginGuard): KnownRefusal | undefined {
	if (loginMemory.isKnown(login)) return loginMemory.refusalOf(login);
	const stored = loadRefusal(staticData, login);
	return (
		stored &&
		loginMemory.refuse(login, {
			...stored,
			message: 'Kylin refused this login before n8n was restarted',
			facts: { httpStatus: 401, advice: whatComesNext(stored.kind, wayOut) },
		})
	);
}
