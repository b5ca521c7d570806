import type {
	IDataObject,
	IN8nHttpFullResponse,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';
import { parseEnvelope } from '../../shared/kylin/envelope';

/** First of every operation's `postReceive`: Kylin's envelope becomes one item with its `data`. */
export const openEnvelope: PostReceiveAction = async function (_items, response) {
	return [openTextAnswer(response as IN8nHttpFullResponse)];
};

export function openTextAnswer({
	body,
	headers,
	statusCode,
}: IN8nHttpFullResponse): INodeExecutionData {
	const data = parseEnvelope({
		httpStatus: statusCode,
		headers,
		body: typeof body === 'string' ? body : body ? JSON.stringify(body) : '',
	});
	return { json: { data } as IDataObject };
}
