import { randomUUID } from 'node:crypto';
import type { Check } from './check';

/** What the node does not send, or only if it is given by an expression: Kylin's codes for it. */
export const refusals: Check = {
	title: "Kylin's codes for what it refuses",
	async run(kylin, { projects: [project] }, findings) {
		const known = { time_filter: '4', page_size: '1', project };
		const year = { start_time: '0', end_time: '1' };
		const nobody = `no_project_${randomUUID().slice(0, 8)}`;
		const asked: Array<[string, string, Record<string, string>]> = [
			['an unknown status', '/jobs', { ...known, statuses: 'X' }],
			['an unknown type', '/jobs', { ...known, job_names: 'X' }],
			['an unknown time range', '/jobs', { ...known, time_filter: '9' }],
			['an unknown order', '/jobs', { ...known, sort_by: 'x' }],
			['no time range', '/jobs', { project }],
			['a page size that is no number', '/jobs', { ...known, page_size: 'x' }],
			['an unknown project', '/jobs', { ...known, project: nobody }],
			['a job that does not exist', `/jobs/${randomUUID()}/detail`, { project }],
			['statistics without a project', '/jobs/statistics', year],
			['statistics of an unknown project', '/jobs/statistics', { ...year, project: nobody }],
			['an unknown permission', '/projects', { permission: 'X' }],
		];
		for (const [name, path, query] of asked) {
			findings.fact(name, (await kylin.get(path, query)).outcome);
		}
		findings.seen.push(`${asked.length} questions`);
	},
};
