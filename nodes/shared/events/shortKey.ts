import { createHash } from 'crypto';

const KEY_LENGTH = 8;

/** Eight characters for a text such as a job's ID, which has up to 73: 48 bits tell hundreds apart. */
export function shortKey(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, KEY_LENGTH);
}
