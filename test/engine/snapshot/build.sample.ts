import { ofProject } from '../modelSamples';
import type { Sample } from '../sample';
import {
	ifFailedRow,
	ifRunningRow,
	manyStartOptionsRows,
	outputRows,
	projectRow,
	waitRows,
} from '../sampleRows';

const build = { ...ofProject, tables: 'SSB.REGION' };

export const sample: Sample = {
	resource: 'snapshot',
	operation: 'build',
	sound: { ...build, options: { dryRun: true } },
	runs: [{ options: {} }],
	fields: {
		project: projectRow,
		tables: { given: 'SSB.REGION', refused: ['', [], 'REGION', { a: 1 }] },
		ifThere: { given: 'skip', refused: ['ask', { a: 1 }, null, ''] },
		load: { given: 'full', refused: ['some', { a: 1 }, null, ''] },
		partitionColumn: { given: 'R_DAY', refused: [[1, 2], { a: 1 }] },
		partitionValues: { given: '1', refused: ['', { a: 1 }] },
		ifRunning: ifRunningRow,
		ifFailed: ifFailedRow,
		...waitRows,
		...outputRows,
		...manyStartOptionsRows,
	},
	points: [
		{
			name: 'Build Snapshots, the build',
			parameters: build,
			where: { method: 'POST' },
			mayChange: true,
		},
	],
};
