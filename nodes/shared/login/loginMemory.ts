import type { FailureFacts } from '../kylin/failures';
import type { Refusal } from './loginRefusal';

/** A refusal with what Kylin said, as long as the n8n process lasts. */
export type KnownRefusal = Refusal & {
	message: string;
	facts: FailureFacts;
	/** keys of the nodes of which an execution has failed with it, so that somebody may know */
	shownTo: Set<string>;
};

/**
 * What the n8n process knows about logins, by `loginKey`: workflows that share a credential share its
 * tries, because Kylin counts them by account.
 */
class LoginMemory {
	/** undefined = the login was accepted */
	private readonly answers = new Map<string, KnownRefusal | undefined>();

	/** requests that go first, and whether they succeed */
	private readonly firsts = new Map<string, Promise<boolean>>();

	refusalOf(login: string): KnownRefusal | undefined {
		return this.answers.get(login);
	}

	isKnown(login: string): boolean {
		return this.answers.has(login);
	}

	accept(login: string): void {
		this.answers.set(login, undefined);
	}

	/** The same refusal again stays shown to whom it was shown. */
	refuse(login: string, refusal: Omit<KnownRefusal, 'shownTo'>): KnownRefusal {
		const earlier = this.answers.get(login);
		const shownTo = earlier?.kind === refusal.kind ? earlier.shownTo : new Set<string>();
		const known = { ...refusal, shownTo };
		this.answers.set(login, known);
		return known;
	}

	/**
	 * One alone, then the others together: a wrong password sent by several at once would lock the
	 * account. As long as none succeeds, they go one after the other.
	 */
	async inTurn<T>(login: string, work: () => Promise<T>): Promise<T> {
		for (let first = this.firsts.get(login); first; first = this.firsts.get(login)) {
			if (await first) return await work();
		}
		const result = work();
		const first = result
			.then(
				() => true,
				() => false,
			)
			.finally(() => this.firsts.delete(login));
		this.firsts.set(login, first);
		return await result;
	}

	clear(): void {
		this.answers.clear();
		this.firsts.clear();
	}
}

export const loginMemory = new LoginMemory();
