import type { IDataObject } from 'n8n-workflow';
import type { OperationItem } from '../../../shared/http/operationItem';
import { ALL_TIME, jobList } from '../../../shared/jobs/jobList';
import { readAllJobs } from '../../../shared/jobs/readAllJobs';
import type { Output } from '../../../shared/output/outputChoice';
import { carryOut } from './carryOut';
import { dryRun } from './dryRun';
import { followUp } from './followUp';
import { confirmation, outcomeRecord, wasTouched } from './outcome';
import { needsRecords, type AllJobsRequest } from './request';

export async function operateAllJobs(
	request: AllJobsRequest,
	item: OperationItem,
	output: Output,
): Promise<IDataObject[]> {
	const { action, project, statuses } = request;
	const { send } = item;
	const body = { action, project, statuses };
	if (statuses.length === 0) {
		return request.output === 'confirmation' ? [confirmation(request)] : [];
	}
	if (!needsRecords(request)) {
		await carryOut(item, body, { before: [] });
		return [confirmation(request)];
	}

	const query = { time_filter: ALL_TIME, project, statuses: statuses.join(',') };
	const before = await readAllJobs(jobList(send, query));
	if (request.dryRun) return dryRun(request, before, output);
	await carryOut(item, body, { before });
	const ids = before.map((job) => job.id);
	const after = await followUp(item, request, ids, before);
	if (request.output === 'confirmation') return [confirmation(request)];

	return before.map((job) => {
		const now = after.get(job.id);
		const applied = now !== undefined && wasTouched(action, job, now);
		return outcomeRecord(output, action, { before: job, after: now, applied });
	});
}
