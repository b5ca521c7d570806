import type {
	IAuthenticate,
	IAuthenticateRuleResponseCode,
	IAuthenticateRuleResponseSuccessBody,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { ACCEPT_HEADERS } from '../nodes/shared/api/protocol';
import { ANSWER_FAULTS, HTTP_FAULTS, KYLIN_FAULTS } from '../nodes/shared/kylin/faults';
import { withLogin } from '../nodes/shared/login/withLogin';

type Sentences = { sentence: string; advice: string };

const message = ({ sentence, advice }: Sentences) => `${sentence}. ${advice}`;

const byStatus = (status: number, fault: Sentences): IAuthenticateRuleResponseCode => ({
	type: 'responseCode',
	properties: { value: status, message: message(fault) },
});

const byAnswer = (
	key: string,
	value: unknown,
	fault: Sentences,
): IAuthenticateRuleResponseSuccessBody => ({
	type: 'responseSuccessBody',
	properties: { key, value, message: message(fault) },
});

/** Answers that n8n reports as failed requests, so that a rule can look at the status alone. */
const STATUS_RULES = [
	...([406, 404] as const).map((status) => byStatus(status, HTTP_FAULTS[status])),
	...[301, 302, 303, 307, 308].map((status) => byStatus(status, ANSWER_FAULTS.redirect)),
	...([502, 503, 504] as const).map((status) => byStatus(status, HTTP_FAULTS[status])),
];

/** Why Kylin lets nobody in. */
const LOGIN_RULES = [
	KYLIN_FAULTS.USER_LOGIN_FAILED,
	KYLIN_FAULTS.USER_LOCKED,
	KYLIN_FAULTS.LOGIN_FAILED,
	KYLIN_FAULTS.USER_UNAUTHORIZED,
	KYLIN_FAULTS.USER_AUTH_INFO_NOTFOUND,
	KYLIN_FAULTS.USER_DATA_SOURCE_CONNECTION_FAILED,
].map((fault) => byAnswer('error_code', fault.code, fault));

const OTHER_REFUSAL = {
	sentence: 'Kylin refused this login',
	advice: KYLIN_FAULTS.UNKNOWN_ERROR_CODE.advice,
};

export class ApacheKylinApi implements ICredentialType {
	name = 'apacheKylinApi';

	displayName = 'Apache Kylin API';

	icon: Icon = {
		light: 'file:../icons/apacheKylin.svg',
		dark: 'file:../icons/apacheKylin.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-apache-kylin/n8n-nodes-apache-kylin/blob/main/docs/install.md#set-up-the-credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. http://kylin.example.com:7070',
			description:
				"The address of Kylin's page, with the path of a proxy if there is one. Use http:// unless HTTPS is set up. A /kylin at the end makes no difference.",
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. n8n_operator',
			description:
				'A Kylin user. It needs the permission OPERATION on projects for jobs and builds, READ for lists of models, and DATA_QUERY for queries.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Three wrong passwords in a row lock the account; ten lock it for good',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description: 'Whether to connect even if SSL certificate validation is not possible',
		},
	];

	/** Every request passes here (node, pickers, triggers, test), so this is where Kylin is found. */
	authenticate: IAuthenticate = async (credentials, requestOptions) =>
		withLogin(credentials, requestOptions);

	/** Not `/projects`: it answers callers without a login with an empty list. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.host}}',
			url: '/user/authentication',
			headers: ACCEPT_HEADERS,
			// A 401 seen as a failed request would be sent again by n8n, nearer to the account's lock.
			ignoreHttpStatusErrors: {
				ignore: true,
				except: STATUS_RULES.map(({ properties }) => properties.value),
			},
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
		},
		// n8n's type wants rules of one kind; its credential test takes both.
		rules: [
			...STATUS_RULES,
			...LOGIN_RULES,
			byAnswer('code', '999', OTHER_REFUSAL),
			byAnswer('code', undefined, ANSWER_FAULTS.notKylin),
		] as IAuthenticateRuleResponseSuccessBody[],
	};
}
