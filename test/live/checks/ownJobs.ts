import type { IDataObject } from 'n8n-workflow';
import type { Kylin } from '../kylin';
import { rowsOf } from '../server';
import { MOST_JOBS, locator, type Check } from './check';

const SAMPLED_ROWS = 10_000;
const WAIT = { interval: 2, maxDuration: 15, failureStatuses: [], onTimeout: 'returnJobs' };

/** Acts on jobs that it has started itself, and on no others. What they leave in the history stays. */
export const ownJobs: Check = {
	title: 'Operate Jobs and Wait for Jobs, on jobs started for it',
	async run(kylin, { writeProject: project }, findings) {
		if (project === undefined) return;
		const table = await tableToSample(kylin, project);
		if (table === undefined) {
			findings.leftOut.push(`no table of ${project} is known that no job samples already`);
			return;
		}
		const start = async () => {
			const answer = await kylin.change('POST', '/tables/sampling_jobs', {
				project,
				qualified_table_name: table,
				rows: SAMPLED_ROWS,
			});
			findings.fact('start a sampling', answer.outcome);
			return answer.outcome === 'ok' ? String(answer.data) : undefined;
		};
		const operate = async (action: string, id: string, expected: string[]) => {
			const { items, outcome } = await kylin.node({
				resource: 'job',
				operation: 'operate',
				action,
				jobIds: id,
				project: locator(project),
			});
			const status = String(items[0]?.job_status);
			findings.fact(action, outcome);
			findings.expect(
				expected.includes(status),
				`${action} leads to ${expected[0]}, not ${status}`,
			);
		};

		const first = await start();
		if (first === undefined) return;
		await operate('PAUSE', first, ['STOPPED']);
		await operate('RESUME', first, ['PENDING', 'RUNNING']);
		const { items, outcome } = await kylin.node({
			resource: 'job',
			operation: 'wait',
			jobIds: first,
			project: locator(project),
			waitOptions: WAIT,
		});
		findings.fact('wait', outcome);
		const end = String(items[0]?.job_status);
		if (end !== 'FINISHED') await operate('DISCARD', first, ['DISCARDED']);

		const second = await start();
		if (second === undefined) return;
		await operate('DISCARD', second, ['DISCARDED']);
		const again = await kylin.change('PUT', '/jobs/status', {
			project,
			action: 'RESUME',
			job_ids: [second],
		});
		findings.fact('RESUME of a discarded job', again.outcome);
		findings.seen.push(
			`job ${first} ended as ${end}, ${second} was discarded; both stay in the history`,
		);
	},
};

/**
 * A table that no unfinished job samples: Kylin would discard that job. Tables are known from models and
 * from earlier jobs.
 */
async function tableToSample(kylin: Kylin, project: string): Promise<string | undefined> {
	const models = rowsOf(await kylin.get('/models', { project, page_size: '100' }));
	const { items: jobs } = await kylin.jobs({ project: locator(project), pageSize: MOST_JOBS });
	const filters = {
		jobTypes: ['TABLE_SAMPLING'],
		statuses: ['PENDING', 'RUNNING', 'ERROR', 'STOPPED'],
	};
	const busy = await kylin.jobs({ project: locator(project), returnAll: true, filters });
	const isBusy = new Set(busy.items.map(({ target_model }) => target_model));
	return [...models.map(factTable), ...jobs.map(sampledTable)].find(
		(table) => table !== undefined && !isBusy.has(table),
	);
}

function factTable({ fact_table, is_streaming }: IDataObject): string | undefined {
	return typeof fact_table === 'string' && is_streaming !== true ? fact_table : undefined;
}

function sampledTable({ job_name, target_model }: IDataObject): string | undefined {
	const isOfTable = /^(?:TABLE_SAMPLING|SNAPSHOT_)/.test(String(job_name));
	return isOfTable && typeof target_model === 'string' ? target_model : undefined;
}
