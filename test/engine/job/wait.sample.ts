import type { Fault } from '../faults/faults';
import type { Sample } from '../sample';
import { built, byIds, endingSoon, failed, idsOf } from '../seed';

const everyGet: Fault = { method: 'GET', times: Infinity };

const wait = byIds(endingSoon.id);
const waitForMany = byIds(idsOf(built));

export const sample: Sample = {
	resource: 'job',
	operation: 'wait',
	sound: byIds(built[0].id),
	runs: [{ ...byIds(failed.id), waitOptions: { failureStatuses: [] } }],
	fields: {
		jobIds: {
			given: built[1].id,
			sent: { key: built[1].id },
			refused: ['', [], ['a', ''], '{"a":1}', { a: 1 }],
		},
		project: {
			given: 'learn_kylin',
			sent: { project: 'learn_kylin' },
			refused: [[1, 2], { a: 1 }, null, '', 'null'],
			takesAnyText: true,
		},
		waitOptions: { given: {}, refused: [] },
		'waitOptions.failureStatuses': {
			given: ['ERROR'],
			refused: ['RUNNING', { a: 1 }, null, '', []],
		},
		'waitOptions.interval': { given: 5, refused: [0, 1.5, 'soon'] },
		'waitOptions.maxDuration': { given: 5, refused: [0, 'long', 10_081] },
		'waitOptions.onTimeout': { given: 'returnJobs', refused: ['wait', { a: 1 }] },
		output: { given: 'simplified', refused: ['short', { a: 1 }] },
		outputFields: { given: ['status'], refused: ['no_such_field', { a: 1 }] },
	},
	points: [
		{
			name: 'Wait for Jobs, the first look',
			parameters: wait,
			where: { method: 'GET' },
		},
		{
			name: 'Wait for Jobs with 25 IDs, the first of the first look',
			parameters: waitForMany,
			where: { method: 'GET' },
		},
		{
			name: 'Wait for Jobs, a later look',
			parameters: wait,
			where: { method: 'GET', after: 1 },
		},
		{
			name: 'Wait for Jobs, all later looks until Maximum Duration',
			parameters: { ...wait, waitOptions: { maxDuration: 1 } },
			where: { ...everyGet, after: 1 },
		},
	],
};
