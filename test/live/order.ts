/**
 * Restarted jobs show a newer time than the one they are sorted by, and Kylin writes to jobs without
 * showing it, so some neighbours in a list by time look out of order. This share of them may.
 */
const TOLERATED_SHARE = 0.1;

function countOutOfOrder(values: readonly number[], isDescending: boolean): number {
	return values.slice(1).filter((value, index) => {
		const before = values[index];
		return isDescending ? value > before : value < before;
	}).length;
}

export function isOrdered(values: readonly number[], isDescending: boolean): boolean {
	return countOutOfOrder(values, isDescending) === 0;
}

/** Whether a list was sorted by times of which a few have changed since. */
export function isMostlyOrdered(values: readonly number[], isDescending: boolean): boolean {
	const tolerated = Math.max(1, Math.floor(values.length * TOLERATED_SHARE));
	return countOutOfOrder(values, isDescending) <= tolerated;
}

/** Whether equal values stand side by side: which of two texts comes first is the database's affair. */
export function isGrouped(values: readonly unknown[]): boolean {
	return groups(values).length === new Set(values).size;
}

/** The values without repeated neighbours. */
export function groups<T>(values: readonly T[]): T[] {
	return values.filter((value, index) => index === 0 || value !== values[index - 1]);
}
