import type { Sample } from '../sample';
import { jobRow, optionalProjectRow } from '../sampleRows';
import { byId, contained, failed } from '../seed';

const getLog = byId(failed.id);

export const sample: Sample = {
	resource: 'job',
	operation: 'getLog',
	sound: getLog,
	fields: {
		project: optionalProjectRow,
		job: jobRow(failed.id),
		stepChoice: { given: 'failedStep', refused: ['lastStep', { a: 1 }] },
		step: { given: '1', refused: ['', '  ', { a: 1 }] },
		logFormat: { given: 'excerpt', refused: ['lines', { a: 1 }] },
		lines: { given: 10, refused: [0, 101, 1.5, 'many'] },
		binaryPropertyName: { given: 'log', refused: [{ a: 1 }, [1]] },
	},
	points: [
		{
			name: 'Get Job Log, finding the job',
			parameters: getLog,
			where: { method: 'GET' },
		},
		{
			name: 'Get Job Log, finding the job, at the fourth of the pages something on the way limits to 1 job',
			parameters: byId(contained.id),
			where: { method: 'GET', page: 3 },
			pageLimit: 1,
		},
		{ name: 'Get Job Log, reading the steps', parameters: getLog, where: { path: '/detail' } },
		{
			name: 'Get Job Log, the excerpt',
			parameters: getLog,
			where: { path: /\/output$/ },
		},
		{
			name: 'Get Job Log, the file',
			parameters: { ...getLog, logFormat: 'file' },
			where: { path: /\/log$/ },
			isHuge: true,
			needsContentType: true,
		},
	],
};
