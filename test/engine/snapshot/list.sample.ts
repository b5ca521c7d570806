import { ofProject } from '../modelSamples';
import type { Sample } from '../sample';
import { listRows, projectRow, shapeRow } from '../sampleRows';

export const sample: Sample = {
	resource: 'snapshot',
	operation: 'list',
	sound: ofProject,
	fields: {
		project: projectRow,
		...listRows,
		snapshotFilters: { given: {}, refused: [] },
		'snapshotFilters.statuses': {
			given: ['ONLINE'],
			sent: { status: 'ONLINE' },
			refused: ['READY', { a: 1 }, null, [], ''],
		},
		'snapshotFilters.table': {
			given: 'NATION',
			sent: { table: 'NATION' },
			refused: [[1, 2], { a: 1 }, null, ' ', 'null'],
			takesAnyText: true,
		},
		output: shapeRow,
	},
	points: [
		{
			name: 'List Snapshots, reading the snapshots',
			parameters: ofProject,
			where: { method: 'GET' },
		},
	],
};
