import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { placesOf } from './watch/followProjects';
import { changeTime, eventOfStatus, statusesOf, type JobEvent } from '../shared/events/jobEvent';
import { FIRST_LOOK_PAGE_SIZE, look, newestFirst } from './watch/newestJobs';
import { isSelected, type Selection } from '../shared/events/selection';
import { contextSender } from '../shared/n8n/contextSender';
import { guardedSender } from '../shared/login/guardedSender';
import type { JobRecord } from '../shared/kylin/job';
import { KylinFailure } from '../shared/kylin/failures';
import { eventItems } from './eventItems';
import { readSettings } from './settings';

const MAX_SAMPLES = 5;

const MAX_JOBS_SEARCHED = 2_000;

/** Somebody waits in front of it, and other triggers with this login wait behind it. */
const TIMEOUT_MS = 60_000;

/**
 * For "Fetch Test Event": the jobs that were last in the wanted states, newest first, as events.
 * Static data is not touched.
 */
export async function sampleEvents(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	const settings = await readSettings(context);
	const { login, subject } = settings;
	const { selection } = subject;
	const send = guardedSender(contextSender(context, TIMEOUT_MS), {
		login,
		staticData: {},
		isByPerson: true,
		wayOut: 'a minute has passed',
	});
	const statuses = statusesOf(selection.events)?.join(',');
	const samples: JobEvent[] = [];
	for (const place of placesOf(selection.projects)) {
		const newest = newestFirst(send, place, 'last_modified', statuses ? { statuses } : {});
		const { jobs } = await look(newest, FIRST_LOOK_PAGE_SIZE, (found) => {
			const isFilled = samplesOf(selection, found).length >= MAX_SAMPLES;
			return isFilled || found.length >= MAX_JOBS_SEARCHED;
		});
		samples.push(...samplesOf(selection, jobs));
	}
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
		return event === undefined ? [] : [{ event, previousStatus: null, job }];
	});
}
