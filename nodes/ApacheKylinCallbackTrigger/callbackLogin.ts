import { createHash, timingSafeEqual } from 'crypto';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';

/** Whether an `Authorization` header carries this login. Takes the same time for every wrong one. */
export function isAuthorized(
	header: string | undefined,
	{ username, password }: ICredentialDataDecryptedObject,
): boolean {
	// Otherwise anybody could guess the login of a credential that was never filled in.
	if (!username || !password) return false;
	const [scheme = '', token = ''] = (header ?? '').trim().split(/\s+/);
	const given = scheme.toLowerCase() === 'basic' ? decodeBase64(token) : '';
	return timingSafeEqual(digest(given), digest(`${String(username)}:${String(password)}`));
}

function digest(text: string): Uint8Array {
	return createHash('sha256').update(text).digest();
}

function decodeBase64(token: string): string {
	return Buffer.from(token, 'base64').toString('utf8');
}

/** Nothing can be asked, because it is Kylin that calls. It finds an empty login, or a name with a colon. */
export async function testCallbackLogin(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const [username, password] = [String(data.username ?? ''), String(data.password ?? '')];
	if (username === '' || password === '') {
		return { status: 'Error', message: 'Fill in both Username and Password' };
	}
	if (username.includes(':')) {
		return { status: 'Error', message: 'Basic Auth cannot carry a user name with a colon' };
	}
	return {
		status: 'OK',
		message: 'Whether Kylin sends the same login shows at the end of its next job',
	};
}
