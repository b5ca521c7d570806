import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { apiRoot } from '../kylin/host';

/**
 * n8n overwrites `abortSignal` by that of the execution before it has a request authenticated, so the
 * end that the package itself sets to a request has a member of its own.
 */
export type EndingRequest<Options = IHttpRequestOptions> = Options & { endSignal?: AbortSignal };

/** A request to Kylin with what the credential says of it: address, login and TLS; and its end. */
export function withLogin(
	credentials: ICredentialDataDecryptedObject,
	{ endSignal, ...options }: EndingRequest,
): IHttpRequestOptions {
	return {
		...options,
		...(endSignal === undefined
			? {}
			: { abortSignal: endSignal as IHttpRequestOptions['abortSignal'] }),
		baseURL: apiRoot(credentials.host),
		auth: {
			username: String(credentials.username ?? ''),
			password: String(credentials.password ?? ''),
		},
		skipSslCertificateValidation:
			options.skipSslCertificateValidation === true || credentials.ignoreSslIssues === true,
	};
}
