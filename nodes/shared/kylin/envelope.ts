import { adviceForCode, describeHttpStatus } from './errorAdvice';
import { parseExactJson } from './exactJson';
import { KylinFailure } from './failures';
import { parseAddress } from './host';

/** An answer as it came over the wire; `body` is text that nobody has parsed yet. */
export type RawAnswer = {
	httpStatus: number;
	headers: Record<string, unknown>;
	body: string;
};

type Envelope = { code?: unknown; data?: unknown; msg?: unknown; error_code?: unknown };

const SUCCESS = '000';

// The three shapes of `msg`: "KE-010032219: text", "KE-010000003(Invalid Parameter):text" and
// "KE-000000001(UNKNOWN ERRORCODE): text" (ErrorResponse.java, KylinException.java).
const MESSAGE = /^(KE-\d{9})(?:\([^)]*\))?:\s*([^]*)$/;

/**
 * The `data` of Kylin's answer.
 *
 * @throws KylinFailure with Kylin's own sentence, or one about what answered in its place
 */
export function parseEnvelope(answer: RawAnswer): unknown {
	if (answer.httpStatus >= 300 && answer.httpStatus < 400) throw redirected(answer);
	const envelope = parseEnvelopeText(answer);
	if (envelope === undefined) throw notFromKylin(answer);
	if (envelope.code !== SUCCESS || answer.httpStatus >= 400) throw refused(answer, envelope);
	return envelope.data;
}

function parseEnvelopeText({ body }: RawAnswer): Envelope | undefined {
	try {
		const parsed = parseExactJson(body);
		const isEnvelope = typeof parsed === 'object' && parsed !== null && 'code' in parsed;
		return isEnvelope ? parsed : undefined;
	} catch {
		return undefined;
	}
}

function refused({ httpStatus, headers }: RawAnswer, { msg, error_code }: Envelope): KylinFailure {
	const text = typeof msg === 'string' ? msg.trim() : '';
	const [, codeInText, sentence = text] = MESSAGE.exec(text) ?? [];
	const code = typeof error_code === 'string' && error_code !== '' ? error_code : codeInText;
	return new KylinFailure(sentence || describeHttpStatus(httpStatus).sentence, {
		code,
		httpStatus,
		advice: adviceForCode(code),
		retryAfterMs: retryAfterMs(headers),
	});
}

function notFromKylin({ httpStatus, headers, body }: RawAnswer): KylinFailure {
	if (httpStatus >= 400) {
		const { sentence, advice } = describeHttpStatus(httpStatus);
		return new KylinFailure(sentence, { httpStatus, advice, retryAfterMs: retryAfterMs(headers) });
	}
	const start = body.trimStart();
	if (start === '') {
		return new KylinFailure('The answer was empty', {
			httpStatus,
			isCutOff: true,
			advice: 'Kylin or a proxy in front of it may be restarting. Try again.',
		});
	}
	if (start.startsWith('<')) {
		return new KylinFailure('A web page came back instead of an answer from Kylin', {
			httpStatus,
			advice:
				"Check 'Host' in the credential: it may lead to another program, or to the login page of a proxy.",
		});
	}
	if (/^[{[]/.test(start)) {
		return new KylinFailure(
			'The answer could not be read: it is not a complete answer of Kylin 5',
			{
				httpStatus,
				isCutOff: true,
				advice:
					"It may have been cut off on the way: try again, and ask for less at once. If it stays, check 'Host' in the credential.",
			},
		);
	}
	return new KylinFailure('Something that is not Kylin answered', {
		httpStatus,
		advice: "Check 'Host' in the credential.",
	});
}

// A redirect is never followed: the password would travel with it, and a PUT could arrive as a GET.
function redirected({ httpStatus, headers }: RawAnswer): KylinFailure {
	const target = typeof headers.location === 'string' ? headers.location : '';
	const path = target.replace(/[?#].*/, '');
	if (/\/(login|signin|sso|oauth2?|auth)(\/|$)/i.test(path)) {
		return new KylinFailure('The server sent a login page instead of an answer', {
			httpStatus,
			isLoginPage: true,
			advice:
				'The login was not accepted: check the credential. If a single sign-on stands in front of Kylin, use an address that leads to Kylin itself.',
		});
	}
	const origin = parseAddress(target)?.origin;
	return new KylinFailure('The address of Kylin redirects to another one', {
		httpStatus,
		advice: origin
			? `Redirects are not followed, so that the password stays where you sent it. If you trust ${origin}, put it into 'Host' of the credential.`
			: "Redirects are not followed. Check 'Host' in the credential.",
	});
}

function retryAfterMs(headers: Record<string, unknown>): number | undefined {
	const seconds = Number(headers['retry-after']);
	return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}
