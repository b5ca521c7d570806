import type { IDataObject } from 'n8n-workflow';
import type { KylinRequest } from '../../shared/api/kylinRequest';
import type { JobRecord } from '../../shared/kylin/job';
import type { Subject } from './recentJobs';
import type { Result } from './result';
import type { WantedJob } from './startedJob';

/** One range, segment or table of an item, and what is to be done about it. */
export type Task = {
	/** what an error calls it, e.g. `Build of 2026-11-01… to 2026-11-02…` */
	name: string;
	/** what its output item tells besides the outcome, e.g. its range */
	members: IDataObject;
	reason: string;
} & (
	| {
			act: 'start';
			request: KylinRequest;
			wanted: WantedJob & Subject;
			/** what became of it by a good answer; its reason may be empty */
			resultOf: (data: unknown) => Result;
	  }
	| { act: 'attach'; job: JobRecord }
	| { act: 'resume'; job: JobRecord }
	/** `refused` here bars nothing else of the item */
	| { act: 'skip'; outcome: 'already_built' | 'nothing_to_do' | 'refused' }
	/** `job`: what is in the way */
	| { act: 'refuse'; job?: JobRecord }
);

/** What is to be done about a task, and why. */
export type Decision = {
	/** `attach`: use the job that is there; `refuse`: send nothing at all for the item */
	act: Task['act'];
	reason: string;
};

export function refused(reason: string): Decision {
	return { act: 'refuse', reason };
}

/**
 * A decision as a task.
 *
 * @param start `job`: the one to use, to resume or in the way; the rest is for starting one
 * @param skipped what it is called to leave it
 */
export function taskFor(
	about: { name: string; members: IDataObject },
	{ act, reason }: Decision,
	start: Pick<Extract<Task, { act: 'start' }>, 'request' | 'wanted' | 'resultOf'> & {
		job?: JobRecord;
	},
	skipped: 'already_built' | 'nothing_to_do' = 'nothing_to_do',
): Task {
	const { job, ...request } = start;
	const common = { ...about, reason };
	if (act === 'start') return { ...common, act, ...request };
	if (act === 'skip') return { ...common, act, outcome: skipped };
	if (act === 'refuse' || job === undefined) return { ...common, act: 'refuse', job };
	return { ...common, act, job };
}
