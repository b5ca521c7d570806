import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { apiRoot } from '../kylin/host';

/** A request to Kylin with what the credential says of it: address, login and TLS. */
export function withLogin(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	return {
		...options,
		baseURL: apiRoot(credentials.host),
		auth: {
			username: String(credentials.username ?? ''),
			password: String(credentials.password ?? ''),
		},
		skipSslCertificateValidation:
			options.skipSslCertificateValidation === true || credentials.ignoreSslIssues === true,
	};
}
