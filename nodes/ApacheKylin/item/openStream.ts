import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';
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

/** Node's `Readable.from`, which is a member of every class of streams. */
type StreamClass = { from: (pieces: AsyncIterable<Buffer>) => Stream };

/** A stream of these pieces, of the kind that another stream is. */
export function streamOf({ constructor }: Stream, pieces: AsyncIterable<Buffer>): Stream {
	return (constructor as unknown as StreamClass).from(pieces);
}

/** The pieces of an answer as they come. */
export async function* piecesOf(body: Stream, onPiece: () => void): AsyncGenerator<Buffer> {
	for await (const piece of body) {
		onPiece();
		yield piece as unknown as Buffer;
	}
}
