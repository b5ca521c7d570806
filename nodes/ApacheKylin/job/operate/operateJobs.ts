import type { IDataObject } from 'n8n-workflow';
import { readOutput } from '../../../shared/output/outputChoice';
import type { InputItem } from '../../item/inputItem';
import { afterwards } from './afterwards';
import { chooseJobs } from './chooseJobs';
import { noJobFits } from './noJobFits';
import { readOperateRequest } from './request';
import { confirmation, dryRun, outcomeRecord } from './results';
import { sendAction } from './sendAction';

/** Operate Jobs for one item: choose the jobs, send the action, and return the jobs afterwards. */
export async function operateJobs(item: InputItem): Promise<IDataObject[]> {
	const request = readOperateRequest(item);
	const output = await readOutput(item);
	const jobs = await chooseJobs(item.send, request);
	const { asked, chosen, unknownIds, project } = jobs;
	const sentIds = [...chosen.map(({ id }) => id), ...unknownIds];
	const shown = request.dryRun ? dryRun(request, jobs, output) : undefined;
	if (sentIds.length === 0 && request.ifNoJobFits === 'fail') throw noJobFits(request, asked);
	if (shown !== undefined) return shown;

	const { action, applyTo, statuses } = request;
	if (sentIds.length > 0) {
		const statusesSent = applyTo === 'allJobsInProject' ? statuses : undefined;
		const body = { action, project, job_ids: sentIds, statuses: statusesSent };
		await sendAction(item, body, chosen);
	}
	const after = await afterwards(item, { ...request, project }, sentIds, chosen);
	if (request.output === 'confirmation') {
		return [confirmation({ action, applyTo, statuses, project }, sentIds, after.someTimedOut)];
	}

	const sent = new Set(sentIds);
	// Kylin silently skips a job of another project, and one without a record may be of another.
	const isUncertain = (id: string) => request.project !== undefined && unknownIds.includes(id);
	return asked.map(({ id, before, skippedReason }) =>
		outcomeRecord(output, action, {
			id,
			before,
			latest: sent.has(id) ? after.jobs.get(id) : before,
			outcome: { applied: isUncertain(id) ? null : sent.has(id) },
			skippedReason,
			timedOut: after.timedOut(id),
			failure: after.failureOf(id),
		}),
	);
}
