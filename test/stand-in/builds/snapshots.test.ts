import {
	AS_OPERATOR,
	AS_READER,
	ask,
	finish,
	jobsOf,
	list,
	refusal,
	startWith,
	type Body,
} from './questions';

/** Snapshots of tables, and samplings. */

const SNAPSHOTS = 'snapshots?project=learn';

async function startWithTables() {
	const standIn = await startWith({});
	for (const name of ['SSB.CUSTOMER', 'SSB.PART', 'SSB.REGION']) {
		standIn.builds.addTable({ project: 'learn', name, snapshot: name === 'SSB.CUSTOMER', rows: 7 });
	}
	return standIn;
}

function statuses({ value }: { value: Body[] }) {
	return Object.fromEntries(value.map(({ table, status }) => [table, status]));
}

describe('snapshots', () => {
	it('are built and refreshed by jobs', async () => {
		const standIn = await startWithTables();
		const tables = ['SSB.CUSTOMER', 'SSB.REGION'];
		const [, region] = jobsOf(await ask(standIn, 'POST', 'snapshots', { tables }));
		expect(standIn.state.jobs.get(region.job_id)?.table).toBe('SSB.REGION');
		expect(statuses(await list(standIn, SNAPSHOTS))).toEqual({
			CUSTOMER: 'REFRESHING',
			REGION: 'LOADING',
		});
		const again = await ask(standIn, 'POST', 'snapshots', { tables: ['SSB.REGION'] });
		expect(refusal(again)).toEqual([500, 'KE-010032206']);
		finish(standIn);
		const { value } = await list(standIn, SNAPSHOTS);
		expect(statuses({ value })).toEqual({ CUSTOMER: 'ONLINE', REGION: 'ONLINE' });
		expect(value.map(({ total_rows }) => total_rows)).toEqual([7, 7]);
		const [job] = jobsOf(await ask(standIn, 'PUT', 'snapshots', { tables: ['SSB.REGION'] }));
		expect(job.job_name).toBe('SNAPSHOT_REFRESH');
	});

	it('of databases are the rest, which a refresh does not find', async () => {
		const standIn = await startWithTables();
		const refresh = await ask(standIn, 'PUT', 'snapshots', { databases: ['ssb'] });
		expect(refusal(refresh)).toEqual([500, 'KE-010033001']);
		expect(jobsOf(await ask(standIn, 'POST', 'snapshots', { databases: ['ssb'] }))).toHaveLength(2);
		expect(jobsOf(await ask(standIn, 'POST', 'snapshots', { databases: ['SSB'] }))).toEqual([]);
	});

	it('are built by partition, which the job tells', async () => {
		const standIn = await startWithTables();
		const order = async (option: Body) => {
			const body = { tables: ['SSB.CUSTOMER'], options: { 'SSB.CUSTOMER': option } };
			const [{ job_id }] = jobsOf(await ask(standIn, 'POST', 'snapshots', body));
			const { value } = await list(standIn, `jobs?time_filter=4&key=${job_id}`);
			finish(standIn);
			return value[0].snapshot_data_range;
		};
		expect(await order({ partition_col: 'DT' })).toBe('FULL');
		expect(await order({ partition_col: 'DT', incremental_build: true })).toBe('INC');
		const partitions_to_build = ['b', 'a'];
		expect(await order({ partition_col: 'DT', partitions_to_build })).toBe('["a","b"]');
		const none = { tables: ['SSB.PART'], options: { 'SSB.PART': { partitions_to_build: [] } } };
		expect(refusal(await ask(standIn, 'POST', 'snapshots', none))).toEqual([500, 'KE-010000003']);
	});

	it('ask for the switch before the right', async () => {
		const standIn = await startWithTables();
		const body = { tables: ['SSB.PART'] };
		expect(refusal(await ask(standIn, 'POST', 'snapshots', body, AS_READER))).toEqual([
			400,
			'KE-010024001',
		]);
		standIn.builds.setSnapshotManagement('learn', false);
		expect(refusal(await ask(standIn, 'POST', 'snapshots', body, AS_READER))).toEqual([
			500,
			'KE-010033002',
		]);
		expect(refusal(await ask(standIn, 'GET', SNAPSHOTS))).toEqual([500, 'KE-010033002']);
	});

	it('come in pages that begin again', async () => {
		const standIn = await startWith({});
		for (const [index, name] of ['SSB.CUSTOMER', 'SSB.PART', 'SSB.REGION'].entries()) {
			const snapshot_time = [3, 1, 2][index];
			standIn.builds.addTable({ project: 'learn', name, snapshot: true, snapshot_time });
		}
		const page = async (question: string) =>
			(await list(standIn, `${SNAPSHOTS}&${question}`)).value.map(({ table }) => table);
		expect(await page('page_size=1&page_offset=1')).toEqual(['CUSTOMER']);
		expect(await page('page_size=2&page_offset=1')).toEqual(['CUSTOMER', 'REGION']);
		expect((await list(standIn, `${SNAPSHOTS}&page_size=1`)).total_size).toBe(3);
		const byName = 'sort_by=table&reverse=false&page_size=2&page_offset=1';
		expect(await page(byName)).toEqual(['REGION']);
		const bad = await ask(standIn, 'GET', `${SNAPSHOTS}&sort_by=zzz`);
		expect(refusal(bad)).toEqual([500, 'KE-010043218']);
		const status = await ask(standIn, 'GET', `${SNAPSHOTS}&status=online`);
		expect(refusal(status)).toEqual([400, 'KE-010000003']);
	});
});

describe('a sampling', () => {
	it('needs MANAGEMENT and discards the one before', async () => {
		const standIn = await startWithTables();
		const body = { qualified_table_name: 'ssb.part', rows: 20_000 };
		const refused = await ask(standIn, 'POST', 'tables/sampling_jobs', body, AS_OPERATOR);
		expect(refusal(refused)).toEqual([400, 'KE-010024001']);
		const first = (await ask(standIn, 'POST', 'tables/sampling_jobs', body)).data as string;
		const second = (await ask(standIn, 'POST', 'tables/sampling_jobs', body)).data as string;
		expect([standIn.jobs()[first], standIn.jobs()[second]]).toEqual(['DISCARDED', 'READY']);
	});
});
