import { findJobs } from '../../../../nodes/shared/jobs/findJobs';
import type { JobRecord } from '../../../../nodes/shared/kylin/job';
import { job, jobs, kylinOf } from '../../support';

const idsOf = (list: readonly JobRecord[]) => list.map(({ id }) => id);
const ONE = { time_filter: 4, page_size: 1, page_offset: 0 };

test('each job is asked for alone, one row each', async () => {
	const { send, asked } = kylinOf(jobs(50));
	const ids = idsOf(jobs(50));
	expect([...(await findJobs(send, ids, undefined)).keys()].sort()).toEqual([...ids].sort());
	expect(asked).toEqual(ids.map((key) => ({ ...ONE, key })));
});

test('nothing is asked for no job', async () => {
	const { send, asked } = kylinOf(jobs(1));
	expect((await findJobs(send, [], undefined)).size).toBe(0);
	expect(asked).toEqual([]);
});

test('in a project only', async () => {
	const { send, asked } = kylinOf([job('a', { project: 'other' })]);
	expect((await findJobs(send, ['a'], 'sales')).size).toBe(0);
	expect(asked).toEqual([{ ...ONE, project: 'sales', key: 'a' }]);
});

test('an ID that is a part of others is found among them', async () => {
	const { send } = kylinOf([...jobs(80).map(({ id }) => job(`a-${id}`)), job('a')]);
	expect([...(await findJobs(send, ['a', 'gone'], undefined)).keys()]).toEqual(['a']);
});

test('more of them are looked for among the latest first', async () => {
	const { send, asked } = kylinOf(jobs(300));
	const ids = idsOf(jobs(300)).filter((_id, index) => index < 59 || index > 290);
	expect((await findJobs(send, [...ids, 'gone'], 'sales')).size).toBe(ids.length);
	expect(asked[0]).toMatchObject({ sort_by: 'last_modified', reverse: true, page_size: 138 });
	expect(asked.slice(1).map(({ key }) => key)).toEqual([...ids.slice(59), 'gone']);
});
