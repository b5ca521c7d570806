import type { FailureFacts } from '../kylin/failures';
import type { Refusal } from './loginGate';

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

	private readonly turns = new Map<string, Promise<unknown>>();

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

	/** One after the other: a wrong password sent by several at once would lock the account. */
	async inTurn<T>(login: string, work: () => Promise<T>): Promise<T> {
		const result = (this.turns.get(login) ?? Promise.resolve()).then(work);
		const over = result
			.catch(() => undefined)
			.then(() => {
				if (this.turns.get(login) === over) this.turns.delete(login);
			});
		this.turns.set(login, over);
		return await result;
	}

	clear(): void {
		this.answers.clear();
		this.turns.clear();
	}
}

export const loginMemory = new LoginMemory();
