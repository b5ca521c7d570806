import { ofModel } from '../modelSamples';
import type { Sample } from '../sample';
import {
	dateRow,
	ifFailedRow,
	ifRunningRow,
	manyStartOptionsRows,
	modelRows,
	outputRows,
	waitRows,
} from '../sampleRows';

const build = { ...ofModel, range: 'fromUntil', from: '2026-11-20', until: '2026-11-21' };

export const sample: Sample = {
	resource: 'segment',
	operation: 'build',
	sound: { ...build, options: { dryRun: true } },
	runs: [{ options: {} }, { range: 'sinceLastSegment', splitInto: 'day' }],
	fields: {
		...modelRows,
		range: { given: 'sinceLastSegment', refused: ['always', { a: 1 }, null, ''] },
		from: dateRow('2026-11-20'),
		until: dateRow('2026-11-21'),
		relativeRange: { given: 'week', refused: ['year', { a: 1 }] },
		relativeDays: { given: 3, refused: [0, 1.5, 'many', null, ''] },
		splitInto: { given: 'week', refused: ['hour', { a: 1 }] },
		refreshLastDays: { given: 1, refused: [-1, 1.5, 'many'] },
		ifBuilt: { given: 'skip', refused: ['ask', { a: 1 }] },
		ifRunning: ifRunningRow,
		ifFailed: ifFailedRow,
		ifGap: { given: 'allow', refused: ['ask', { a: 1 }] },
		...waitRows,
		...outputRows,
		...manyStartOptionsRows,
		'options.buildAllIndexes': {
			given: false,
			sent: { build_all_indexes: false },
			refused: ['perhaps', 1, null, ''],
		},
		'options.allSubPartitions': { given: false, refused: ['perhaps', 1] },
		'options.subPartitionValues': { given: '', refused: [{ a: 1 }, [[]]] },
	},
	points: [
		{
			name: 'Build Segments, reading the model',
			parameters: build,
			where: { method: 'GET', after: 1 },
		},
		{
			name: 'Build Segments, reading the unfinished jobs',
			parameters: build,
			where: { method: 'GET', after: 2 },
		},
		{
			name: 'Build Segments, reading the newest jobs',
			parameters: build,
			where: { method: 'GET', after: 3 },
		},
		{
			name: 'Build Segments, the build',
			parameters: build,
			where: { method: 'POST' },
			mayChange: true,
		},
		{
			name: 'Build Segments, waiting for its job',
			parameters: { ...build, waitForCompletion: true },
			where: { method: 'GET', after: 4 },
			mayChange: true,
		},
	],
};
