import type { JobEventName } from './jobEvent';
import type { Selection } from './selection';

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
