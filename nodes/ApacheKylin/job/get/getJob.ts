import type { IDataObject } from 'n8n-workflow';
import type { OperationItem } from '../../../shared/http/operationItem';
import { findJob, readJobReference } from '../../../shared/jobs/findJob';
import { stepsRequest } from '../../../shared/jobs/jobUrls';
import { describeFailure, readSteps } from '../../../shared/kylin/jobDetail';
import { readOutput } from '../../../shared/output/outputChoice';

/** The Get Job operation for one item: the job's record with its steps, and why it failed. */
export async function getJob(item: OperationItem): Promise<IDataObject[]> {
	const reference = readJobReference(item);
	const output = await readOutput(item);
	const job = await findJob(item.send, reference);
	const steps = readSteps(await item.send(stepsRequest(job)));
	const failure = describeFailure(steps) ?? null;
	return [output.job(job, { failure, steps: steps.map((step) => output.step(step)) })];
}
