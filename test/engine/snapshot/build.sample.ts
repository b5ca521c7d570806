import { dryRunRow, jobRows, manyJobsRows, ofProject, projectRow, waitRows } from '../modelSamples';
import type { Sample } from '../sample';

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
			name: 'Build Snapshots, the build',
			parameters: build,
			where: { method: 'POST' },
			mayChange: true,
		},
	],
};
