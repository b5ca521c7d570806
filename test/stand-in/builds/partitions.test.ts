import fc from 'fast-check';
import { createZone } from '../zone';
import { floorForCheck, floorTo } from './partitionFormat';
import {
	AS_READER,
	ask,
	build,
	finish,
	jobsOf,
	list,
	range,
	refusal,
	shown,
	startWith,
	type Body,
} from './questions';

/** Formats of partition columns, and models with sub-partitions. */

const utc = (text: string) => Date.parse(`${text}Z`);

describe('a range', () => {
	/** As Java 17 answers: `format.parse(format.format(date))`. */
	test.each([
		['GMT+8', 'yyyyMMdd', '2023-12-31T17:00:00', '2023-12-31T16:00:00'],
		['America/New_York', 'yyyyMM', '2024-03-20T05:00:00', '2024-03-01T05:00:00'],
		['America/New_York', 'yyyy-MM-dd HH:mm:ss', '2024-11-03T05:30:00', '2024-11-03T06:30:00'],
		['America/New_York', 'yyyy-MM-dd HH', '2024-11-03T06:30:00', '2024-11-03T06:00:00'],
		['America/Havana', 'yyyy-MM-dd', '2024-11-03T04:30:00', '2024-11-03T05:00:00'],
		['Africa/Cairo', 'yyyy-MM-dd', '2024-04-26T05:00:00', '2024-04-25T22:00:00'],
		['Asia/Beirut', 'yyyyMMdd', '2024-03-31T05:00:00', '2024-03-30T22:00:00'],
	])('of %s and %s is cut as Java cuts it', (zone, format, from, expected) => {
		expect(new Date(floorTo(createZone(zone), format, utc(from))).toISOString()).toBe(
			new Date(utc(expected)).toISOString(),
		);
	});

	test('keeps the milliseconds of the timestamp words, which only the check cuts', () => {
		const zone = createZone('UTC');
		const ms = 1_704_042_000_123;
		expect(floorTo(zone, 'TIMESTAMP SECOND', ms)).toBe(ms);
		expect(floorForCheck(zone, 'TIMESTAMP SECOND', ms)).toBe(1_704_042_000_000);
		expect(floorForCheck(zone, 'TIMESTAMP MILLISECOND', ms)).toBe(ms);
		expect(floorTo(zone, null, ms)).toBe(ms);
	});

	test('that is cut is not cut again', () => {
		const zones = fc.constantFrom(
			'UTC',
			'GMT-03:30',
			'Asia/Kolkata',
			'Europe/Berlin',
			'Pacific/Apia',
		);
		const formats = fc.constantFrom(
			'yyyy-MM-dd',
			'yyyyMM',
			'yyyy/MM/dd HH:mm',
			'yyyy-MM-dd HH:mm:ss.SSS',
		);
		const times = fc.integer({ min: utc('2000-01-01T00:00'), max: utc('2040-01-01T00:00') });
		fc.assert(
			fc.property(zones, formats, times, (id, format, ms) => {
				const zone = createZone(id);
				const once = floorTo(zone, format, ms);
				expect(floorTo(zone, format, once)).toBe(once);
			}),
		);
	});
});

const MODEL = { multi_partition: { columns: ['ORDERS.REGION'], values: [['EU'], ['US']] } };

async function startPartitioned() {
	const standIn = await startWith(MODEL);
	await build(standIn, { ...range(0), sub_partition_values: [['EU']] });
	finish(standIn);
	const [{ id }] = standIn.builds.segments('learn', 'sales');
	const path = 'models/sales/segments/multi_partition';
	const statuses = async () => {
		const { value } = await list(
			standIn,
			`${path}?project=learn&segment_id=${id}&sort_by=id&reverse=false`,
		);
		return value.map(({ values, status }: Body) => [(values as string[])[0], status]);
	};
	return { standIn, id, path, statuses };
}

describe('a model with sub-partitions', () => {
	it('is built for values, which it learns', async () => {
		const standIn = await startWith(MODEL);
		const empty = await build(standIn, range(0));
		const wide = await build(standIn, { ...range(0), sub_partition_values: [['a', 'b']] });
		expect([refusal(empty), refusal(wide)]).toEqual([
			[500, 'KE-010032201'],
			[500, 'KE-010032205'],
		]);
		const all = { sub_partition_values: [['AP']], build_all_sub_partitions: true };
		expect((await build(standIn, { ...range(0), ...all })).status).toBe(200);
		finish(standIn);
		const { value } = await list(standIn, 'models/sales/segments?project=learn');
		expect([value[0].multi_partition_count, value[0].multi_partition_count_total]).toEqual([3, 3]);
		const word = { ...range(1), build_all_sub_partitions: 'perhaps' };
		expect(refusal(await build(standIn, word))).toEqual([500, 'KE-010043209']);
	});

	it('loads further values into a segment', async () => {
		const { standIn, id, path, statuses } = await startPartitioned();
		const body = { segment_id: id, sub_partition_values: [['US'], ['AP']] };
		const jobs = jobsOf(
			await ask(standIn, 'POST', path, { ...body, parallel_build_by_segment: true }),
		);
		expect(jobs.map(({ job_name }) => job_name)).toEqual([
			'SUB_PARTITION_BUILD',
			'SUB_PARTITION_BUILD',
		]);
		expect(shown(standIn)[0][1]).toBe('LOADING');
		await ask(standIn, 'PUT', 'jobs/status', { job_ids: [jobs[1].job_id], action: 'DISCARD' });
		finish(standIn);
		expect(await statuses()).toEqual([
			['EU', 'ONLINE'],
			['US', 'ONLINE'],
		]);
		expect(refusal(await ask(standIn, 'POST', path, body))).toEqual([500, 'KE-010032209']);
	});

	it('refreshes values of a segment', async () => {
		const { standIn, id, path, statuses } = await startPartitioned();
		const body = { segment_id: id, sub_partition_values: [['EU']] };
		expect(jobsOf(await ask(standIn, 'PUT', path, body))[0].job_name).toBe('SUB_PARTITION_REFRESH');
		expect(await statuses()).toEqual([['EU', 'REFRESHING']]);
		expect(shown(standIn)[0][1]).toBe('REFRESHING');
		finish(standIn);
		expect(await statuses()).toEqual([['EU', 'ONLINE']]);
		const unknown = { ...body, sub_partition_values: [['XX']] };
		expect(refusal(await ask(standIn, 'PUT', path, unknown))).toEqual([500, 'KE-010032205']);
		expect(refusal(await ask(standIn, 'POST', path, body, AS_READER))).toEqual([
			500,
			'KE-010024001',
		]);
		expect(refusal(await ask(standIn, 'PUT', path, body, AS_READER))).toEqual([
			400,
			'KE-010024001',
		]);
	});

	it('asks for the switch of the project, except to list', async () => {
		const { standIn, id, path, statuses } = await startPartitioned();
		standIn.state.addProject('learn').multiPartitioning = false;
		const body = { segment_id: id, sub_partition_values: [['US']] };
		expect(refusal(await ask(standIn, 'POST', path, body))).toEqual([500, 'KE-010001208']);
		expect(await statuses()).toEqual([['EU', 'ONLINE']]);
	});

	it('is not one without them', async () => {
		const standIn = await startWith({ segments: [range(0)] });
		const [{ id }] = standIn.builds.segments('learn', 'sales');
		const body = { segment_id: id, sub_partition_values: [['US']] };
		const path = 'models/sales/segments/multi_partition';
		expect(refusal(await ask(standIn, 'PUT', path, body))).toEqual([500, 'KE-010002017']);
	});
});
