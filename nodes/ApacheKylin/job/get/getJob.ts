import type { IDataObject } from 'n8n-workflow';
import { stepsRequest } from '../../../shared/api/jobs';
import { explainFailure } from '../../../shared/jobs/fetchFailure';
import { parseSteps } from '../../../shared/kylin/jobDetail';
import { readOutput } from '../../../shared/output/outputChoice';
import type { InputItem } from '../../item/inputItem';
import { findJob, readJobReference } from '../oneJob';

/** The Get Job operation for one item: the job's record with its steps, and why it failed. */
export async function getJob(item: InputItem): Promise<IDataObject[]> {
	const reference = readJobReference(item);
	const output = await readOutput(item);
	const job = await findJob(item.send, reference);
	const steps = parseSteps(await item.send(stepsRequest(job)));
	const failure = await explainFailure(item.send, job, steps);
	return [output.job(job, { failure, steps: steps.map((step) => output.step(step)) })];
}
