import type { JobEvent, JobEventName } from './jobEvent';

/** Which events a trigger is to fire. An empty list of projects or types, or an empty key, = all. */
export type Selection = {
	events: JobEventName[];
	projects: string[];
	/** as `job_name` on the wire */
	jobTypes: string[];
	/** part of a job's object or ID, in any letter case */
	key: string;
};

export function isSelected(
	{ events, projects, jobTypes, key }: Selection,
	{ event, job }: Pick<JobEvent, 'event' | 'job'>,
): boolean {
	const project = job.project?.toLowerCase();
	const wanted = key.toLowerCase();
	return (
		events.includes(event) &&
		(projects.length === 0 || projects.some((name) => name.toLowerCase() === project)) &&
		(jobTypes.length === 0 || jobTypes.includes(String(job.job_name))) &&
		[job.id, job.target_subject].some((text) =>
			String(text ?? '')
				.toLowerCase()
				.includes(wanted),
		)
	);
}
