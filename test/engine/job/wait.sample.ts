import type { Fault } from '../faults/faults';
import type { Sample } from '../sample';
import { jobIdsRow, optionalProjectRow, outputRows, waitOptionsRows } from '../sampleRows';
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
		jobIds: jobIdsRow(built[1].id),
		project: optionalProjectRow,
		...waitOptionsRows,
		...outputRows,
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
