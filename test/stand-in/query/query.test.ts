import { AS_ADMIN, send } from '../request';
import { start, type StandIn } from '../harness';

interface Result {
	columnMetas: Array<{ label: string; columnTypeName: string }> | null;
	results: Array<Array<string | null>> | null;
	[member: string]: unknown;
}

async function ask(standIn: StandIn, sql: string, more: Record<string, unknown> = {}) {
	const answer = await send(standIn.port, {
		method: 'POST',
		path: '/kylin/api/query',
		headers: { ...AS_ADMIN, 'User-Agent': 'test', 'Content-Type': 'application/json' },
		body: JSON.stringify({ project: 'learn_kylin', sql, ...more }),
	});
	return (JSON.parse(answer.text) as { data: Result }).data;
}

const seed = { projects: [{ name: 'learn_kylin' }] };

it('answers from an index, and from the source where none fits', async () => {
	const standIn = await start({ seed });
	const fromIndex = await ask(standIn, 'select count(*) from ssb.lineorder');
	const fromSource = await ask(standIn, 'select min(lo_tax) from ssb.lineorder');
	expect([fromIndex.results, fromIndex.pushDown]).toEqual([[['9100']], false]);
	expect([fromSource.results, fromSource.pushDown]).toEqual([[['0.00']], true]);
});

it('ends a query that is stopped', async () => {
	const standIn = await start({ seed });
	standIn.queries.next({ slowMs: 60_000 });
	const asked = ask(standIn, 'select 1', { stopId: 'mine' });
	while (standIn.queries.running.count === 0) await new Promise((go) => setTimeout(go, 5));
	await send(standIn.port, {
		method: 'DELETE',
		path: '/kylin/api/query/mine',
		headers: AS_ADMIN,
	});
	expect(await asked).toMatchObject({
		isException: true,
		is_stop_by_user: true,
		exceptionMessage: 'Stopped by user.',
		columnMetas: [],
	});
});
