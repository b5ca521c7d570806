import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { FIELDS, fromItem, sampleOf, type Field } from './fields';
import { runKylin } from './harness';
import { startKylin, type Kylin } from './kylin';
import { MADE_A_TEXT, ODD, expectClear } from './oddValues';
import { SAMPLE_JOBS, failedJobs } from './seed';
import { shareClock } from './waiting';

const oddValue = fc.oneof(
	fc.jsonValue(),
	fc.string({ unit: 'binary' }),
	fc.integer(),
	fc.float(),
	fc.date(),
);

let kylin: Kylin;

beforeAll(async () => (kylin = await startKylin(SAMPLE_JOBS)));
afterAll(async () => await kylin.close());
beforeEach(() => {
	shareClock(kylin);
	kylin.requests.length = 0;
	kylin.state.setState(failedJobs[0].id, 'ERROR');
});
afterEach(() => jest.restoreAllMocks());

async function tryValues(field: Field, given: unknown[]) {
	const { label, resource, operation } = field;
	const { items, error, run } = await runKylin({
		parameters: { resource, operation, ...sampleOf(field).sound, ...fromItem(field) },
		credential: kylin.credential,
		items: given.map((value) => ({ value }) as IDataObject),
		settings: { onError: 'continueRegularOutput' },
	});
	expect(error).toBeUndefined();
	expect(run.data.resultData.error).toBeUndefined();
	for (const { json } of items) {
		if (typeof json.error !== 'string' || typeof json.message !== 'string') continue;
		expectClear(json.error);
		if (json.message.includes('nothing was sent')) {
			expect([label, json.error]).toEqual([label, expect.stringContaining(`'${label}'`)]);
		}
		expectClear(json.message);
		expect(json.message).toMatch(/item \d+\]$/);
	}
	for (const { path, query, body } of kylin.requests) {
		const values = [...Object.values(query), ...Object.values(body ? JSON.parse(body) : {})];
		for (const value of [path, ...values.flat()]) {
			const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
			expect(text).not.toMatch(MADE_A_TEXT);
		}
	}
}

describe.each(FIELDS)('$resource.$operation: $path', (field) => {
	test('odd values from an expression', async () => await tryValues(field, ODD));

	test('any values from an expression', async () => {
		const values = fc.array(oddValue, { minLength: 1, maxLength: 10 });
		await fc.assert(
			fc.asyncProperty(values, async (some) => await tryValues(field, some)),
			{ numRuns: 3 },
		);
	});
});
