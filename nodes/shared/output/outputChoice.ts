import type { IDataObject } from 'n8n-workflow';
import type { JobRecord } from '../kylin/job';
import { readChoice, readChoices } from '../values/values';
import { RAW_FIELDS, READABLE_FIELDS } from './jobFields';
import { readableDetails, simplifyJob, type OutputContext } from './simplifyJob';

export const OUTPUTS = ['raw', 'simplified', 'selected'] as const;

const SELECTABLE_FIELDS = [...READABLE_FIELDS.map(({ value }) => value), ...RAW_FIELDS];

/** Shapes a job's record as the parameter 'Output' asks; what an operation adds is passed on whole. */
export type ShapeJob = (job: JobRecord, additions?: IDataObject) => IDataObject;

/**
 * @param parameter reads 'Output' and 'Fields'
 * @param outputContext is asked only for an output that needs it
 * @throws ParameterError for an unknown output or field
 */
export async function readOutput({
	parameter,
	outputContext,
}: {
	parameter: (name: string, fallback?: unknown) => unknown;
	outputContext: () => Promise<OutputContext>;
}): Promise<ShapeJob> {
	const output = readChoice(parameter('output', 'raw'), 'Output', OUTPUTS) ?? 'raw';
	if (output === 'raw') return (job, additions) => ({ ...job, ...additions });
	if (output === 'simplified') {
		const context = await outputContext();
		return (job, additions) => ({ ...simplifyJob(job, context), ...additions });
	}
	const fields = readChoices(parameter('outputFields', []), 'Fields', ['id', ...SELECTABLE_FIELDS]);
	const context = await outputContext();
	return (job, additions) => {
		const readable = { ...simplifyJob(job, context), ...readableDetails(job, context) };
		const everything: IDataObject = { ...job, ...readable };
		const chosen = fields.map((field) => [field, everything[field] ?? null]);
		return { id: job.id, ...Object.fromEntries(chosen), ...additions };
	};
}
