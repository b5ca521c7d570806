import type { Sample } from '../sample';

export const sample: Sample = {
	resource: 'job',
	operation: 'list',
	sound: {},
	runs: [{ returnAll: true }],
	fields: {
		timeFilter: { given: 0, sent: { time_filter: '0' }, refused: [9, -1, 'yesterday'] },
		project: {
			given: 'learn_kylin',
			sent: { project: 'learn_kylin' },
			refused: [[1, 2], { a: 1 }],
			takesAnyText: true,
		},
		returnAll: { given: true, refused: ['perhaps', 1] },
		pageSize: { given: 25, sent: { page_size: '25' }, refused: [0, 1.5, 100_001, 'many'] },
		pageOffset: { given: 3, sent: { page_offset: '3' }, refused: [-1, 1.5, 2 ** 31] },
		filters: { given: {}, refused: [] },
		'filters.key': {
			given: '  orders ',
			sent: { key: 'orders' },
			refused: [{ a: 1 }, [1]],
			takesAnyText: true,
		},
		'filters.jobTypes': {
			given: ['INDEX_BUILD', 'INC_BUILD'],
			sent: { job_names: 'INDEX_BUILD,INC_BUILD' },
			refused: [{ a: 1 }, [['x']]],
			takesAnyText: true,
		},
		'filters.statuses': {
			given: ['ERROR', 'STOPPED'],
			sent: { statuses: 'ERROR,STOPPED' },
			refused: [['FAILED'], { a: 1 }],
		},
		options: { given: {}, refused: [] },
		'options.reverse': { given: false, sent: { reverse: 'false' }, refused: ['perhaps'] },
		'options.sortBy': {
			given: 'create_time',
			sent: { sort_by: 'create_time' },
			refused: ['project id', { a: 1 }],
		},
		output: { given: 'simplified', refused: ['short', { a: 1 }] },
		outputFields: { given: ['status'], refused: ['no_such_field', { a: 1 }] },
	},
	points: [
		{
			name: 'List Jobs',
			parameters: {},
			where: { method: 'GET' },
			isHuge: true,
		},
		{
			name: 'List Jobs, Page Offset 3',
			parameters: { pageOffset: 3 },
			where: { method: 'GET', page: 3 },
		},
		{
			name: 'List Jobs, Return All, at the fourth of the pages something on the way limits to 10 jobs',
			parameters: { returnAll: true },
			where: { method: 'GET', page: 3 },
			pageLimit: 10,
		},
	],
};
