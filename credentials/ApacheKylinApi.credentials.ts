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
import { withLogin } from '../nodes/shared/login/withLogin';

const NOT_KYLIN_5 =
	"This address answered, but not as Kylin 5 does. Check Host: it is the address of Kylin's page, e.g. http://kylin.example.com:7070";

const REDIRECTED =
	'This address redirects to another one, perhaps to a login page. Type the address that leads to Kylin itself into Host.';

const byStatus = (value: number, message: string): IAuthenticateRuleResponseCode => ({
	type: 'responseCode',
	properties: { value, message },
});

const byAnswer = (
	key: string,
	value: unknown,
	message: string,
): IAuthenticateRuleResponseSuccessBody => ({
	type: 'responseSuccessBody',
	properties: { key, value, message },
});

/** Answers that n8n reports as failed requests, so that a rule can look at the status alone. */
const STATUS_RULES = [
	byStatus(
		406,
		'This server speaks the API of an older Kylin: Kylin 5 is needed. Check Host if yours is newer.',
	),
	byStatus(404, `There is no Kylin at this path. ${NOT_KYLIN_5}`),
	...[301, 302, 303, 307, 308].map((status) => byStatus(status, REDIRECTED)),
	byStatus(502, 'The proxy in front of Kylin got no answer from it. Check that Kylin runs.'),
	byStatus(503, 'Kylin, or the proxy in front of it, is not available at the moment.'),
	byStatus(504, 'The proxy in front of Kylin waited too long for its answer.'),
];

export class ApacheKylinApi implements ICredentialType {
	name = 'apacheKylinApi';

	displayName = 'Apache Kylin API';

	icon: Icon = {
		light: 'file:../icons/apacheKylin.svg',
		dark: 'file:../icons/apacheKylin.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-apache-kylin/n8n-nodes-apache-kylin#set-up-the-credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. http://kylin.example.com:7070',
			description:
				"The address of Kylin's page: http:// unless HTTPS is switched on in Kylin or a proxy, and with the path of the proxy if there is one. A trailing /kylin may be left out or in.",
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. n8n_operator',
			description:
				'A Kylin user with the permission OPERATION (or higher) on the projects whose jobs are listed and operated',
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
			byAnswer(
				'error_code',
				'KE-010003208',
				'Wrong username or password. Three wrong tries in a row lock the account.',
			),
			byAnswer(
				'error_code',
				'KE-010003005',
				'The account is locked after wrong passwords in a row: for 30 seconds after 3, 1 minute after 4, 5 minutes after 5, 3 days after 9, for good after 10. Until then even the right password is refused. Wait, then try the right one: another wrong one locks for longer. An administrator can unlock it.',
			),
			byAnswer(
				'error_code',
				'KE-010003008',
				'This user is disabled. Ask a Kylin administrator to enable it.',
			),
			byAnswer(
				'error_code',
				'KE-010003207',
				'Kylin asks for a login. Fill in Username and Password.',
			),
			byAnswer(
				'error_code',
				'KE-010003209',
				'Kylin asks for a login. Fill in Username and Password.',
			),
			byAnswer(
				'error_code',
				'KE-010021006',
				'Kylin could not reach its LDAP server, so nobody can log in at the moment.',
			),
			byAnswer('code', '999', 'Kylin refused this login. Its log (logs/kylin.log) says why.'),
			byAnswer('code', undefined, NOT_KYLIN_5),
		] as IAuthenticateRuleResponseSuccessBody[],
	};
}
