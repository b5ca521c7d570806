import type { IDataObject, IN8nHttpFullResponse, PostReceiveAction } from 'n8n-workflow';
import { isStream } from '../../item/openStream';
import { parseEnvelope } from '../../../shared/kylin/envelope';
import { unexpectedAnswer } from '../../../shared/kylin/unexpectedAnswer';
import { openTextAnswer } from '../../item/openEnvelope';

const FILE_TYPE = /^application\/octet-stream\b/i;

/** `GET …/log?project=…` names the file after project and step, as this does. */
const FILE_NAME = /filename="?([^";]+)"?/;

/**
 * In place of `openEnvelope`: a log stays a stream, which goes into n8n's binary store without ever
 * being a text in memory. Failures arrive as streams too: the request is made before the status is known.
 */
export const openLogAnswer: PostReceiveAction = async function (_items, response) {
	const answer = response as IN8nHttpFullResponse;
	const { headers, statusCode } = answer;
	const body: unknown = answer.body;
	if (!isStream(body)) return [openTextAnswer(answer)];
	if (statusCode === 200 && FILE_TYPE.test(String(headers['content-type']))) {
		const fileName = FILE_NAME.exec(String(headers['content-disposition']))?.[1] ?? 'kylin.log';
		return [{ json: { body, fileName } as unknown as IDataObject }];
	}
	const text = (await this.helpers.binaryToBuffer(body)).toString('utf8');
	parseEnvelope({ httpStatus: statusCode, headers, body: text });
	throw unexpectedAnswer('Something other than a log came back', { httpStatus: statusCode });
};
