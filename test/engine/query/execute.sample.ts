import type { Sample } from '../sample';
import { queryRows } from '../sampleRows';
import { byName } from '../seed';

const sound = {
	...byName('learn_kylin'),
	query: 'select lo_shipmode, count(*) as c from ssb.lineorder group by lo_shipmode',
	expectedValue: 'none',
};

export const sample: Sample = {
	resource: 'query',
	operation: 'execute',
	sound,
	hasNoSchema: true,
	fields: {
		...queryRows,
		resultFormat: { given: 'rows', refused: ['table', { a: 1 }] },
		returnAll: { given: true, sent: { limit: 100_001 }, refused: ['perhaps', 1] },
		limit: { given: 25, sent: { limit: 26 }, refused: ['', 0, 1.5, 2_000_001, 'many'] },
		fileFormat: { given: 'jsonLines', refused: ['xlsx', { a: 1 }] },
		csvReader: { given: 'programs', refused: ['people', { a: 1 }] },
		binaryPropertyName: { given: 'report', refused: [{ a: 1 }, [1]] },
		numbers: { given: 'text', refused: ['exactly', { a: 1 }] },
		noRows: { given: 'item', refused: ['stop', { a: 1 }, null, ''] },
		answerFrom: {
			given: 'index',
			sent: { forced_to_index: true },
			refused: ['cache', { a: 1 }, null, ''],
		},
		expect: { given: 'none', refused: ['columns', { a: 1 }, null, ''] },
		leastRows: { given: 3, refused: [0, 1.5, 'some', null, ''] },
		comparison: { given: 'notEqual', refused: ['about', { a: 1 }] },
		expectedValue: { given: 'AIR', refused: ['', '  ', { a: 1 }, [1]] },
		acceptSource: { given: true, refused: ['perhaps', 1] },
		options: { given: {}, refused: [] },
		'options.acceptPartial': { given: true, sent: { acceptPartial: true }, refused: ['perhaps'] },
		'options.bypassCache': {
			given: true,
			sent: { backdoorToggles: { DEBUG_TOGGLE_DISABLE_QUERY_CACHE: 'true' } },
			refused: ['perhaps'],
		},
		'options.queryFacts': { given: true, refused: ['perhaps'] },
		'options.tag': {
			given: 'report',
			sent: { user_defined_tag: 'report' },
			refused: [{ a: 1 }, [1]],
			takesAnyText: true,
		},
		'options.timeout': { given: 60, refused: [0, 1.5, 'long'] },
	},
	points: [
		{
			name: 'Execute Query',
			parameters: sound,
			where: { path: /\/query$/ },
			isHuge: true,
		},
		{
			name: 'Execute Query, the file',
			parameters: { ...sound, resultFormat: 'file' },
			where: { path: /\/query$/ },
		},
	],
};
