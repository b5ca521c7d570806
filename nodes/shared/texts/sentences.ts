const MAX_NAMED = 10;

/** @returns the first entries, and how many more there are */
export function listed(entries: readonly string[], separator: string, most = MAX_NAMED): string {
	const more = entries.length - most;
	return [...entries.slice(0, most), ...(more > 0 ? [`and ${more} more`] : [])].join(separator);
}

/** A text that others wrote, to be shown: so long at most, without control characters and broken ones. */
export function shownText(text: string, most: number): string {
	const start = text.slice(0, most).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
	const shown = start.replace(/\p{Cs}/gu, '');
	return text.length > most ? `${shown}…` : shown;
}

/** A text without the ones of a character that it ends in, however many: expressions take long for many. */
export function withoutLast(text: string, character: string): string {
	let end = text.length;
	while (text[end - 1] === character) end -= 1;
	return text.slice(0, end);
}

/** A sentence to put into another one. */
export function withoutStop(sentence: string): string {
	return withoutLast(sentence, '.');
}

/** @returns the sentences one after the other, without those that are missing or empty */
export function joined(...sentences: Array<string | undefined>): string {
	return sentences.filter(Boolean).join(' ');
}
