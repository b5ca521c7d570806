import { ofModel } from '../modelSamples';
import type { Sample } from '../sample';
import { modelRows } from '../sampleRows';

export const sample: Sample = {
	resource: 'model',
	operation: 'get',
	sound: ofModel,
	fields: modelRows,
	points: [
		{
			name: 'Get Model, reading its description',
			parameters: ofModel,
			where: { method: 'GET', path: '/model_desc' },
		},
	],
};
