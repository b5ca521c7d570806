import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { JobRecord } from '../../../nodes/shared/kylin/job';
import type { Kylin } from '../kylin';
import { locator, type Check } from './check';

const jobLocator = (id: string) => ({ __rl: true, mode: 'id', value: id });

async function newestJob(
	kylin: Kylin,
	scope: string | undefined,
	status: string,
): Promise<JobRecord | undefined> {
	const filters = { statuses: [status] };
	return (await kylin.jobs({ project: locator(scope), pageSize: 1, filters })).items[0];
}

async function stepsOf(kylin: Kylin, { id, project }: JobRecord): Promise<IDataObject[]> {
	const { data } = await kylin.get(`/jobs/${encodeURIComponent(id)}/detail`, { project });
	return Array.isArray(data) ? (data as IDataObject[]) : [];
}

export const detail: Check = {
	title: 'Get Job: a finished one, a failed one, one that does not exist',
	async run(kylin, { scope }, findings) {
		for (const status of ['FINISHED', 'ERROR']) {
			const job = await newestJob(kylin, scope, status);
			if (job === undefined) {
				findings.leftOut.push(`there is no job in ${status}`);
				continue;
			}
			const { items, outcome } = await kylin.node({
				resource: 'job',
				operation: 'get',
				job: jobLocator(job.id),
				project: locator(job.project),
			});
			findings.fact(status, outcome);
			findings.expect(items[0]?.id === job.id, 'the job that was asked for is returned');
			const steps = await stepsOf(kylin, job);
			findings.records(`step of a job in ${status}`, steps);
			findings.records(
				`stage of a job in ${status}`,
				steps.flatMap(({ sub_stages }) => (sub_stages as IDataObject[] | null) ?? []),
			);
			findings.seen.push(`${status}: ${steps.length} steps`);
		}
		const nobody = { resource: 'job', operation: 'get', job: jobLocator(randomUUID()) };
		const project = locator(scope);
		const isRefused = (await kylin.node({ ...nobody, project })).outcome !== 'ok';
		findings.expect(isRefused, 'a job that does not exist is refused');
	},
};

export const log: Check = {
	title: 'Get Job Log: an excerpt and the whole log',
	async run(kylin, { scope }, findings) {
		const job =
			(await newestJob(kylin, scope, 'ERROR')) ?? (await newestJob(kylin, scope, 'FINISHED'));
		if (job === undefined) {
			findings.leftOut.push('no job has failed or finished');
			return;
		}
		for (const logFormat of ['excerpt', 'file']) {
			const { items, outcome } = await kylin.node({
				resource: 'job',
				operation: 'getLog',
				job: jobLocator(job.id),
				project: locator(job.project),
				stepChoice: 'chosenStep',
				step: '1',
				logFormat,
			});
			findings.fact(logFormat, outcome);
			findings.expect(items.length === 1, `the log (${logFormat}) is one item`);
		}
		const [{ id } = { id: '' }] = await stepsOf(kylin, job);
		const path = `/jobs/${encodeURIComponent(job.id)}/steps/${encodeURIComponent(String(id))}/output`;
		const { data } = await kylin.get(path, { project: job.project });
		findings.records('log', [data as IDataObject]);
	},
};
