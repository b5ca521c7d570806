import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { changeTime, eventOfStatus, statusesOf, type JobEvent } from '../shared/events/jobEvent';
import { isSelected, type Selection } from '../shared/events/selection';
import { contextSender } from '../shared/n8n/contextSender';
import { guardedSender } from '../shared/login/loginGuard';
import { firstThenOthers } from '../shared/api/sideBySide';
import { readEveryProject } from '../shared/jobs/everyProject';
import type { JobRecord } from '../shared/kylin/job';
import { KylinFailure } from '../shared/kylin/failures';
import { clock } from '../shared/time/clock';
import { eventItems } from './eventItems';
import { readSettings } from './settings';
import { fetchNewest, FIRST_POLL_PAGE_SIZE, newestFirst } from './watch/newestJobs';

const MAX_SAMPLES = 5;

const MAX_JOBS_SEARCHED = 2_000;

/** A user waits for it, and so do other triggers with this login. */
const TIMEOUT_MS = 60_000;

/**
 * For "Fetch Test Event": the jobs that last changed to the chosen statuses, newest first, as events.
 * Static data is not touched.
 */
export async function sampleEvents(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	const settings = await readSettings(context);
	const { login, target } = settings;
	const { selection } = target;
	const began = clock.elapsed();
	const send = guardedSender(contextSender(context, TIMEOUT_MS), {
		login,
		isUserRetry: ({ refusedAfter }) => refusedAfter < began,
	});
	const statuses = statusesOf(selection.events)?.join(',');
	const samplesIn = async (project?: string): Promise<JobEvent[]> => {
		const newest = newestFirst(send, project, 'last_modified', statuses ? { statuses } : {});
		const { jobs } = await fetchNewest(newest, FIRST_POLL_PAGE_SIZE, (found) => {
			const isFilled = samplesOf(selection, found).length >= MAX_SAMPLES;
			return isFilled || found.length >= MAX_JOBS_SEARCHED;
		});
		return samplesOf(selection, jobs);
	};
	const { projects } = selection;
	const found =
		projects.length > 0
			? await firstThenOthers(projects, samplesIn)
			: await readEveryProject(send, samplesIn);
	const samples = found.flat();
	if (samples.length === 0) {
		throw new KylinFailure('No job fits the chosen events and filters yet', {
			advice:
				"Choose more events or fewer filters to get test data. Nothing is wrong with the trigger: it fires when a job's status changes.",
		});
	}
	samples.sort((one, other) => changeTime(other.job) - changeTime(one.job));
	const items = await eventItems(samples.slice(0, MAX_SAMPLES), send, settings);
	return [items.map((json) => ({ json }))];
}

function samplesOf(selection: Selection, jobs: readonly JobRecord[]): JobEvent[] {
	return jobs.flatMap((job) => {
		const names = [eventOfStatus(job.job_status), 'jobCreated' as const];
		const event = names.find((name) => name && isSelected(selection, { event: name, job }));
		return event === undefined ? [] : [{ event, job }];
	});
}
