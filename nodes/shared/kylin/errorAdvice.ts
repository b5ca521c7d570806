const CHECK_CREDENTIAL = 'Check Username and Password in the credential.';

/** What to do about Kylin's error codes. Sources: Kylin's ErrorCode enums and JobController. */
const ADVICE_BY_CODE: Readonly<Record<string, string>> = {
	'KE-000000001': "Kylin's log (logs/kylin.log) tells more.",
	'KE-010003207': CHECK_CREDENTIAL,
	'KE-010003208': `${CHECK_CREDENTIAL} Three wrong tries in a row lock the account.`,
	'KE-010003209': CHECK_CREDENTIAL,
	'KE-010003005':
		'Wait until the lock is over: until then even the right password is refused. Another wrong one after it locks for longer (30 seconds after 3 in a row, 1 minute after 4, 5 after 5, 3 days after 9, for good after 10). An administrator can unlock the account.',
	'KE-010003008': 'Ask a Kylin administrator to enable this user.',
	'KE-010021006': 'Kylin could not reach its LDAP server. Ask the administrator of Kylin.',
	'KE-010024001':
		"The user needs the permission OPERATION (or MANAGEMENT, ADMIN) on the project: grant it in Kylin, or choose another 'Project'.",
	'KE-010001201':
		"Choose the project from the list, or check its spelling in 'Project' (in the triggers 'Project Names or IDs', 'Projects').",
	'KE-010032219':
		"Check the ID in 'Job IDs' (or 'Job'): the job may have been deleted, or it belongs to a project this user may not read.",
	'KE-010032217':
		'Possible are: for PENDING jobs Pause and Discard; for RUNNING jobs Pause, Restart and Discard; for ERROR and STOPPED (paused) jobs Resume, Restart and Discard; for FINISHED and DISCARDED jobs nothing.',
	'KE-010032211':
		'The job changed its state while the action was carried out. Jobs before it may already have been changed.',
	'KE-010032212': "Choose the statuses from the list in 'Statuses'.",
	'KE-010032215':
		'The job changed while the action was carried out. Jobs before it may already have been changed. List the jobs before trying again.',
	'KE-010032220': 'Discard the job and build again instead of restarting it.',
	'KE-010032222':
		"Kylin does not know a job type given in 'Job Types'. Choose the types from the list.",
	'KE-010002005':
		'The user may not see all tables and columns of the model, so Kylin builds nothing for it: an administrator can grant them.',
	'KE-010002203': 'Choose the model again: it may have been renamed or deleted.',
	'KE-010002011':
		'The page of models in Kylin says what the model misses, e.g. a table or a column.',
	'KE-010007001':
		'Kylin knows the table under another name, or not at all: give it as DATABASE.TABLE, and load it in Kylin first.',
	'KE-010022202':
		'List Segments shows what holds the range and which job works on it. Wait for that job, resume or discard it.',
	'KE-010022209': 'It was refreshed, merged or deleted meanwhile: run the node again.',
	'KE-010022210': 'It was refreshed, merged or deleted meanwhile: run the node again.',
	'KE-010022216':
		'Another job refreshes or merges it: wait for that job, resume or discard it. List Segments names it.',
	'KE-010022217':
		'Another job works on it: wait for that job, resume or discard it. List Segments names it.',
	'KE-010022218': 'Build Indexes makes them the same.',
	'KE-010024002':
		'Kylin allows this only for a model with indexes, and for segments that are ready: add indexes to the model first.',
	'KE-010032206':
		'An unfinished job works on the same segments; jobs in ERROR and STOPPED count as well. Wait for it, resume or discard it.',
	'KE-010032208':
		'This node of Kylin runs no jobs: give the address of one that does in the credential.',
	'KE-010032218':
		'The storage quota of the project is used up: an administrator can raise it, or clean up.',
	'KE-010033001': 'Build the snapshot first.',
	'KE-010033002':
		"Switch on 'Snapshot Management' in the project's settings in Kylin: without it Kylin makes snapshots itself, with the builds.",
	'KE-010043210': 'Set the time format of the partition column in the model.',
	'KE-010021002': 'This is temporary: try again in a minute.',
	'KE-010021003': 'This is temporary: try again in a minute.',
	'KE-010021004': 'This is temporary: try again in a minute.',
	'KE-010019002': 'Kylin cannot reach its metadata database at the moment. Try again later.',
	'KE-000027004':
		'One node of the Kylin cluster did not carry out its part; the others may have. List the jobs before trying again.',
	'KE-040021201': 'This is temporary: try again in a minute.',
	'KE-040024201': 'Kylin is in maintenance mode. Try again when it is over.',
};

const WHAT_TO_CHECK = "Check 'Host' in the credential";

/** What to say about an HTTP status that came without Kylin's error envelope. */
const SENTENCE_BY_HTTP_STATUS: Readonly<Record<number, { sentence: string; advice: string }>> = {
	401: { sentence: 'The server asked for a login', advice: CHECK_CREDENTIAL },
	403: {
		sentence: 'The server refused access',
		advice: 'A proxy or firewall in front of Kylin may block this request.',
	},
	404: {
		sentence: 'There is no Kylin API at this address',
		advice: `${WHAT_TO_CHECK}: it is the address of Kylin's page, with the path of a reverse proxy if there is one.`,
	},
	405: {
		sentence: 'The server does not allow this request',
		advice: `${WHAT_TO_CHECK}, and whether a proxy in front of Kylin lets PUT requests pass.`,
	},
	406: {
		sentence: 'This server does not speak the API of Kylin 5',
		advice: `Kylin 5 is needed: versions 4 and older answer like this. ${WHAT_TO_CHECK} if yours is newer.`,
	},
	429: {
		sentence: 'The server asks for fewer requests',
		advice:
			"Wait a little. For many items, the Apache Kylin node has 'Batching' (tab Settings, Request Options); the trigger can poll less often.",
	},
	500: {
		sentence: 'Kylin answered with an internal failure',
		advice: "Look into Kylin's log (logs/kylin.log).",
	},
	502: {
		sentence: 'The proxy in front of Kylin got no valid answer from it',
		advice: 'Check that Kylin runs. It may be starting.',
	},
	503: {
		sentence: 'The server is not available at the moment',
		advice: 'Check that Kylin runs. It may be starting, or overloaded.',
	},
	504: {
		sentence: 'The proxy in front of Kylin waited too long for its answer',
		advice: 'Ask for less at once, e.g. for one project, or raise the time limit of the proxy.',
	},
};

const TLS_ADVICE =
	"Check that 'Host' is right. If you trust this server and its certificate is self-signed, switch on 'Ignore SSL Issues (Insecure)' in the credential.";

/** What to say about a request that got no answer, by Node's error code. */
const SENTENCE_BY_NETWORK_CODE: Readonly<Record<string, { sentence: string; advice: string }>> = {
	ECONNREFUSED: {
		sentence: 'Nothing is listening at the address of Kylin',
		advice: `${WHAT_TO_CHECK} (Kylin's default port is 7070) and that Kylin runs.`,
	},
	ENOTFOUND: {
		sentence: 'The host name of Kylin is unknown',
		advice: `${WHAT_TO_CHECK} for typing mistakes, and that n8n's network can resolve the name.`,
	},
	EAI_AGAIN: {
		sentence: 'The host name of Kylin could not be looked up',
		advice: `${WHAT_TO_CHECK}, and the name servers of the machine n8n runs on.`,
	},
	EHOSTUNREACH: {
		sentence: "Kylin's machine cannot be reached",
		advice: `${WHAT_TO_CHECK}, and the network between n8n and Kylin.`,
	},
	ENETUNREACH: {
		sentence: "Kylin's network cannot be reached",
		advice: `${WHAT_TO_CHECK}, and the network between n8n and Kylin.`,
	},
	ECONNRESET: {
		sentence: 'The connection was closed before Kylin answered',
		advice: 'Kylin or a proxy in front of it may be restarting. Try again.',
	},
	EPIPE: {
		sentence: 'The connection was closed before Kylin answered',
		advice: 'Kylin or a proxy in front of it may be restarting. Try again.',
	},
	// axios: the answer's stream was aborted
	ERR_BAD_RESPONSE: {
		sentence: 'The connection was closed in the middle of the answer',
		advice: 'Kylin or a proxy in front of it may be restarting. Try again.',
	},
	ECONNABORTED: {
		sentence: 'Kylin did not answer in time',
		advice:
			'Ask for less at once, e.g. for one project. The Apache Kylin node also has a timeout (tab Settings, Request Options).',
	},
	ETIMEDOUT: {
		sentence: 'Kylin did not answer in time',
		advice: `${WHAT_TO_CHECK}, and the network between n8n and Kylin.`,
	},
	EPROTO: {
		sentence: 'The server does not speak HTTPS at this address',
		advice: `${WHAT_TO_CHECK}: it may have to begin with http:// or to use another port.`,
	},
	ERR_INVALID_URL: { sentence: "'Host' is not a valid address", advice: `${WHAT_TO_CHECK}.` },
};

const TLS_CODES =
	/CERT|SELF_SIGNED|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER|ERR_TLS|ERR_SSL/;

export function adviceForCode(code: string | undefined): string | undefined {
	return code !== undefined && Object.hasOwn(ADVICE_BY_CODE, code)
		? ADVICE_BY_CODE[code]
		: undefined;
}

export function describeHttpStatus(httpStatus: number): { sentence: string; advice: string } {
	return (
		SENTENCE_BY_HTTP_STATUS[httpStatus] ?? {
			sentence: `The server answered with HTTP status ${httpStatus}`,
			advice: `${WHAT_TO_CHECK}, and whatever stands between n8n and Kylin.`,
		}
	);
}

/** @param networkCode Node's code of a failed connection */
export function isUntrustedCertificate(networkCode: string): boolean {
	return TLS_CODES.test(networkCode);
}

/** @returns undefined for a code that stands for nothing known */
export function describeNetworkCode(
	networkCode: string,
): { sentence: string; advice: string } | undefined {
	return isUntrustedCertificate(networkCode)
		? { sentence: "The certificate of Kylin's server is not trusted", advice: TLS_ADVICE }
		: SENTENCE_BY_NETWORK_CODE[networkCode];
}
