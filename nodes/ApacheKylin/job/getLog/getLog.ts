import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readParameter } from '../../../shared/fields/field';
import { stepLogRequest, stepsRequest } from '../../../shared/api/jobs';
import { ParameterError } from '../../../shared/kylin/failures';
import { isLog, parseSteps } from '../../../shared/kylin/jobDetail';
import type { InputItem } from '../../item/inputItem';
import { findJob, readJobReference } from '../oneJob';
import { chooseFailedStep, chooseStep } from './chooseStep';
import { BINARY_FIELD, LINES, LOG_FORMAT, STEP, STEP_CHOICE } from './getLog.fields';
import { storeLog } from './storeLog';

/** The Get Job Log operation for one item: lines as text, or the whole log as a file. */
export async function getLog(item: InputItem): Promise<INodeExecutionData[]> {
	const reference = readJobReference(item);
	const request = readLogRequest(item);
	const job = await findJob(item.send, reference);
	const steps = parseSteps(await item.send(stepsRequest(job)));
	const step =
		request.step === undefined
			? chooseFailedStep(job, steps)
			: chooseStep(job, steps, request.step);
	const about = {
		id: job.id,
		project: job.project,
		step_id: step.id,
		step_name: step.name,
		step_status: step.step_status,
	};
	if (request.format !== 'file') {
		const answer = (await item.send(stepLogRequest(job, step.id, 'output'))) as IDataObject | null;
		const excerpt = String(answer?.cmd_output ?? '');
		const log = request.format === 'excerpt' ? excerpt : lastLines(excerpt, request.lines);
		return [{ json: { ...about, has_log: isLog(excerpt), log } }];
	}
	const { has_log, data } = await storeLog(item, stepLogRequest(job, step.id, 'log'));
	return [{ json: { ...about, has_log }, binary: { [request.binaryField]: data } }];
}

function readLogRequest(item: InputItem) {
	const { parameter } = item;
	const isChosen = readParameter(STEP_CHOICE, item) === 'chosenStep';
	const step = isChosen ? STEP.read(parameter('step', '')) : undefined;
	if (isChosen && step === undefined) {
		throw new ParameterError(
			'Step Name or Number',
			'is empty: give the name of a step, or its number from 1',
		);
	}
	const format = readParameter(LOG_FORMAT, item);
	const lines = readParameter(LINES, item);
	const field = BINARY_FIELD.read(parameter('binaryPropertyName', ''));
	return { step, format, lines, binaryField: field ?? 'data' };
}

function lastLines(log: string, count: number): string {
	return log.trimEnd().split(/\r?\n/).slice(-count).join('\n');
}
