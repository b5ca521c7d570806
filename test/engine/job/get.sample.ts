import type { Sample } from '../sample';
import { byId, contained, failed } from '../seed';

const get = byId(failed.id);

export const sample: Sample = {
	resource: 'job',
	operation: 'get',
	sound: get,
	fields: {
		project: {
			given: 'learn_kylin',
			sent: { project: 'learn_kylin' },
			refused: [[1, 2], { a: 1 }, null, '', 'null', 'undefined'],
			takesAnyText: true,
		},
		job: {
			given: failed.id,
			sent: { key: failed.id },
			refused: ['', null, 'two ids', { a: 1 }],
		},
		output: { given: 'simplified', refused: ['short', { a: 1 }] },
		outputFields: { given: ['status'], refused: ['no_such_field', { a: 1 }] },
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
