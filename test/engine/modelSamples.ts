import type { IDataObject } from 'n8n-workflow';

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
