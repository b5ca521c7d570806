import type { IBinaryData } from 'n8n-workflow';
import { isLog } from '../../../shared/kylin/jobDetail';
import type { KylinRequest } from '../../../shared/api/kylinRequest';
import type { InputItem } from '../../item/inputItem';
import type { Stream } from '../../item/openStream';

/** Puts a step's log into n8n's binary store as it comes. */
export async function storeLog(
	{ download, store }: InputItem,
	request: KylinRequest,
): Promise<{ has_log: boolean; data: IBinaryData }> {
	const { body, fileName } = await download(request);
	let failure: unknown;
	body.once('error', (error) => (failure = error));
	try {
		const has_log = isLog(await peek(body));
		return { has_log, data: await store(body, String(fileName), 'text/plain') };
	} catch (error) {
		body.destroy();
		// n8n may report the failure of a stream in words of its own.
		throw failure ?? error;
	}
}

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
