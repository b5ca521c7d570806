/**
 * Jobs that Kylin gives itself, every half hour some of them. Its lists leave them out unless they are
 * asked for by name (JobTypeEnum; recorded at 5.0.2), its callbacks do not.
 */
export const HOUSEKEEPING_TYPES: ReadonlyArray<{ name: string; value: string }> = [
	{ name: 'Housekeeping: ASYNC_QUERY', value: 'ASYNC_QUERY' },
	{ name: 'Housekeeping: AUTO_REFRESH', value: 'AUTO_REFRESH' },
	{ name: 'Housekeeping: META', value: 'META' },
	{ name: 'Housekeeping: ROUTINE', value: 'ROUTINE' },
	{ name: 'Housekeeping: SOURCE_USAGE', value: 'SOURCE_USAGE' },
	{
		name: 'Housekeeping: SPRING_SESSION_CLEAN_EXPIRED',
		value: 'SPRING_SESSION_CLEAN_EXPIRED',
	},
];

/** The project of jobs that belong to none. */
const GLOBAL_PROJECT = '_global';

/** Whether a job is of no concern unless its type is chosen. */
export function isHousekeeping(jobType: string, project: string): boolean {
	return project === GLOBAL_PROJECT || HOUSEKEEPING_TYPES.some(({ value }) => value === jobType);
}
