import { ofModel } from '../modelSamples';
import type { Sample } from '../sample';
import {
	chosenSegmentsRows,
	ifRunningRow,
	modelRows,
	outputRows,
	startOptionsRows,
	waitRows,
} from '../sampleRows';

const merge = {
	...ofModel,
	chooseBy: 'range',
	segmentsFrom: '2026-11-17',
	segmentsUntil: '2026-11-21',
};

export const sample: Sample = {
	resource: 'segment',
	operation: 'merge',
	sound: { ...merge, options: { dryRun: true } },
	runs: [{ options: {} }],
	fields: {
		...modelRows,
		chooseBy: { given: 'period', refused: ['chance', { a: 1 }] },
		...chosenSegmentsRows,
		segments: {
			given: ['20261118000000_20261119000000', '20261119000000_20261120000000'],
			refused: [[], '', { a: 1 }],
		},
		period: { given: 'month', refused: ['year', { a: 1 }] },
		ifRunning: ifRunningRow,
		...waitRows,
		...outputRows,
		...startOptionsRows,
	},
	points: [
		{
			name: 'Merge Segments, the merge',
			parameters: merge,
			where: { method: 'PUT' },
			mayChange: true,
		},
	],
};
