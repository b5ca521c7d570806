import type { IDataObject } from 'n8n-workflow';
import { readParameter } from '../fields/field';
import { OUTPUT, SELECTED_FIELDS } from '../fields/output';
import type { JobRecord } from '../kylin/job';
import type { JobStep } from '../kylin/jobDetail';
import { zoneOf } from '../time/zonedTime';
import { readChoices } from '../values/values';
import { RAW_FIELDS, READABLE_FIELDS } from './jobFields';
import { readableDetails, simplifyJob, simplifyStep, type OutputContext } from './simplifyJob';

/** The ID comes with every choice, so it may be named as well. */
const SELECTABLE_FIELDS = ['id', ...READABLE_FIELDS.map(({ value }) => value), ...RAW_FIELDS];

/** The shapes of what the parameter 'Output' asks for. */
export type Output = {
	/** what an operation adds to the job's record is passed on whole */
	job: (job: JobRecord, additions?: IDataObject) => IDataObject;
	step: (step: JobStep) => IDataObject;
};

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
}): Promise<Output> {
	const output = readParameter(OUTPUT, { parameter });
	if (output === 'raw') {
		return {
			job: (job, additions) =>
				withoutError(additions === undefined ? job : { ...job, ...additions }),
			step: (step) => step,
		};
	}
	if (output === 'simplified') {
		const context = await readContext(outputContext);
		return {
			job: (job, additions) => ({ ...simplifyJob(job, context), ...additions }),
			step: (step) => simplifyStep(step, context),
		};
	}
	const fields = readChoices(
		parameter('outputFields', []),
		SELECTED_FIELDS.property.displayName,
		SELECTABLE_FIELDS,
	);
	const context = await readContext(outputContext);
	return {
		job: (job, additions) => {
			const readable = { ...simplifyJob(job, context), ...readableDetails(job, context) };
			const everything: IDataObject = { ...job, ...readable };
			const chosen = fields.map((field) => [field, everything[field] ?? null]);
			return { id: job.id, ...Object.fromEntries(chosen), ...additions };
		},
		step: (step) => simplifyStep(step, context),
	};
}

/** Checked before anything is sent, so that no action is carried out whose jobs can't be shown. */
async function readContext(outputContext: () => Promise<OutputContext>): Promise<OutputContext> {
	const context = await outputContext();
	zoneOf(context.timezone);
	return context;
}

/**
 * n8n takes the member `error` of an item for its failure, and would try an action again that
 * succeeded. No Kylin that is known sends one.
 */
function withoutError(record: IDataObject): IDataObject {
	if (!('error' in record)) return record;
	const { error, ...members } = record;
	return { ...members, kylin_error: error };
}
