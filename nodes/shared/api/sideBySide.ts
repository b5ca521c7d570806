import type { Send } from './kylinRequest';

/** Requests of one reading that are under way at once: Kylin works on each with a core of its own. */
const MAX_AT_ONCE = 8;

/**
 * Works on things side by side, at most eight at once, in their order. After a failure no further one
 * is begun; what is under way comes to its end first, so that none fails when its item is over.
 *
 * @param isEnough asked before each further thing is begun
 * @returns the results in the order of the things; those that were not begun are missing
 */
export async function sideBySide<T, R>(
	things: readonly T[],
	work: (thing: T) => Promise<R>,
	isEnough: () => boolean = () => false,
): Promise<R[]> {
	const results = new Map<number, R>();
	const failures: unknown[] = [];
	let next = 0;
	const workOn = async () => {
		while (next < things.length && failures.length === 0 && !isEnough()) {
			const index = next;
			next += 1;
			try {
				results.set(index, await work(things[index]));
			} catch (error) {
				failures.push(error);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(MAX_AT_ONCE, things.length) }, workOn));
	if (failures.length > 0) throw failures[0] as Error;
	return things.flatMap((_thing, index) => {
		const result = results.get(index);
		return results.has(index) ? [result as R] : [];
	});
}

/** `sideBySide`, but the first goes alone: if it fails, no other is begun. */
export async function firstThenOthers<T, R>(
	things: readonly T[],
	work: (thing: T) => Promise<R>,
): Promise<R[]> {
	const first = await sideBySide(things.slice(0, 1), work);
	return [...first, ...(await sideBySide(things.slice(1), work))];
}

/** A sender for readings that go side by side themselves: together they have eight requests under way. */
export function sendSideBySide(send: Send): Send {
	const inTurn = eightAtOnce();
	return async (request) => await inTurn(async () => await send(request));
}

/** @returns a function that works on what it is given, on eight things at most at once */
export function eightAtOnce(): <T>(work: () => Promise<T>) => Promise<T> {
	let underWay = 0;
	const waiting: Array<() => void> = [];
	return async (work) => {
		if (underWay < MAX_AT_ONCE) underWay += 1;
		else await new Promise<void>((start) => waiting.push(start));
		try {
			return await work();
		} finally {
			const start = waiting.shift();
			if (start === undefined) underWay -= 1;
			else start();
		}
	};
}
