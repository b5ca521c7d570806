import { ofModel } from '../modelSamples';
import type { Sample } from '../sample';
import {
	chosenSegmentsRows,
	manyStartOptionsRows,
	modelRows,
	outputRows,
	waitRows,
} from '../sampleRows';

export const sample: Sample = {
	resource: 'index',
	operation: 'build',
	sound: {
		...ofModel,
		segmentsFrom: '2026-11-17',
		segmentsUntil: '2026-11-21',
		options: { dryRun: true },
	},
	runs: [{ options: {} }, { chooseBy: 'names', segments: '20261118000000_20261119000000' }],
	fields: {
		...modelRows,
		chooseBy: { given: 'all', refused: ['chance', { a: 1 }, null, ''] },
		...chosenSegmentsRows,
		...waitRows,
		...outputRows,
		...manyStartOptionsRows,
	},
	points: [
		{
			name: 'Build Indexes, the build',
			parameters: { ...ofModel },
			where: { method: 'POST' },
			mayChange: true,
		},
	],
};
