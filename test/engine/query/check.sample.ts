import type { Sample } from '../sample';
import { queryRows } from '../sampleRows';
import { byName } from '../seed';

const sound = {
	...byName('learn_kylin'),
	query: 'select lo_shipmode, count(*) as c from ssb.lineorder group by lo_shipmode',
};

export const sample: Sample = {
	resource: 'query',
	operation: 'check',
	sound,
	runs: [{ query: 'select min(lo_tax) from ssb.lineorder' }, { query: 'select 1' }],
	fields: {
		...queryRows,
	},
	points: [
		{
			name: 'Check Query',
			parameters: sound,
			where: { path: '/query/detection' },
		},
	],
};
