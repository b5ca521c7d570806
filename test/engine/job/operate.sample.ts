import type { Fault } from '../faults/faults';
import type { Sample } from '../sample';
import { dryRunRow, jobIdsRow, outputRows, projectRow, waitRows } from '../sampleRows';
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
		jobIds: jobIdsRow(id),
		project: projectRow,
		statuses: { given: ['ERROR'], refused: [[], '', ['NO_STATUS'], { a: 1 }] },
		dryRun: dryRunRow,
		discardAllDryRun: dryRunRow,
		...waitRows,
		options: { given: {}, refused: [] },
		'options.ifNoJobFits': { given: 'returnThem', refused: ['ignore', { a: 1 }] },
		'options.return': { given: 'jobRecords', refused: ['nothing', { a: 1 }] },
		'options.skipUnsuitable': { given: true, refused: ['perhaps', 1] },
		...outputRows,
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
