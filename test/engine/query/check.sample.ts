import type { Sample } from '../sample';
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
		project: {
			given: 'learn_kylin',
			sent: { project: 'learn_kylin' },
			refused: ['', null, [1, 2], { a: 1 }],
			takesAnyText: true,
		},
		query: {
			given: 'select 1 as a;',
			sent: { sql: 'select 1 as a' },
			refused: ['', null, 'drop table x', 'select 1; select 2', { a: 1 }, [1]],
		},
		queryParameters: { given: {}, refused: [] },
	},
	points: [
		{
			name: 'Check Query',
			parameters: sound,
			where: { path: '/query/detection' },
		},
	],
};
