/**
 * Everything this package knows about faults, a row each: Kylin's error codes, HTTP statuses, what
 * came instead of an answer, and Node's codes of the network. Whoever asks about a fault looks it up
 * here, by way of failureMeaning.ts.
 */
export type Fault = {
	/** what happened, without a full stop; Kylin's own sentence goes before it */
	sentence?: string;
	/** what the user can do about it, in whole sentences */
	advice?: string;
	/** when asking again may help; absent = never */
	transient?: Transient;
	/**
	 * An action that failed like this cannot have changed anything: Kylin checks it before its first
	 * change, nobody passed the request on, or it was never sent.
	 */
	changedNothing?: true;
	/** a job, or a segment that a job holds, is in the way; that job may come from the same request */
	isHeld?: true;
	/** how a login was refused */
	login?: RefusalKind;
};

/**
 * - `always`
 * - `onceAnswered`: only if Kylin has answered before. At first it may as well be a wrong address or
 *   a request that Kylin cannot cope with.
 * - `later`: after more minutes than somebody waits, so only a trigger asks again
 */
type Transient = 'always' | 'onceAnswered' | 'later';

/**
 * A login is refused because the account is locked, because the user is disabled, by Kylin
 * otherwise (a wrong password, as a rule), or by a proxy in front of Kylin.
 */
export type RefusalKind = 'locked' | 'disabled' | 'wrong' | 'byProxy';

export type KylinFault = Fault & { code: string };

const CHECK_LOGIN = 'Check Username and Password in the credential.';
const CHECK_HOST = "Check 'Host' in the credential";
const HOST_IS_THE_PAGE = `${CHECK_HOST}: it is the address of Kylin's page, with the path of a reverse proxy if there is one.`;
const OTHER_PROGRAM = `${CHECK_HOST}: it may lead to another program, or to the login page of a proxy.`;
const CHECK_NETWORK = `${CHECK_HOST}, and the network between n8n and Kylin.`;
const TRY_IN_A_MINUTE = 'This is temporary: try again in a minute.';
const RESTARTING = 'Kylin or a proxy in front of it may be restarting. Try again.';
const SEGMENT_GONE = 'It was refreshed, merged or deleted meanwhile: run the node again.';
const SEGMENT_HELD =
	'Another job works on it: wait for that job, resume or discard it. List Segments names it.';
const PARTLY_DONE = 'Jobs before it may already have been changed.';

/** By the names of Kylin's enumerations ServerErrorCode, ErrorCodeServer, ErrorCodeSystem, CommonErrorCode. */
export const KYLIN_FAULTS = {
	// Kylin has this code for everything it did not foresee, bugs among it.
	UNKNOWN_ERROR_CODE: {
		code: 'KE-000000001',
		advice: "Kylin's log (logs/kylin.log) tells more.",
		transient: 'onceAnswered',
	},
	FAILED_FORWARD_METADATA_ACTION: {
		code: 'KE-000027004',
		advice:
			'One node of the Kylin cluster did not carry out its part; the others may have. List the jobs before trying again.',
	},
	EMPTY_PROJECT_NAME: { code: 'KE-010001002', changedNothing: true },
	PROJECT_NOT_EXIST: {
		code: 'KE-010001201',
		advice: "Choose the project from the list, or check its spelling in 'Project'.",
		changedNothing: true,
	},
	USER_LOCKED: {
		code: 'KE-010003005',
		sentence: 'The account is locked after wrong passwords in a row',
		advice:
			'Wait until the lock is over (30 seconds after 3 wrong passwords in a row, longer after each further one, for good after 10), or ask an administrator to unlock the account. Until then even the right password is refused.',
		login: 'locked',
		changedNothing: true,
	},
	LOGIN_FAILED: {
		code: 'KE-010003008',
		sentence: 'This user is disabled',
		advice: 'Ask a Kylin administrator to enable this user.',
		login: 'disabled',
		changedNothing: true,
	},
	USER_UNAUTHORIZED: {
		code: 'KE-010003207',
		sentence: 'Kylin asks for a login',
		advice: CHECK_LOGIN,
		login: 'wrong',
		changedNothing: true,
	},
	USER_LOGIN_FAILED: {
		code: 'KE-010003208',
		sentence: 'Wrong username or password',
		advice: `${CHECK_LOGIN} Three wrong tries in a row lock the account.`,
		login: 'wrong',
		changedNothing: true,
	},
	USER_AUTH_INFO_NOTFOUND: {
		code: 'KE-010003209',
		sentence: 'Kylin asks for a login',
		advice: CHECK_LOGIN,
		login: 'wrong',
		changedNothing: true,
	},
	FAILED_CONNECT_CATALOG: {
		code: 'KE-010019002',
		advice: 'Kylin cannot reach its metadata database at the moment. Try again later.',
		transient: 'always',
	},
	SYSTEM_IS_RECOVER: { code: 'KE-010021002', advice: TRY_IN_A_MINUTE, transient: 'always' },
	TRANSFER_FAILED: { code: 'KE-010021003', advice: TRY_IN_A_MINUTE, transient: 'always' },
	NO_ACTIVE_ALL_NODE: { code: 'KE-010021004', advice: TRY_IN_A_MINUTE, transient: 'always' },
	// Nobody can log in while LDAP is away.
	USER_DATA_SOURCE_CONNECTION_FAILED: {
		code: 'KE-010021006',
		sentence: 'Nobody can log in at the moment',
		advice: 'Kylin could not reach its LDAP server. Ask the administrator of Kylin.',
		transient: 'later',
	},
	MODEL_BROKEN: {
		code: 'KE-010002011',
		advice: 'The page of models in Kylin says what is missing, e.g. a table or a column.',
	},
	FAILED_UPDATE_MODEL: {
		code: 'KE-010002005',
		advice:
			'The user may not see all tables and columns of the model, so Kylin builds nothing for it: an administrator can grant them.',
	},
	MODEL_NAME_NOT_EXIST: {
		code: 'KE-010002203',
		advice: 'Choose the model again: it may have been renamed or deleted.',
	},
	TABLE_NOT_EXIST: {
		code: 'KE-010007001',
		advice:
			'Kylin knows the table under another name, or not at all: give it as DATABASE.TABLE, and load it in Kylin first.',
	},
	SEGMENT_BUILD_RANGE_OVERLAP: {
		code: 'KE-010022202',
		advice:
			'List Segments shows what holds the range and which job works on it. Wait for that job, resume or discard it.',
		isHeld: true,
	},
	SEGMENT_NOT_EXIST_NAME: { code: 'KE-010022209', advice: SEGMENT_GONE, isHeld: true },
	SEGMENT_NOT_EXIST_ID: { code: 'KE-010022210', advice: SEGMENT_GONE, isHeld: true },
	SEGMENT_LOCKED: { code: 'KE-010022216', advice: SEGMENT_HELD, isHeld: true },
	SEGMENT_STATUS: { code: 'KE-010022217', advice: SEGMENT_HELD, isHeld: true },
	SEGMENT_MERGE_INDEX_ILLEGAL: {
		code: 'KE-010022218',
		advice: 'Use Build Indexes to make them the same.',
	},
	PERMISSION_DENIED: {
		code: 'KE-010024002',
		advice:
			'Kylin allows this only for a model with indexes, and for segments that are ready: add indexes to the model first.',
	},
	JOB_CREATE_CHECK_MULTI_PARTITION_ABANDON: {
		code: 'KE-010032206',
		advice:
			'An unfinished job works on the same segments; jobs in ERROR and STOPPED count as well. Wait for it, resume or discard it.',
		isHeld: true,
	},
	JOB_CREATE_ABANDON: {
		code: 'KE-010032208',
		advice: 'This node of Kylin runs no jobs: give the address of one that does in the credential.',
	},
	JOB_STORAGE_QUOTA_LIMIT: {
		code: 'KE-010032218',
		advice:
			'The storage quota of the project is used up: an administrator can raise it, or clean up.',
	},
	SNAPSHOT_NOT_EXIST: { code: 'KE-010033001', advice: 'Build the snapshot first.' },
	SNAPSHOT_MANAGEMENT_NOT_ENABLED: {
		code: 'KE-010033002',
		advice:
			"Switch on 'Snapshot Management' in the project's settings in Kylin: without it Kylin makes snapshots itself, with the builds.",
	},
	TIME_PARTITION_FORMAT_EMPTY: {
		code: 'KE-010043210',
		advice: 'Set the time format of the partition column in the model.',
	},
	ACCESS_DENIED: {
		code: 'KE-010024001',
		advice:
			"The user needs the permission OPERATION (or MANAGEMENT, ADMIN) on the project: grant it in Kylin, or choose another 'Project'.",
		changedNothing: true,
	},
	JOB_UPDATE_STATUS_FAILED: {
		code: 'KE-010032211',
		advice: `The job changed its status while the action was carried out. ${PARTLY_DONE}`,
	},
	JOB_STATUS_ILLEGAL: {
		code: 'KE-010032212',
		advice: 'Choose the statuses from the list.',
		changedNothing: true,
	},
	JOB_ID_EMPTY: { code: 'KE-010032213', changedNothing: true },
	JOB_STATE_TRANSFER_ILLEGAL: {
		code: 'KE-010032215',
		advice: `The job changed while the action was carried out. ${PARTLY_DONE} List the jobs before trying again.`,
	},
	JOB_ACTION_ILLEGAL: {
		code: 'KE-010032217',
		advice:
			'Resume is for jobs in ERROR or STOPPED (paused), Pause for PENDING or RUNNING ones, Restart for RUNNING, ERROR or STOPPED ones, Discard for all that have not finished.',
		changedNothing: true,
	},
	JOB_NOT_EXIST: {
		code: 'KE-010032219',
		advice:
			"Check the job's ID: the job may have been deleted, or it belongs to a project this user may not read.",
		changedNothing: true,
	},
	JOB_RESTART_CHECK_SEGMENT_STATUS: {
		code: 'KE-010032220',
		advice: 'Discard the job and build again instead of restarting it.',
	},
	// Only in newer versions of Kylin.
	JOB_TYPE_NOT_EXIST: {
		code: 'KE-010032222',
		advice: 'Kylin does not know one of the job types. Choose the types from the list.',
	},
	REQUEST_PARAMETER_EMPTY_OR_VALUE_EMPTY: { code: 'KE-010043201', changedNothing: true },
	PARAMETER_INVALID_SUPPORT_LIST: { code: 'KE-010043207', changedNothing: true },
	BUSY_QUERY: {
		code: 'KE-020032001',
		advice: 'Kylin answers too many queries at the moment. Try again in a minute.',
		transient: 'always',
	},
	JOB_NODE_QUERY_API_INVALID: {
		code: 'KE-040023202',
		advice:
			"This Kylin server runs jobs only: put the address of a server that answers queries into 'Host' of the credential.",
	},
	EPOCH_DOES_NOT_BELONG_TO_CURRENT_NODE: {
		code: 'KE-040021201',
		advice: TRY_IN_A_MINUTE,
		transient: 'always',
	},
	MAINTENANCE_MODE_WRITE_FAILED: {
		code: 'KE-040024201',
		advice: 'Kylin is in maintenance mode. Try again when it is over.',
		transient: 'always',
	},
} satisfies Record<string, KylinFault>;

/** HTTP statuses that came without Kylin's error envelope. */
export const HTTP_FAULTS = {
	401: {
		sentence: 'The server asked for a login',
		advice: CHECK_LOGIN,
		login: 'byProxy',
		changedNothing: true,
	},
	403: {
		sentence: 'The server refused access',
		advice: 'A proxy or firewall in front of Kylin may block this request.',
		changedNothing: true,
	},
	404: {
		sentence: 'There is no Kylin API at this address',
		advice: HOST_IS_THE_PAGE,
		changedNothing: true,
	},
	405: {
		sentence: 'The server does not allow this request',
		advice: `${CHECK_HOST}, and whether a proxy in front of Kylin lets PUT requests pass.`,
		changedNothing: true,
	},
	406: {
		sentence: 'This server does not speak the API of Kylin 5',
		advice: `Kylin 5 is needed: versions 4 and older answer like this. ${CHECK_HOST} if yours is newer.`,
		changedNothing: true,
	},
	407: {
		sentence: 'The proxy between n8n and Kylin asks for a login',
		advice:
			"Give its user and password in the node's option Proxy (tab Settings, Request Options) or where n8n's own proxy is set (HTTP_PROXY, HTTPS_PROXY).",
		changedNothing: true,
	},
	429: {
		sentence: 'The server asks for fewer requests',
		advice:
			"Wait a little. For many items, the Apache Kylin node has 'Batching' (tab Settings, Request Options); the trigger can poll less often.",
		transient: 'always',
		changedNothing: true,
	},
	500: {
		sentence: 'Kylin could not process the request',
		advice: "Kylin's log (logs/kylin.log) tells more.",
		transient: 'always',
	},
	502: {
		sentence: 'The proxy in front of Kylin got no valid answer from it',
		advice: 'Check that Kylin runs. It may be starting.',
		transient: 'always',
	},
	503: {
		sentence: 'The server is not available at the moment',
		advice: 'Check that Kylin runs. It may be starting, or overloaded.',
		transient: 'always',
	},
	504: {
		sentence: 'The proxy in front of Kylin waited too long for its answer',
		advice: 'Ask for less at once, e.g. for one project, or raise the time limit of the proxy.',
		transient: 'always',
	},
} satisfies Record<number, Fault>;

/** What came instead of Kylin's answer, with a status that is no failure. */
export const ANSWER_FAULTS = {
	empty: { sentence: 'The answer was empty', advice: RESTARTING, transient: 'onceAnswered' },
	cutOff: {
		sentence: 'The answer could not be read: it is not a complete answer of Kylin 5',
		advice:
			"It may have been cut off on the way: try again, and ask for less at once. If it stays, check 'Host' in the credential.",
		transient: 'onceAnswered',
	},
	webPage: {
		sentence: 'A web page came back instead of an answer from Kylin',
		advice: OTHER_PROGRAM,
	},
	notKylin: { sentence: 'Something that is not Kylin answered', advice: HOST_IS_THE_PAGE },
	redirect: {
		sentence: 'The address of Kylin redirects to another one',
		advice: `Redirects are not followed. ${CHECK_HOST}.`,
		changedNothing: true,
	},
	loginPage: {
		sentence: 'The server sent a login page instead of an answer',
		advice:
			'The login was not accepted: check the credential. If a single sign-on stands in front of Kylin, use an address that leads to Kylin itself.',
		login: 'wrong',
		changedNothing: true,
	},
	tooLarge: {
		sentence: 'The answer is too large to be read',
		advice: `Ask for less at once, e.g. for one project. If nothing large was asked for, check 'Host' in the credential: it may lead to another program.`,
	},
} satisfies Record<string, Fault>;

export type AnswerFault = keyof typeof ANSWER_FAULTS;

const NO_HTTPS = {
	sentence: 'The server does not speak HTTPS at this address',
	advice: `${CHECK_HOST}: it may have to begin with http:// or to use another port.`,
};

/** Requests that got no answer, by Node's code. */
export const NETWORK_FAULTS = {
	ECONNREFUSED: {
		sentence: 'Nothing is listening at the address of Kylin',
		advice: `${CHECK_HOST} (Kylin's default port is 7070) and that Kylin runs.`,
		transient: 'onceAnswered',
		changedNothing: true,
	},
	ENOTFOUND: {
		sentence: 'The host name of Kylin is unknown',
		advice: `${CHECK_HOST} for typing mistakes, and that n8n's network can resolve the name.`,
		transient: 'onceAnswered',
		changedNothing: true,
	},
	EAI_AGAIN: {
		sentence: 'The host name of Kylin could not be looked up',
		advice: `${CHECK_HOST}, and the name servers of the machine n8n runs on.`,
		transient: 'always',
		changedNothing: true,
	},
	// These two may also break a connection on which the request was already sent.
	EHOSTUNREACH: {
		sentence: "Kylin's machine cannot be reached",
		advice: CHECK_NETWORK,
		transient: 'onceAnswered',
	},
	ENETUNREACH: {
		sentence: "Kylin's network cannot be reached",
		advice: CHECK_NETWORK,
		transient: 'onceAnswered',
	},
	ECONNRESET: {
		sentence: 'The connection was closed before Kylin answered',
		advice: RESTARTING,
		transient: 'always',
	},
	EPIPE: {
		sentence: 'The connection was closed before Kylin answered',
		advice: RESTARTING,
		transient: 'always',
	},
	// axios: the answer's stream was aborted
	ERR_BAD_RESPONSE: {
		sentence: 'The connection was closed in the middle of the answer',
		advice: RESTARTING,
		transient: 'always',
	},
	ECONNABORTED: {
		sentence: 'Kylin did not answer in time',
		advice:
			'Ask for less at once, e.g. for one project. The Apache Kylin node also has a timeout (tab Settings, Request Options).',
		transient: 'always',
	},
	ETIMEDOUT: {
		sentence: 'Kylin did not answer in time',
		advice: CHECK_NETWORK,
		transient: 'always',
	},
	// Longer than a text can be.
	ERR_STRING_TOO_LONG: ANSWER_FAULTS.tooLarge,
	// The request was to be written, and could not.
	EPROTO: { ...NO_HTTPS, changedNothing: true },
	ERR_INVALID_URL: {
		sentence: "'Host' is not a valid address",
		advice: `${CHECK_HOST}.`,
		changedNothing: true,
	},
} satisfies Record<string, Fault>;

const IF_TRUSTED =
	"If you trust this server all the same, switch on 'Ignore SSL Issues (Insecure)' in the credential.";

/** Requests that failed at TLS or HTTP itself: Node and OpenSSL have many codes for each cause. */
const PROTOCOL_FAULTS: ReadonlyArray<[RegExp, Fault]> = [
	[
		/^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/,
		{
			sentence: "The certificate of Kylin's server has expired, or is not valid yet",
			advice: `Have it renewed, and check the clock of the machine n8n runs on. ${IF_TRUSTED}`,
			changedNothing: true,
		},
	],
	[
		/ALTNAME_INVALID|HOSTNAME_MISMATCH/,
		{
			sentence: "The certificate of Kylin's server is for another host name",
			advice: `${CHECK_HOST}: it has to be a name that the certificate holds. ${IF_TRUSTED}`,
			changedNothing: true,
		},
	],
	[
		/ALERT_(?:CERTIFICATE|BAD_CERTIFICATE|NO_CERTIFICATE|UNSUPPORTED_CERTIFICATE|UNKNOWN_CA)/,
		{
			sentence: 'The server asks for a client certificate',
			advice: 'The credential has none: use an address of Kylin that does not ask for one.',
			changedNothing: true,
		},
	],
	[
		/HANDSHAKE_FAILURE|PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_SHARED_CIPHER|KEY_TOO_SMALL|INSUFFICIENT_SECURITY|UNRECOGNIZED_NAME/,
		{
			sentence: 'n8n and the server could not agree on an encrypted connection',
			advice:
				'They have no version or cipher of TLS in common, or the server does not know this host name. Ask the administrator of Kylin.',
			changedNothing: true,
		},
	],
	[/WRONG_VERSION_NUMBER|UNKNOWN_PROTOCOL|SSL_HTTP/, NO_HTTPS],
	[
		/^ERR_TLS_HANDSHAKE_TIMEOUT$/,
		{
			sentence: 'The encrypted connection was not set up in time',
			advice: CHECK_NETWORK,
			transient: 'always',
			changedNothing: true,
		},
	],
	// It may break at any time, also when the request has been carried out.
	[
		/^ERR_(?:SSL|TLS)_/,
		{
			sentence: 'The encrypted connection to the server broke',
			advice: 'Something between n8n and Kylin may have damaged it. Try again.',
			transient: 'always',
		},
	],
	[
		/CERT|SELF_SIGNED|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER/,
		{
			sentence: "The certificate of Kylin's server is not trusted",
			advice:
				"Check that 'Host' is right. If you trust this server and its certificate is self-signed, switch on 'Ignore SSL Issues (Insecure)' in the credential.",
			changedNothing: true,
		},
	],
	[
		/^(?:HPE_|Z_|ERR_BROTLI)/,
		{
			sentence: 'The answer is damaged: it is not valid HTTP',
			advice: `Something between n8n and Kylin may have damaged it: try again. If it stays, check 'Host' in the credential: it may lead to another program.`,
			transient: 'onceAnswered',
		},
	],
];

const FAULT_BY_KYLIN_CODE = new Map<string, Fault>(
	Object.values(KYLIN_FAULTS).map((fault) => [fault.code, fault]),
);

const FAULT_BY_HTTP_STATUS = new Map<number, Fault>(
	Object.entries(HTTP_FAULTS).map(([status, fault]) => [Number(status), fault]),
);

const FAULT_BY_NETWORK_CODE = new Map<string, Fault>(Object.entries(NETWORK_FAULTS));

/** @returns an empty row for a code of which nothing is known */
export function kylinFault(code: string): Fault {
	return FAULT_BY_KYLIN_CODE.get(code) ?? {};
}

export function httpFault(httpStatus: number): Fault & { sentence: string } {
	const sentence = `The server answered with HTTP status ${httpStatus}`;
	const advice = `${CHECK_HOST}, and whatever stands between n8n and Kylin.`;
	const transient = httpStatus >= 500 ? ('always' as const) : undefined;
	return { sentence, ...(FAULT_BY_HTTP_STATUS.get(httpStatus) ?? { advice, transient }) };
}

export function networkFault(networkCode: string): Fault & { sentence: string } {
	const fault =
		FAULT_BY_NETWORK_CODE.get(networkCode) ??
		PROTOCOL_FAULTS.find(([codes]) => codes.test(networkCode))?.[1];
	return { sentence: 'No answer came from Kylin', ...(fault ?? { advice: CHECK_NETWORK }) };
}
