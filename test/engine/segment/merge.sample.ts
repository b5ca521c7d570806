import { dateRow, dryRunRow, jobRows, modelRows, ofModel, waitRows } from '../modelSamples';
import type { Sample } from '../sample';

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
		segmentsFrom: dateRow(),
		segmentsUntil: dateRow({ given: '2026-11-21' }),
		segments: {
			given: ['20261118000000_20261119000000', '20261119000000_20261120000000'],
			refused: [[], '', { a: 1 }],
		},
		period: { given: 'month', refused: ['year', { a: 1 }] },
		ifRunning: { given: 'attach', refused: ['ask', { a: 1 }] },
		...waitRows,
		options: { given: { dryRun: true }, refused: [] },
		'options.dryRun': dryRunRow,
		'options.priority': jobRows.priorityRow,
		'options.tag': jobRows.tagRow,
		'options.yarnQueue': jobRows.queueRow,
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
