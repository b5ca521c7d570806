import { SAMPLE_MODELS, SAMPLE_PROJECT } from './modelSamples';
import type { FieldRow } from './sample';

/** Rows of fields that several operations have. */
type Rows = Record<string, FieldRow>;

const choiceRow = (given: string, refused: string): FieldRow => ({
	given,
	refused: [refused, { a: 1 }],
});

export const projectRow: FieldRow = {
	given: SAMPLE_PROJECT,
	sent: { project: SAMPLE_PROJECT },
	refused: ['', null, [1, 2], { a: 1 }],
	takesAnyText: true,
};

/** Left empty, it means whichever project: what stands for nothing is refused. */
export const optionalProjectRow: FieldRow = {
	...projectRow,
	refused: [...projectRow.refused, 'null', 'undefined'],
};

export const modelRows: Rows = {
	project: projectRow,
	model: {
		given: SAMPLE_MODELS[0].uuid,
		sent: { model_id: SAMPLE_MODELS[0].uuid },
		refused: ['', null, [1, 2], { a: 1 }],
		takesAnyText: true,
	},
};

export const jobRow = (id: string): FieldRow => ({
	given: id,
	sent: { key: id },
	refused: ['', null, 'two ids', { a: 1 }],
});

export const jobIdsRow = (id: string): FieldRow => ({
	given: id,
	sent: { key: id },
	refused: ['', [], ['a', ''], '{"a":1}', { a: 1 }],
});

export const dateRow = (given: string): FieldRow => ({
	given,
	refused: ['yesterday', '2026-02-30', 1_700_000_000, { a: 1 }, true],
});

export const listRows: Rows = {
	returnAll: { given: true, refused: ['perhaps', 1] },
	limit: { given: 5, refused: [0, 1.5, 'many'] },
};

/** Simplified or raw. */
export const shapeRow = choiceRow('raw', 'short');

/** Simplified, raw or selected fields. */
export const outputRows: Rows = {
	output: choiceRow('simplified', 'short'),
	outputFields: { given: ['status'], refused: ['no_such_field', { a: 1 }] },
};

export const waitOptionsRows: Rows = {
	waitOptions: { given: {}, refused: [] },
	'waitOptions.failureStatuses': {
		given: ['ERROR'],
		refused: ['RUNNING', { a: 1 }, null, '', []],
	},
	'waitOptions.interval': { given: 5, refused: [0, 1.5, 'soon'] },
	'waitOptions.maxDuration': { given: 5, refused: [0, 'long', 10_081] },
	'waitOptions.onTimeout': choiceRow('returnJobs', 'wait'),
};

export const waitRows: Rows = {
	waitForCompletion: { given: false, refused: ['perhaps', 1] },
	...waitOptionsRows,
};

export const chosenSegmentsRows: Rows = {
	segmentsFrom: dateRow('2026-11-18'),
	segmentsUntil: dateRow('2026-11-21'),
	segments: { given: ['20261118000000_20261119000000'], refused: [[], '', { a: 1 }] },
};

export const ifRunningRow = choiceRow('attach', 'ask');

export const ifFailedRow = choiceRow('resume', 'ask');

export const dryRunRow: FieldRow = { given: true, refused: [null, '', 'perhaps'] };

/** Options of an operation that starts one job. */
export const startOptionsRows: Rows = {
	options: { given: { dryRun: true }, refused: [] },
	'options.dryRun': dryRunRow,
	'options.priority': { given: 1, sent: { priority: 1 }, refused: [5, 'high', { a: 1 }] },
	'options.tag': {
		given: 'night',
		sent: { tag: expect.objectContaining({ tag: 'night' }) },
		refused: [[1, 2], { a: 1 }],
	},
	'options.yarnQueue': {
		given: 'etl',
		sent: { yarn_queue: 'etl' },
		refused: [[1, 2], { a: 1 }],
	},
};

/** Options of an operation that starts one job or many. */
export const manyStartOptionsRows: Rows = {
	...startOptionsRows,
	'options.jobsAtOnce': { given: 2, refused: [0, 1.5, 21, 'many'] },
	'options.maxJobs': { given: 5, refused: [0, 1.5, 'many'] },
};

export const queryRows: Rows = {
	project: projectRow,
	query: {
		given: 'select 1 as a;',
		sent: { sql: 'select 1 as a' },
		refused: ['', null, 'drop table x', 'select 1; select 2', { a: 1 }, [1]],
	},
	queryParameters: { given: {}, refused: [] },
};
