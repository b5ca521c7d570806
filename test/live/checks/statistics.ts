import { DateTime } from 'luxon';
import type { Check } from './check';
import { locator } from './check';

export const statistics: Check = {
	title: 'Get Statistics: totals and every group',
	async run(kylin, { scope, projects }, findings) {
		// Each question for the same period; days to come are in none.
		const period = {
			from: DateTime.utc().minus({ years: 1 }).toISO(),
			to: DateTime.utc().toISO(),
		};
		const project = scope ?? projects[0];
		const counted = new Map<string, number>();
		for (const groupBy of ['none', 'day', 'week', 'month', 'model']) {
			const { items, outcome } = await kylin.node({
				resource: 'job',
				operation: 'getStatistics',
				project: locator(project),
				groupBy,
				...period,
			});
			findings.fact(groupBy, outcome);
			counted.set(
				groupBy,
				items.reduce((sum, { count }) => sum + Number(count), 0),
			);
		}
		const total = counted.get('none');
		for (const groupBy of ['day', 'week', 'month']) {
			findings.expect(counted.get(groupBy) === total, `the jobs by ${groupBy} add up to all`);
		}
		findings.seen.push(`jobs in a year: ${total}`);
	},
};
