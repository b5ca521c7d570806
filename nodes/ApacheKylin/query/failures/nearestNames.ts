const MOST_NAMES = 3;

/**
 * The names that a mistyped one may stand for, nearest first: those of a few letters' difference, in
 * any letter case.
 */
export function nearestNames(wanted: string, names: readonly string[]): string[] {
	const upper = wanted.toUpperCase();
	const most = Math.max(2, Math.floor(upper.length / 3));
	return [...new Set(names)]
		.map((name) => ({ name, distance: distance(upper, name.toUpperCase()) }))
		.filter((candidate) => candidate.distance <= most)
		.sort((left, right) => left.distance - right.distance)
		.slice(0, MOST_NAMES)
		.map(({ name }) => name);
}

/** How many letters must be put in, left out or replaced (Levenshtein). */
function distance(left: string, right: string): number {
	let above = Array.from({ length: right.length + 1 }, (_, index) => index);
	for (let row = 1; row <= left.length; row += 1) {
		const current = [row];
		for (let column = 1; column <= right.length; column += 1) {
			const replaced = above[column - 1] + (left[row - 1] === right[column - 1] ? 0 : 1);
			current.push(Math.min(replaced, above[column] + 1, current[column - 1] + 1));
		}
		above = current;
	}
	return above[right.length];
}
