import type { Sample } from '../sample';
import { jobRow, optionalProjectRow, outputRows } from '../sampleRows';
import { byId, contained, failed } from '../seed';

const get = byId(failed.id);

export const sample: Sample = {
	resource: 'job',
	operation: 'get',
	sound: get,
	fields: {
		project: optionalProjectRow,
		job: jobRow(failed.id),
		...outputRows,
	},
	points: [
		{
			name: 'Get Job, finding the job',
			parameters: get,
			where: { method: 'GET' },
		},
		{
			name: 'Get Job, finding the job, at the fourth of the pages something on the way limits to 1 job',
			parameters: byId(contained.id),
			where: { method: 'GET', page: 3 },
			pageLimit: 1,
		},
		{
			name: 'Get Job, reading its steps',
			parameters: get,
			where: { path: '/detail' },
		},
	],
};
