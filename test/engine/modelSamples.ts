import type { IDataObject } from 'n8n-workflow';
import type { FieldRow } from './sample';

/** What the samples of models, segments, indexes and snapshots share. */

export const SAMPLE_PROJECT = 'learn_kylin';

/** Two segments of a day each, and an index that neither has. */
export const SAMPLE_MODELS = [
	{
		project: SAMPLE_PROJECT,
		alias: 'sample_sales',
		uuid: '5a3a7b1c-0000-4000-8000-00000000000a',
		segments: [
			{ start: Date.UTC(2026, 10, 18), end: Date.UTC(2026, 10, 19), indexes: [1] },
			{ start: Date.UTC(2026, 10, 19), end: Date.UTC(2026, 10, 20), indexes: [1] },
		],
	},
];

export const SAMPLE_TABLES = [
	{ project: SAMPLE_PROJECT, name: 'SSB.REGION', columns: ['R_DAY'] },
	{ project: SAMPLE_PROJECT, name: 'SSB.NATION', snapshot: true },
];

export const ofProject: IDataObject = {
	project: { __rl: true, mode: 'name', value: SAMPLE_PROJECT },
};

export const ofModel: IDataObject = {
	...ofProject,
	model: { __rl: true, mode: 'name', value: 'sample_sales' },
};

export const projectRow: FieldRow = {
	given: SAMPLE_PROJECT,
	sent: { project: SAMPLE_PROJECT },
	refused: ['', null, [1, 2], { a: 1 }],
	takesAnyText: true,
};

export const modelRows: Record<string, FieldRow> = {
	project: projectRow,
	model: {
		given: SAMPLE_MODELS[0].uuid,
		sent: { model_id: SAMPLE_MODELS[0].uuid },
		refused: ['', null, [1, 2], { a: 1 }],
		takesAnyText: true,
	},
};

const NO_DATES = ['yesterday', '2026-02-30', 1_700_000_000, { a: 1 }, true];

export const dateRow = (more: Partial<FieldRow> = {}): FieldRow => ({
	given: '2026-11-18',
	refused: NO_DATES,
	...more,
});

export const waitRows: Record<string, FieldRow> = {
	waitForCompletion: { given: false, refused: ['perhaps', 1] },
	waitOptions: { given: {}, refused: [] },
	'waitOptions.failureStatuses': { given: ['ERROR'], refused: ['RUNNING', { a: 1 }, null, '', []] },
	'waitOptions.interval': { given: 5, refused: [0, 1.5, 'soon'] },
	'waitOptions.maxDuration': { given: 5, refused: [0, 'long', 10_081] },
	'waitOptions.onTimeout': { given: 'returnJobs', refused: ['wait', { a: 1 }] },
	output: { given: 'simplified', refused: ['short', { a: 1 }] },
	outputFields: { given: ['status'], refused: ['no_such_field', { a: 1 }] },
};

export const dryRunRow: FieldRow = { given: true, refused: [null, '', 'perhaps'] };

const priorityRow: FieldRow = { given: 1, sent: { priority: 1 }, refused: [5, 'high', { a: 1 }] };

const tagRow: FieldRow = {
	given: 'night',
	sent: { tag: expect.objectContaining({ tag: 'night' }) },
	refused: [[1, 2], { a: 1 }],
};

const queueRow: FieldRow = {
	given: 'etl',
	sent: { yarn_queue: 'etl' },
	refused: [[1, 2], { a: 1 }],
};

export const manyJobsRows: Record<string, FieldRow> = {
	'options.jobsAtOnce': { given: 2, refused: [0, 1.5, 21, 'many'] },
	'options.maxJobs': { given: 5, refused: [0, 1.5, 'many'] },
};

export const jobRows = { priorityRow, tagRow, queueRow };

export const listRows: Record<string, FieldRow> = {
	returnAll: { given: true, refused: ['perhaps', 1] },
	limit: { given: 5, refused: [0, 1.5, 'many'] },
};

export const shapeRow: FieldRow = { given: 'raw', refused: ['short', { a: 1 }] };
