import { STATISTICS_URL } from '../../../shared/api/jobs';
import { operation } from '../../item/operation';
import { GROUP_BY, PERIOD } from './getStatistics.fields';
import { getStatistics as run } from './getStatistics';

export const getStatistics = operation(
	{
		name: 'Get Statistics',
		value: 'getStatistics',
		action: 'Count finished jobs and their hours',
		description:
			'Count the finished jobs of a period, their duration and size, in total or by model, day, week or month',
		request: { method: 'GET', url: STATISTICS_URL },
	},
	run,
	[
		PERIOD.properties.project,
		PERIOD.properties.start_time,
		PERIOD.properties.end_time,
		GROUP_BY.property,
	],
);
