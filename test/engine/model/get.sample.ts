import { modelRows, ofModel } from '../modelSamples';
import type { Sample } from '../sample';

export const sample: Sample = {
	resource: 'model',
	operation: 'get',
	sound: { ...ofModel },
	fields: modelRows,
	points: [
		{
			name: 'Get Model, reading its description',
			parameters: { ...ofModel },
			where: { method: 'GET', path: '/model_desc' },
		},
	],
};
