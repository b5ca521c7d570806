const MAX_NAMED = 10;

/** @returns the first entries, and how many more there are */
export function listed(entries: readonly string[], separator: string, most = MAX_NAMED): string {
	const more = entries.length - most;
	return [...entries.slice(0, most), ...(more > 0 ? [`and ${more} more`] : [])].join(separator);
}

/** A sentence to put into another one. */
export function withoutStop(sentence: string): string {
	return sentence.replace(/\.+$/, '');
}

/** @returns the sentences one after the other, without those that are missing or empty */
export function joined(...sentences: Array<string | undefined>): string {
	return sentences.filter(Boolean).join(' ');
}
