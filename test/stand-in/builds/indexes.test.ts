import { start } from '../harness';
import {
	AS_READER,
	FIRST,
	SECOND,
	ask,
	build,
	change,
	complete,
	finish,
	jobsOf,
	list,
	range,
	refusal,
	seed,
	shown,
	startWith,
	type Body,
} from './questions';

/** Building the indexes that segments lack. */

const INDEXES = 'models/sales/indexes';

async function buildIndexes(standIn: Awaited<ReturnType<typeof startWith>>) {
	return (await ask(standIn, 'POST', INDEXES)).data as { type: string; job_id: string | null };
}

function indexCounts(standIn: Awaited<ReturnType<typeof startWith>>) {
	return standIn.builds.segments('learn', 'sales').map(({ indexes }) => indexes.length);
}

describe('building indexes', () => {
	it('builds what is missing into all free segments', async () => {
		const standIn = await startWith({ segments: [range(0), range(1)] });
		standIn.builds.addIndex('learn', 'sales');
		expect(await buildIndexes(standIn)).toMatchObject({ type: 'NORM_BUILD' });
		expect(shown(standIn).map(([, status]) => status)).toEqual(['LOADING', 'LOADING']);
		expect(await buildIndexes(standIn)).toEqual({
			warn_code: null,
			type: 'NO_LAYOUT',
			job_id: null,
		});
		finish(standIn);
		expect(indexCounts(standIn)).toEqual([3, 3]);
		expect(await buildIndexes(standIn)).toMatchObject({ type: 'NO_LAYOUT' });
	});

	it('leaves out what a failed job holds, without a word', async () => {
		const standIn = await startWith({ segments: [range(0), range(1)] });
		standIn.builds.failNext();
		await change(standIn, { names: [FIRST] });
		finish(standIn);
		standIn.builds.addIndex('learn', 'sales');
		expect(await buildIndexes(standIn)).toMatchObject({ type: 'NORM_BUILD' });
		finish(standIn);
		expect(indexCounts(standIn)).toEqual([2, 0, 3]);
	});

	it('of a model without a segment has none to build into', async () => {
		const standIn = await startWith({ indexes: [] });
		expect(await buildIndexes(standIn)).toMatchObject({ type: 'NO_SEGMENT', job_id: null });
	});

	it.each([
		['5.0.2', [2, 2]],
		['5.0.0', [3, 3]],
	] as const)('of %s drops indexes marked for deletion: %j are left', async (profile, left) => {
		const standIn = await start({ profile, manual: true, seed: seed({}) });
		const id = standIn.builds.addIndex('learn', 'sales');
		standIn.builds.addSegments('learn', 'sales', [range(0), range(1)]);
		standIn.builds.lockIndex('learn', 'sales', id);
		const { value } = await list(standIn, 'models/sales/segments?project=learn');
		expect(value.map(({ locked_index_count }) => locked_index_count)).toEqual([1, 1]);
		await buildIndexes(standIn);
		finish(standIn);
		expect(indexCounts(standIn)).toEqual(left);
	});
});

describe('completion', () => {
	it('takes all listed segments into one job, or one each', async () => {
		const both = `names=${FIRST},${SECOND}`;
		for (const [question, count] of [
			[both, 1],
			[`${both}&parallel=true`, 2],
		] as const) {
			const standIn = await startWith({ segments: [range(0), range(1)] });
			standIn.builds.addIndex('learn', 'sales');
			expect(jobsOf(await complete(standIn, question))).toHaveLength(count);
			finish(standIn);
			expect(indexCounts(standIn)).toEqual([3, 3]);
		}
	});

	it('builds nothing if one segment is held, and the others if it works in parallel', async () => {
		const standIn = await startWith({ segments: [range(0), range(1)] });
		standIn.builds.addIndex('learn', 'sales');
		standIn.builds.holdNext();
		await change(standIn, { names: [FIRST] });
		const [old] = standIn.builds.segments('learn', 'sales');
		const [, , second] = standIn.builds.segments('learn', 'sales');
		const ids = `ids=${old.id},${second.id}`;
		const failed = ({ data }: { data: unknown }) =>
			(data as { failed_segments: Body[] }).failed_segments.map(({ id, error }) => [
				id,
				(error as Body).code,
			]);
		const serial = await complete(standIn, ids);
		expect([jobsOf(serial), failed(serial)]).toEqual([[], [[old.id, 'KE-010032206']]]);
		const parallel = await complete(standIn, `${ids}&parallel=true`);
		expect([jobsOf(parallel).length, failed(parallel)]).toEqual([1, [[old.id, 'KE-010032206']]]);
	});

	it('with nothing missing answers a job without an ID', async () => {
		const standIn = await startWith({ segments: [range(0)] });
		const nothing = { jobs: [{ job_name: 'INDEX_BUILD', job_id: null }], failed_segments: [] };
		expect((await complete(standIn, `names=${FIRST}`)).data).toEqual(nothing);
		expect((await complete(standIn, `names=${FIRST}&index_status=no_build`)).data).toEqual(nothing);
	});

	it('refuses segments that it does not know, too many, and who has no right', async () => {
		const standIn = await startWith({ segments: [range(0)] });
		const many = Array.from({ length: 101 }, (_, index) => `s${index}`).join();
		expect(refusal(await complete(standIn, 'names=x,y'))).toEqual([500, 'KE-010022209']);
		expect(refusal(await complete(standIn, `ids=${many}`))).toEqual([500, 'KE-010022222']);
		expect(refusal(await complete(standIn, 'ids=zz', AS_READER))).toEqual([400, 'KE-010024001']);
	});

	it('of segments that are not ready fails with Java’s text', async () => {
		const standIn = await startWith({ segments: [{ ...range(0), status: 'NEW' }] });
		const answer = await complete(standIn, `names=${FIRST}`);
		expect(answer.msg).toBe('KE-000000001(UNKNOWN ERRORCODE): No segment is ready in this job.');
	});
});

describe('the list of indexes', () => {
	it('shows one index as built if any segment has it', async () => {
		const standIn = await startWith({ segments: [range(0), range(1)] });
		const added = standIn.builds.addIndex('learn', 'sales');
		const statuses = async () => {
			const { data } = await ask(standIn, 'GET', `${INDEXES}?project=learn`);
			return (data as unknown as { indexes: Body[] }).indexes.map(({ id, status }) => [id, status]);
		};
		expect(await statuses()).toContainEqual([added, 'NO_BUILD']);
		await complete(standIn, `names=${FIRST}`);
		expect(await statuses()).toContainEqual([added, 'BUILDING']);
		finish(standIn);
		expect(await statuses()).toContainEqual([added, 'ONLINE']);
		expect(indexCounts(standIn)).toEqual([3, 2]);
		const unknown = await ask(standIn, 'GET', `${INDEXES}?project=learn&status=X`);
		expect(unknown.msg).toBe(
			'KE-010012203: The parameter "status" only supports "LOCKED, BUILDING, NO_BUILD, ONLINE".',
		);
	});
});

it('an empty segment is filled by its indexes', async () => {
	const standIn = await startWith({});
	expect(jobsOf(await build(standIn, { ...range(0), build_all_indexes: false }))).toEqual([null]);
	expect(indexCounts(standIn)).toEqual([0]);
	await buildIndexes(standIn);
	finish(standIn);
	expect(indexCounts(standIn)).toEqual([2]);
});
