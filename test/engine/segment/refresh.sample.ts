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
		segmentsFrom: dateRow(),
		segmentsUntil: dateRow({ given: '2026-11-20' }),
		segments: {
			given: ['20261118000000_20261119000000'],
			refused: [[], '', { a: 1 }],
		},
		period: { given: 'week', refused: ['year', { a: 1 }] },
		indexes: { given: 'all', refused: ['some', { a: 1 }] },
		ifRunning: { given: 'attach', refused: ['ask', { a: 1 }] },
		ifFailed: { given: 'resume', refused: ['ask', { a: 1 }] },
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
