import type { JobEvent, JobEventName } from './jobEvent';

/** Which events a trigger is to fire. An empty list of projects, types or models, or an empty key, = all. */
export type Selection = {
	events: JobEventName[];
	projects: string[];
	/** as `job_name` on the wire */
	jobTypes: string[];
	/** names, exactly */
	models: string[];
	/** part of a job's object or ID, in any letter case */
	key: string;
};

/** What the parameters of a trigger say, as their fields read them. */
export type ChosenEvents = {
	events: JobEventName[];
	projects: string[];
	filters: { key?: string; jobTypes: string[]; models?: string[] };
};

/** Sorted, so that two readings of the same choice are equal. */
export function toSelection({ events, projects, filters }: ChosenEvents): Selection {
	return {
		events: [...events].sort(),
		projects: [...new Map(projects.map((name) => [name.toLowerCase(), name])).values()].sort(),
		jobTypes: [...filters.jobTypes].sort(),
		models: [...(filters.models ?? [])].sort(),
		key: filters.key ?? '',
	};
}

export function isSameSelection(one: Selection, other: Selection): boolean {
	const flat = ({ events, projects, jobTypes, models, key }: Selection) =>
		JSON.stringify([events, projects, jobTypes, models, key]);
	return flat(one) === flat(other);
}

export function isSelected(
	{ events, projects, jobTypes, models, key }: Selection,
	{ event, job, objectBefore }: Pick<JobEvent, 'event' | 'job' | 'objectBefore'>,
): boolean {
	const project = lowerCase(job.project);
	const objects = objectNames(job, objectBefore);
	return (
		events.includes(event) &&
		(projects.length === 0 || projects.some((name) => name.toLowerCase() === project)) &&
		(jobTypes.length === 0 || jobTypes.includes(textOf(job.job_name))) &&
		(models.length === 0 || models.some((name) => objects.includes(name))) &&
		[job.id, ...objects].some((text) => lowerCase(text).includes(key.toLowerCase()))
	);
}

/**
 * A job is judged by the object it was known by: once a model is deleted, Kylin has a complaint in place of
 * its name. A renamed one counts by both names.
 */
function objectNames(
	{ target_subject, target_subject_error }: JobEvent['job'],
	objectBefore: string | undefined,
): string[] {
	if (objectBefore === undefined) return [textOf(target_subject)];
	return target_subject_error === true ? [objectBefore] : [objectBefore, textOf(target_subject)];
}

function lowerCase(value: unknown): string {
	return textOf(value).toLowerCase();
}

/** One odd member of a record is no reason to hold back the events of others. */
function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
