import { JOBS_URL } from '../../../shared/api/jobs';
import { fileOperation } from '../../item/operation';
import { oneJobFields } from '../fields/job';
import { BINARY_FIELD, LINES, LOG_FORMAT, STEP, STEP_CHOICE } from './getLog.fields';
import { getLog as run } from './getLog';
import { openLogAnswer } from './openLogAnswer';

export const getLog = fileOperation(
	{
		name: 'Get Job Log',
		value: 'getLog',
		action: 'Get log of failed or chosen step',
		description:
			'Read the log of the step that failed, or of another step of a job: its last lines as text, or all of it as a file',
		request: { method: 'GET', url: JOBS_URL },
	},
	run,
	[
		...oneJobFields,
		STEP_CHOICE.property,
		STEP.property,
		LOG_FORMAT.property,
		LINES.property,
		BINARY_FIELD.property,
	],
	openLogAnswer,
);
