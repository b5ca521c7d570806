import { parseExactJson } from './exactJson';
import { KylinFailure } from './failures';
import { ANSWER_FAULTS, httpFault, kylinFault, type AnswerFault } from './faults';
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
	return new KylinFailure(sentence || httpFault(httpStatus).sentence, {
		code,
		httpStatus,
		advice: code === undefined ? undefined : kylinFault(code).advice,
		retryAfterMs: retryAfterMs(headers),
	});
}

function notFromKylin({ httpStatus, headers, body }: RawAnswer): KylinFailure {
	if (httpStatus >= 400) {
		const { sentence, advice } = httpFault(httpStatus);
		return new KylinFailure(sentence, { httpStatus, advice, retryAfterMs: retryAfterMs(headers) });
	}
	return unusable(kindOfText(body.trimStart()), httpStatus);
}

function kindOfText(start: string): AnswerFault {
	if (start === '') return 'empty';
	if (start.startsWith('<')) return 'webPage';
	return /^[{[]/.test(start) ? 'cutOff' : 'notKylin';
}

function unusable(
	answer: AnswerFault,
	httpStatus: number,
	advice: string = ANSWER_FAULTS[answer].advice,
): KylinFailure {
	return new KylinFailure(ANSWER_FAULTS[answer].sentence, { httpStatus, answer, advice });
}

// A redirect is never followed: the password would travel with it, and a PUT could arrive as a GET.
function redirected({ httpStatus, headers }: RawAnswer): KylinFailure {
	const target = typeof headers.location === 'string' ? headers.location : '';
	const path = target.replace(/[?#].*/, '');
	if (/\/(login|signin|sso|oauth2?|auth)(\/|$)/i.test(path))
		return unusable('loginPage', httpStatus);
	const origin = parseAddress(target)?.origin;
	return unusable(
		'redirect',
		httpStatus,
		origin &&
			`Redirects are not followed, so that the password stays where you sent it. If you trust ${origin}, put it into 'Host' of the credential.`,
	);
}

function retryAfterMs(headers: Record<string, unknown>): number | undefined {
	const seconds = Number(headers['retry-after']);
	return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}
