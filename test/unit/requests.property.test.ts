import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { readListRequest } from '../../nodes/ApacheKylin/job/list/listRequest';
import { readJobIds } from '../../nodes/ApacheKylin/job/jobIds';
import { operateJobs } from '../../nodes/ApacheKylin/job/operate/operateJobs';
import type { KylinRequest } from '../../nodes/shared/api/kylinRequest';
import type { InputItem } from '../../nodes/ApacheKylin/item/inputItem';
import { KylinFailure, ParameterError } from '../../nodes/shared/kylin/failures';
import { JOB_ACTIONS, JOB_STATUSES } from '../../nodes/shared/kylin/jobStatus';

/** What an expression can yield, besides what fits. */
const odd = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
	},
	fc.constantFrom<unknown>('', '  ', null, undefined, [], [''], [null], {}, NaN, Infinity, true, 0),
	fc.constantFrom<unknown>(
		'\ud800',
		'__proto__',
		'constructor',
		['__proto__'],
		'a,b',
		'\u0000',
		'ä/../?#&=',
	),
	fc.string({ unit: 'binary' }),
);

const orOdd = (...values: unknown[]) =>
	fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...values) }, odd);

/** A request is sound if no value in it is empty, and all of it can be written down. */
/** What has no value is not sent. */
function expectSound(values: unknown[]) {
	for (const value of values.flat().filter((sent) => sent !== undefined)) {
		expect(['string', 'number', 'boolean']).toContain(typeof value);
		expect(value).not.toBe('');
		if (typeof value === 'string') {
			expect(value).toBe(value.trim());
			expect(() => encodeURIComponent(value)).not.toThrow();
		}
		if (typeof value === 'number') expect(Number.isSafeInteger(value)).toBe(true);
	}
}

const labels = (names: string[]) => new RegExp(`^'(${names.join('|')})' `);

function expectNamed(error: unknown, names: string[]) {
	if (!(error instanceof ParameterError)) throw error;
	expect(error.message).toMatch(labels(names));
}

test('List Jobs: any values give a sound query, or a sentence that names the field', () => {
	const sent = fc.record(
		{
			time_filter: orOdd(0, 4, '2', 'last week'),
			project: orOdd('learn_kylin', ' x ', '*'),
			page_size: orOdd(1, '100000'),
		},
		{ requiredKeys: [] },
	);
	const filters = fc.record(
		{
			changedAfter: orOdd('2026-11-01', new Date(0)),
			changedBefore: orOdd('2026-11-01T08:00:00Z', 1_795_392_061_000),
			statuses: orOdd(['ERROR'], 'failed,STOPPED', []),
			jobTypes: orOdd(['INDEX_BUILD'], 'Load Data', ''),
			models: orOdd(['orders'], 'a，b'),
			key: orOdd('orders', 7),
			otherProjects: orOdd(['sales'], '*'),
		},
		{ requiredKeys: [] },
	);
	const options = fc.record(
		{
			newestPerObject: orOdd(true, 'false'),
			pageOffset: orOdd(0, 21_000),
			sortBy: orOdd('create_time', ''),
			reverse: orOdd(true, 'false'),
		},
		{ requiredKeys: [] },
	);
	fc.assert(
		fc.property(
			sent,
			fc.oneof(filters, odd),
			fc.oneof(options, odd),
			fc.boolean(),
			(query, ownFilters, ownOptions, isExpression) => {
				const values: Record<string, unknown> = { filters: ownFilters, options: ownOptions };
				try {
					const request = readListRequest(
						{
							fields: { query: query as IDataObject, body: {} },
							parameter: (name, fallback) => values[name] ?? fallback,
							isExpression: () => isExpression,
						},
						'Europe/Berlin',
					);
					const { page, projects = [], models, query: own } = request;
					expectSound([...Object.values(own), ...projects, ...models]);
					expect((page?.pageSize ?? 1) * (page?.pageOffset ?? 0)).toBeLessThan(2 ** 31);
				} catch (error) {
					expectNamed(error, [
						'Changed Within',
						'Changed After',
						'Changed Before',
						'Project',
						'Filters',
						'Options',
						'Statuses',
						'Job Types',
						'Model Names or IDs',
						'Other Project Names or IDs',
						'Object or Job ID Contains',
						'Sort By',
						'Newest or Largest First',
						'Newest per Object Only',
						'Page Size',
						'Page Offset',
					]);
				}
			},
		),
		{ numRuns: 500 },
	);
});

test('Operate Jobs: any values give a sound request for what was asked, or a sentence', async () => {
	const parameters = fc.record(
		{
			applyTo: orOdd('selectedJobs', 'allJobsInProject'),
			dryRun: orOdd(true, false, 'false'),
			discardAllDryRun: orOdd(true, false, 'false'),
			options: fc.oneof(
				odd,
				fc.record(
					{
						ifNoJobFits: orOdd('fail', 'returnThem'),
						skipUnsuitable: orOdd(true, false),
						return: orOdd('jobRecords', 'confirmation'),
					},
					{ requiredKeys: [] },
				),
			),
		},
		{ requiredKeys: [] },
	);
	const bodies = fc.record(
		{
			action: orOdd(...JOB_ACTIONS),
			job_ids: orOdd('job-1', ['job-1', 'job-2'], 'job-1, job-2'),
			project: orOdd('learn_kylin', ''),
			statuses: orOdd([], ['ERROR'], [...JOB_STATUSES]),
		},
		{ requiredKeys: [] },
	);
	let putCount = 0;
	await fc.assert(
		fc.asyncProperty(parameters, bodies, async (given, body) => {
			const sent: KylinRequest[] = [];
			const send = async (request: KylinRequest) => {
				sent.push(request);
				const job = {
					id: 'job-1',
					job_status: 'ERROR',
					project: 'learn_kylin',
					last_modified: 1,
					create_time: 1,
					scheduler_state: 'ERROR',
				};
				return { value: [job], total_size: 1 };
			};
			const item = {
				fields: { query: {}, body },
				parameter: (name: string, fallback: unknown) =>
					(given as Record<string, unknown>)[name] ?? fallback,
				send,
				sendWithin: () => send,
				isExpression: () => false,
				pause: async () => {},
				outputContext: async () => ({ timezone: 'UTC', host: 'http://kylin' }),
			} as unknown as InputItem;
			await operateJobs(item).catch((error: unknown) => {
				if (error instanceof KylinFailure) return;
				expect(sent).toEqual([]);
				expectNamed(error, [
					'Action',
					'Apply To',
					'Jobs',
					'Project',
					'Statuses',
					'Options',
					'Dry Run',
					'If No Job Fits',
					'Skip Jobs That Do Not Fit',
					'Return',
				]);
			});
			const puts = sent.filter(({ method }) => method === 'PUT');
			expect(puts.length).toBeLessThanOrEqual(1);
			for (const { qs = {} } of sent) expectSound(Object.values(qs));
			for (const { body: update = {} } of puts) {
				expectSound(Object.values(update));
				expect(JOB_ACTIONS).toContain(update.action);
				expect((update.job_ids as unknown[]).length).toBeGreaterThan(0);
				putCount += 1;
				const isProjectWide = update.statuses !== undefined;
				expect(isProjectWide).toBe(String(given.applyTo).trim() === 'allJobsInProject');
				if (isProjectWide) expect(update.project).not.toBeUndefined();
			}
		}),
		{ numRuns: 500 },
	);
	expect(putCount).toBeGreaterThan(0);
});

describe('Jobs', () => {
	const separators = fc.constantFrom(',', ' ', '\n', '\r\n', ';', ', ', '\t', ' ,\n ');
	const ids = fc.uniqueArray(fc.stringMatching(/^[\w.-]{1,40}$/), { minLength: 1 });

	test('written down in any way, they are read as they are', () => {
		fc.assert(
			fc.property(ids, fc.infiniteStream(separators), fc.boolean(), (list, stream, twice) => {
				const all = twice ? [...list, ...list] : list;
				const text = all.map((id) => id + stream.next().value).join('');
				expect(readJobIds(text)).toEqual(list);
				expect(readJobIds(all)).toEqual(list);
			}),
		);
	});

	test('numbers count as their digits', () => {
		expect(readJobIds(42)).toEqual(['42']);
		expect(readJobIds([1, '2'])).toEqual(['1', '2']);
	});

	test('whatever is given: at least one ID, none empty, or a sentence', () => {
		fc.assert(
			fc.property(odd, (value) => {
				try {
					const found = readJobIds(value);
					expect(found.length).toBeGreaterThan(0);
					expectSound(found);
				} catch (error) {
					expectNamed(error, ['Jobs']);
				}
			}),
			{ numRuns: 500 },
		);
	});
});
