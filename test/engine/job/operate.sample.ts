import type { Fault } from '../faults/faults';
import type { Sample } from '../sample';
import { byIds, byName, failedJobs, idsOf } from '../seed';

const everyGet: Fault = { method: 'GET', times: Infinity };

const [{ id }] = failedJobs;
const operate = { action: 'RESUME', ...byIds(id) };
const operateMany = { ...operate, ...byIds(idsOf(failedJobs.slice(0, 25))) };
const operateAll = { action: 'RESUME', applyTo: 'allJobsInProject', ...byName('Sales_Mart') };

export const sample: Sample = {
	resource: 'job',
	operation: 'operate',
	sound: { ...byName('learn_kylin'), ...operate, dryRun: true },
	runs: [{ dryRun: false }],
	fields: {
		action: { given: 'RESTART', refused: ['', null, 'DELETE', { a: 1 }] },
		applyTo: { given: 'selectedJobs', refused: ['everything'] },
		jobIds: { given: id, sent: { key: id }, refused: ['', [], ['a', ''], '{"a":1}', { a: 1 }] },
		project: {
			given: 'learn_kylin',
			sent: { project: 'learn_kylin' },
			refused: [[1, 2], { a: 1 }, null, ''],
			takesAnyText: true,
		},
		statuses: { given: ['ERROR'], refused: [[], '', ['NO_STATUS'], { a: 1 }] },
		dryRun: { given: true, refused: [null, '', 'perhaps'] },
		discardAllDryRun: { given: true, refused: [null, '', 'perhaps'] },
		waitForCompletion: { given: false, refused: ['perhaps', 1] },
		waitOptions: { given: {}, refused: [] },
		'waitOptions.failureStatuses': {
			given: ['ERROR'],
			refused: ['RUNNING', { a: 1 }, null, '', []],
		},
		'waitOptions.interval': { given: 5, refused: [0, 1.5, 'soon'] },
		'waitOptions.maxDuration': { given: 5, refused: [0, 'long', 10_081] },
		'waitOptions.onTimeout': { given: 'returnJobs', refused: ['wait', { a: 1 }] },
		options: { given: {}, refused: [] },
		'options.ifNoJobFits': { given: 'returnThem', refused: ['ignore', { a: 1 }] },
		'options.return': { given: 'jobRecords', refused: ['nothing', { a: 1 }] },
		'options.skipUnsuitable': { given: true, refused: ['perhaps', 1] },
		output: { given: 'simplified', refused: ['short', { a: 1 }] },
		outputFields: { given: ['status'], refused: ['no_such_field', { a: 1 }] },
	},
	points: [
		{
			name: 'Operate Jobs, reading the jobs before',
			parameters: operate,
			where: { method: 'GET' },
		},
		{
			name: 'Operate Jobs with 25 IDs, reading the first of the jobs before',
			parameters: operateMany,
			where: { method: 'GET' },
		},
		{
			name: 'Operate Jobs, the action',
			parameters: operate,
			where: { method: 'PUT' },
			mayChange: true,
			isHuge: true,
		},
		{
			name: 'Operate Jobs, reading the jobs after',
			parameters: operate,
			where: { ...everyGet, after: 1 },
			mayChange: true,
		},
		{
			name: 'Operate Jobs, All Jobs in Project, reading the jobs before',
			parameters: operateAll,
			where: { method: 'GET' },
		},
		{
			name: 'Operate Jobs, All Jobs in Project, reading the jobs before, at the fourth of the pages something on the way limits to 1 job',
			parameters: operateAll,
			where: { method: 'GET', page: 3 },
			pageLimit: 1,
		},
		{
			name: 'Operate Jobs, All Jobs in Project, the action',
			parameters: operateAll,
			where: { method: 'PUT' },
			mayChange: true,
		},
		{
			name: 'Operate Jobs, All Jobs in Project, reading the jobs after',
			parameters: operateAll,
			where: { ...everyGet, after: 1 },
			mayChange: true,
		},
	],
};
