import type { INodeExecutionData } from 'n8n-workflow';
import type { InputItem } from '../../item/inputItem';
import { ask } from './ask';
import { explainRefusal } from './explain';
import { readRowFile } from './rowFile';
import { readRowItems } from './rowItems';
import { readSettings } from './settings';

/** The Execute Query operation for one item: items of the rows, or a file. */
export async function executeQuery(item: InputItem): Promise<INodeExecutionData[]> {
	const settings = readSettings(item);
	try {
		return await ask(item, settings, async (body) =>
			settings.format === 'file'
				? await readRowFile(body, settings, item)
				: (await readRowItems(body, settings, item)).map((json) => ({ json })),
		);
	} catch (failure) {
		throw explainRefusal(failure);
	}
}
