import { ofModel } from '../modelSamples';
import type { Sample } from '../sample';
import { listRows, modelRows, shapeRow } from '../sampleRows';

export const sample: Sample = {
	resource: 'segment',
	operation: 'list',
	sound: ofModel,
	fields: {
		...modelRows,
		...listRows,
		segmentFilters: { given: {}, refused: [] },
		'segmentFilters.from': {
			given: '2026-11-18',
			refused: ['yesterday', { a: 1 }, null, '', 'null'],
		},
		'segmentFilters.statuses': { given: ['ONLINE'], refused: ['READY', { a: 1 }, null, [], ''] },
		'segmentFilters.until': { given: '2026-11-21', refused: ['never', null, ' '] },
		output: shapeRow,
	},
	points: [
		{
			name: 'List Segments, reading the time zone',
			parameters: ofModel,
			where: { method: 'GET' },
		},
		{
			name: 'List Segments, reading the model',
			parameters: ofModel,
			where: { method: 'GET', after: 1 },
		},
	],
};
