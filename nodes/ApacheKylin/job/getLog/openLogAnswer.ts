import type { IN8nHttpFullResponse, INodeExecutionData, PostReceiveAction } from 'n8n-workflow';
import { isStream, type Stream } from '../../item/openStream';
import { parseEnvelope } from '../../../shared/kylin/envelope';
import { isLog } from '../../../shared/kylin/jobDetail';
import { unexpectedAnswer } from '../../../shared/kylin/unexpectedAnswer';
import { openTextAnswer } from '../../item/openEnvelope';

const FILE_TYPE = /^application\/octet-stream\b/i;

/** `GET …/log?project=…` names the file after project and step, as this does. */
const FILE_NAME = /filename="?([^";]+)"?/;

/**
 * In place of `openEnvelope`: a log goes as a stream into n8n's binary store, without ever being a
 * text in memory. Failures arrive as streams too: the request is made before the status is known.
 */
export const openLogAnswer: PostReceiveAction = async function (_items, response) {
	const answer = response as IN8nHttpFullResponse;
	const { headers, statusCode } = answer;
	const body: unknown = answer.body;
	if (!isStream(body)) return [openTextAnswer(answer)];
	if (statusCode === 200 && FILE_TYPE.test(String(headers['content-type']))) {
		const fileName = FILE_NAME.exec(String(headers['content-disposition']))?.[1] ?? 'kylin.log';
		const has_log = isLog(await peek(body));
		const data = await this.helpers.prepareBinaryData(body, fileName, 'text/plain');
		return [{ json: { has_log }, binary: { data } } satisfies INodeExecutionData];
	}
	const text = (await this.helpers.binaryToBuffer(body)).toString('utf8');
	parseEnvelope({ httpStatus: statusCode, headers, body: text });
	throw unexpectedAnswer('Something other than a log came back', { httpStatus: statusCode });
};

/** What a stream begins with, and still does afterwards: nothing if it is empty. */
async function peek(stream: Stream): Promise<string> {
	if (!stream.readable) return '';
	await new Promise<void>((resolve, reject) => {
		stream.once('readable', resolve);
		stream.once('close', resolve);
		stream.once('error', reject);
	});
	if (stream.readableLength === 0) return '';
	const beginning = stream.read() as Uint8Array;
	stream.unshift(beginning);
	return String(beginning);
}
