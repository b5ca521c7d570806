import { ofProject } from '../modelSamples';
import type { Sample } from '../sample';
import { listRows, projectRow, shapeRow } from '../sampleRows';

export const sample: Sample = {
	resource: 'model',
	operation: 'list',
	sound: ofProject,
	fields: {
		project: projectRow,
		...listRows,
		modelFilters: { given: {}, refused: [] },
		'modelFilters.name': {
			given: 'sample',
			sent: { model_name: 'sample', exact: 'false' },
			refused: [[1, 2], { a: 1 }, null, ' ', 'null'],
			takesAnyText: true,
		},
		'modelFilters.statuses': {
			given: ['ONLINE', 'WARNING', 'OFFLINE'],
			sent: { status: 'ONLINE,WARNING,OFFLINE' },
			refused: ['READY', { a: 1 }, null, [], ''],
		},
		output: shapeRow,
	},
	points: [
		{
			name: 'List Models, reading the models',
			parameters: ofProject,
			where: { method: 'GET' },
		},
	],
};
