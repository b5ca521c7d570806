import {
	sleep,
	type IDataObject,
	type IExecuteSingleFunctions,
	type IN8nHttpFullResponse,
	type INodeExecutionData,
	type PostReceiveAction,
} from 'n8n-workflow';
import { KylinFailure } from '../../shared/kylin/failures';
import { unexpectedAnswer } from '../../shared/kylin/unexpectedAnswer';
import { openTextAnswer } from './openEnvelope';

type Body = Parameters<IExecuteSingleFunctions['helpers']['prepareBinaryData']>[0];

/** A stream of Node, as n8n's binary store takes it. */
export type Stream = Exclude<Body, Uint8Array>;

export function isStream(body: unknown): body is Stream {
	return typeof (body as { pipe?: unknown } | null)?.pipe === 'function';
}

/**
 * In place of `openEnvelope` for operations that read an answer as it comes (`InputItem.open`).
 * Refusals, and the answers to their other requests, are opened as always.
 */
export const openStream: PostReceiveAction = async function (_items, response) {
	const answer = response as IN8nHttpFullResponse;
	const body: unknown = answer.body;
	if (!isStream(body)) return [openTextAnswer(answer)];
	if (answer.statusCode === 200) return [{ json: { body } as unknown as IDataObject }];
	const text = (await this.helpers.binaryToBuffer(body)).toString('utf8');
	openTextAnswer({ ...answer, body: text });
	throw unexpectedAnswer('Something other than an answer of Kylin came back', {
		httpStatus: answer.statusCode,
	});
};

/** What `openStream` left to be read. */
export function streamIn({ json }: INodeExecutionData): Stream {
	return json.body as unknown as Stream;
}

const WATCH_MS = 500;

/**
 * Breaks an answer off that does not end in time or is no longer wanted: the limit of n8n's HTTP
 * helper is over when an answer begins. It goes by the real time, as that limit does.
 *
 * @param endsAt epoch milliseconds
 * @param assertWanted throws when the answer is no longer wanted
 */
export async function watch(body: Stream, endsAt: number, assertWanted: () => void): Promise<void> {
	try {
		while (!body.destroyed && !body.readableEnded) {
			await sleep(Math.min(WATCH_MS, Math.max(1, endsAt - Date.now())));
			assertWanted();
			if (Date.now() >= endsAt) throw tooLate();
		}
	} catch (failure) {
		body.destroy(failure as Error);
	}
}

function tooLate(): KylinFailure {
	return new KylinFailure('Kylin did not answer in time', { networkCode: 'ECONNABORTED' });
}
