import { ParameterError } from '../kylin/failures';
import { readChoices, readCollection, readText, readTexts } from '../values/values';
import { JOB_EVENTS, type JobEventName } from './jobEvent';
import type { Selection } from './selection';

/**
 * The parameters that say which events to fire, sorted, so that two readings of the same choice are
 * equal.
 *
 * @param offered the events the node can fire
 * @param projectsLabel the field of the projects, as the editor shows it
 * @throws ParameterError when no event is chosen, or a value is not possible
 */
export function readSelection(
	parameter: (name: string, fallback: unknown) => unknown,
	{
		offered = JOB_EVENTS,
		projectsLabel = 'Project Names or IDs',
	}: { offered?: readonly JobEventName[]; projectsLabel?: string } = {},
): Selection {
	const events = readChoices(parameter('events', []), 'Events', offered);
	if (events.length === 0) {
		throw new ParameterError('Events', 'is empty: choose at least one event');
	}
	const filters = readCollection(parameter('filters', {}), 'Filters');
	const projects = readTexts(parameter('projects', []), projectsLabel);
	return {
		events: events.sort(),
		projects: [...new Map(projects.map((name) => [name.toLowerCase(), name])).values()].sort(),
		jobTypes: readTexts(filters.jobTypes, 'Job Types').sort(),
		key: readText(filters.key, 'Job ID or Object Contains') ?? '',
	};
}

export function isSameSelection(one: Selection, other: Selection): boolean {
	const flat = ({ events, projects, jobTypes, key }: Selection) =>
		JSON.stringify([events, projects, jobTypes, key]);
	return flat(one) === flat(other);
}
