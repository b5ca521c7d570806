import type { Sample } from '../sample';
import { projectRow } from '../sampleRows';
import { byName } from '../seed';

const getStatistics = {
	...byName('learn_kylin'),
	from: '2026-11-01T00:00:00Z',
	to: '2026-12-01T00:00:00Z',
};

export const sample: Sample = {
	resource: 'job',
	operation: 'getStatistics',
	sound: getStatistics,
	runs: [{ groupBy: 'model' }],
	fields: {
		project: projectRow,
		from: {
			given: '2026-11-02T00:00:00Z',
			sent: { start_time: String(Date.UTC(2026, 10, 2)) },
			refused: ['', 'yesterday', '2026-02-30', '2027-01-01', { a: 1 }],
		},
		to: {
			given: '2026-11-30T00:00:00Z',
			sent: { end_time: String(Date.UTC(2026, 10, 30)) },
			refused: ['tomorrow', '2026-10-01', [1], null, ''],
		},
		groupBy: { given: 'model', sent: { dimension: 'model' }, refused: ['year', { a: 1 }] },
	},
	points: [
		{
			name: 'Get Statistics',
			parameters: getStatistics,
			where: { method: 'GET' },
		},
		{
			name: 'Get Statistics, Group By Day, the second request',
			parameters: { ...getStatistics, groupBy: 'day' },
			where: { method: 'GET', after: 1 },
		},
	],
};
