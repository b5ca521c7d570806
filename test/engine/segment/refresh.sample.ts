import { ofModel } from '../modelSamples';
import type { Sample } from '../sample';
import {
	chosenSegmentsRows,
	ifFailedRow,
	ifRunningRow,
	manyStartOptionsRows,
	modelRows,
	outputRows,
	waitRows,
} from '../sampleRows';

const refresh = {
	...ofModel,
	chooseBy: 'range',
	segmentsFrom: '2026-11-18T12:00:00Z',
	segmentsUntil: '2026-11-18T13:00:00Z',
};

export const sample: Sample = {
	resource: 'segment',
	operation: 'refresh',
	sound: { ...refresh, options: { dryRun: true } },
	runs: [{ options: {} }, { chooseBy: 'warning' }],
	fields: {
		...modelRows,
		chooseBy: { given: 'period', refused: ['chance', { a: 1 }] },
		...chosenSegmentsRows,
		period: { given: 'week', refused: ['year', { a: 1 }] },
		indexes: { given: 'all', refused: ['some', { a: 1 }] },
		ifRunning: ifRunningRow,
		ifFailed: ifFailedRow,
		...waitRows,
		...outputRows,
		...manyStartOptionsRows,
	},
	points: [
		{
			name: 'Refresh Segments, reading the newest jobs',
			parameters: refresh,
			where: { method: 'GET', after: 3 },
		},
		{
			name: 'Refresh Segments, the refresh',
			parameters: refresh,
			where: { method: 'PUT' },
			mayChange: true,
		},
	],
};
