import {
	dateRow,
	dryRunRow,
	jobRows,
	manyJobsRows,
	modelRows,
	ofModel,
	waitRows,
} from '../modelSamples';
import type { Sample } from '../sample';

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
		segmentsFrom: dateRow(),
		segmentsUntil: dateRow({ given: '2026-11-21' }),
		segments: {
			given: ['20261118000000_20261119000000'],
			refused: [[], '', { a: 1 }],
		},
		...waitRows,
		options: { given: { dryRun: true }, refused: [] },
		'options.dryRun': dryRunRow,
		...manyJobsRows,
		'options.priority': jobRows.priorityRow,
		'options.tag': jobRows.tagRow,
		'options.yarnQueue': jobRows.queueRow,
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
