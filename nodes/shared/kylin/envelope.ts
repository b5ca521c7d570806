import { parseExactJson } from './exactJson';
import { KylinFailure } from './failures';
import { ANSWER_FAULTS, httpFault, kylinFault, type AnswerFault } from './faults';
import { withoutStop } from '../texts/sentences';
import { parseAddress } from './host';

/** An answer as it came over the wire; `body` is text that nobody has parsed yet. */
export type RawAnswer = {
	httpStatus: number;
	headers: Record<string, unknown>;
	body: string;
};

type Envelope = {
	code?: unknown;
	data?: unknown;
	msg?: unknown;
	error_code?: unknown;
	/** of a gateway that has codes of its own */
	message?: unknown;
};

const SUCCESS = '000';

/** In characters, more than any answer of Kylin has: a bound for what a few bytes of gzip may stand for. */
const MOST_OF_BODY = 200_000_000;

// The shapes of `msg`: code and text, and between them the code's meaning in brackets, or none
// (ErrorResponse.java, KylinException.java).
const MESSAGE = /^(KE-\d{9})(?:\([^)]*\))?:([^]*)$/;

/**
 * The `data` of Kylin's answer.
 *
 * @throws KylinFailure with Kylin's own sentence, or one about what answered in its place
 */
export function parseEnvelope(answer: RawAnswer): unknown {
	if (answer.httpStatus >= 300 && answer.httpStatus < 400) throw redirected(answer);
	if (answer.body.length > MOST_OF_BODY) throw unusable('tooLarge', answer.httpStatus);
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

/** Longer ones are no codes. */
const MOST_OF_CODE = 40;

function refused(answer: RawAnswer, { msg, error_code, message }: Envelope): KylinFailure {
	const { httpStatus, headers } = answer;
	if (msg === undefined && error_code === undefined && httpStatus >= 400) {
		return refusedByStatus(answer, message);
	}
	const text = typeof msg === 'string' ? msg.trim() : '';
	const [, codeInText, sentence = text] = MESSAGE.exec(text) ?? [];
	const isCode =
		typeof error_code === 'string' && error_code !== '' && error_code.length <= MOST_OF_CODE;
	const code = isCode ? error_code : codeInText;
	return new KylinFailure(sentence.trim() || httpFault(httpStatus).sentence, {
		code,
		httpStatus,
		advice: code === undefined ? undefined : kylinFault(code).advice,
		retryAfterMs: retryAfterMs(headers),
	});
}

/** @param message what a gateway says of it */
function refusedByStatus({ httpStatus, headers }: RawAnswer, message?: unknown): KylinFailure {
	const { sentence, advice } = httpFault(httpStatus);
	const told = typeof message === 'string' ? message.trim() : '';
	return new KylinFailure(told === '' ? sentence : `${sentence}: ${withoutStop(told)}`, {
		httpStatus,
		advice,
		retryAfterMs: retryAfterMs(headers),
	});
}

function notFromKylin(answer: RawAnswer): KylinFailure {
	const { httpStatus, body } = answer;
	if (httpStatus >= 400) return refusedByStatus(answer);
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
	const address = parseAddress(target);
	const origin = /^https?:$/.test(address?.protocol ?? '') ? address?.origin : undefined;
	return unusable(
		'redirect',
		httpStatus,
		origin &&
			`Redirects are not followed, so that the password stays where you sent it. If you trust ${origin}, put it into 'Host' of the credential.`,
	);
}

function retryAfterMs(headers: Record<string, unknown>): number | undefined {
	const header = headers['retry-after'];
	const seconds = typeof header === 'string' ? Number(header) : NaN;
	return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}
