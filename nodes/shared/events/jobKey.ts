import { createHash } from 'crypto';

const KEY_LENGTH = 8;

/** Job IDs have up to 73 characters; 48 bits tell a few hundred of them apart. */
export function jobKey(id: string): string {
	return createHash('sha256').update(id).digest('base64url').slice(0, KEY_LENGTH);
}
