import type { Sample } from '../sample';

export const sample: Sample = {
	resource: 'project',
	operation: 'list',
	sound: {},
	fields: {
		returnAll: { given: true, sent: { page_size: '10000' }, refused: ['perhaps', 1] },
		limit: { given: 5, sent: { page_size: '5' }, refused: [0, 1.5, 1_001, 'many'] },
		nameContains: {
			given: '  learn ',
			sent: { project: 'learn' },
			refused: [{ a: 1 }, [1], null, ' ', 'undefined'],
			takesAnyText: true,
		},
		permission: {
			given: 'OPERATION',
			sent: { permission: 'OPERATION' },
			refused: ['WRITE', { a: 1 }, null, ''],
		},
	},
	points: [{ name: 'List Projects', parameters: {}, where: { method: 'GET' } }],
};
