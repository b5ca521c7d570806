/** What Kylin never gets to see, and what it has carried out although its answer is spoiled. */
export const START_FAULTS: Record<string, object> = {
	'a connection that breaks before Kylin sees the request': { reset: 'beforeHandling' },
	'an answer that is lost': { reset: 'beforeHeaders' },
	'an answer that breaks off': { reset: 'inBody' },
	'half of an answer': { truncate: true },
	'an empty answer': { empty: true },
	'a proxy that gets no answer': { status: 502 },
	'a proxy that waited too long': { status: 504, body: 'Gateway Time-out' },
	'a proxy that asks to come again': { status: 429 },
	'a login page': { html: true },
	'a failure that Kylin did not foresee': {
		status: 500,
		body: JSON.stringify({ code: '999', msg: 'KE-000000001(UNKNOWN ERRORCODE): boom', data: null }),
	},
};
