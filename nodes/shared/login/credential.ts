import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { apiRoot } from '../kylin/host';

/** What this package reads of the credential; the login itself is added by `authenticate`. */
export type KylinLogin = {
	/** as it was typed */
	host: string;
	/** as `apiRoot` */
	apiRoot: string;
	username: string;
	/** stands for address, user and password together; none of them can be read from it */
	key: string;
};

/** @throws ParameterError for a host that is not valid */
export async function readCredential(context: {
	getCredentials: (type: string) => Promise<ICredentialDataDecryptedObject>;
}): Promise<KylinLogin> {
	const { host, username, password } = await context.getCredentials('apacheKylinApi');
	const root = apiRoot(host);
	return {
		host: String(host),
		apiRoot: root,
		username: String(username ?? ''),
		key: loginKey(root, username, password),
	};
}

export function loginKey(root: string, username: unknown, password: unknown): string {
	return createHash('sha256')
		.update(JSON.stringify([root, username, password]))
		.digest('hex');
}
