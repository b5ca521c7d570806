import type { Sample } from '../sample';
import { optionalProjectRow, outputRows } from '../sampleRows';

export const sample: Sample = {
	resource: 'job',
	operation: 'list',
	sound: {},
	runs: [{ returnAll: true }],
	fields: {
		project: {
			...optionalProjectRow,
			refused: [...optionalProjectRow.refused, '  '],
		},
		returnAll: { given: true, refused: ['perhaps', 1] },
		pageSize: { given: 25, sent: { page_size: '25' }, refused: [0, 1.5, 100_001, 'many'] },
		timeFilter: {
			given: 'last day',
			sent: { time_filter: '0' },
			refused: [9, -1, 'yesterday', null, ''],
		},
		filters: { given: {}, refused: [] },
		'filters.changedAfter': {
			given: '2026-11-23T00:00:00Z',
			sent: { time_filter: '0' },
			refused: ['yesterday', 5, null, '', []],
		},
		'filters.changedBefore': {
			given: '2026-11-24',
			sent: { time_filter: '4' },
			refused: ['tomorrow', null, '', []],
		},
		'filters.jobTypes': {
			given: ['build index', 'INC_BUILD'],
			sent: { job_names: 'INDEX_BUILD,INC_BUILD' },
			refused: [{ a: 1 }, [['x']], ['NO_TYPE'], null, [], ''],
		},
		'filters.models': {
			given: ['orders'],
			sent: { subject: 'orders' },
			refused: [{ a: 1 }, [['x']], null, [], ['null']],
		},
		'filters.key': {
			given: '  orders ',
			sent: { key: 'orders' },
			refused: [{ a: 1 }, [1], null, ' ', 'null', 'undefined'],
			takesAnyText: true,
		},
		'filters.otherProjects': {
			given: 'learn_kylin，Sales_Mart',
			sent: { project: 'Sales_Mart' },
			refused: [{ a: 1 }, [['x']], null, [], 'undefined'],
		},
		'filters.statuses': {
			given: ['Failed', 'stopped'],
			sent: { statuses: 'ERROR,STOPPED' },
			refused: [['NO_STATUS'], { a: 1 }, null, [], ['']],
		},
		options: { given: {}, refused: [] },
		'options.newestPerObject': { given: true, refused: ['perhaps'] },
		'options.pageOffset': { given: 1, sent: { page_offset: '1' }, refused: [-1, 1.5, 2 ** 31] },
		'options.reverse': { given: false, sent: { reverse: 'false' }, refused: ['perhaps'] },
		'options.sortBy': {
			given: 'Last Modified',
			sent: { sort_by: 'last_modified' },
			refused: ['project id', { a: 1 }],
		},
		...outputRows,
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
			parameters: { pageSize: 10, options: { pageOffset: 3 } },
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
