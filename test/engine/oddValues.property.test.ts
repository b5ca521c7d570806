import fc from 'fast-check';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { ApacheKylin } from '../../nodes/ApacheKylin/ApacheKylin.node';
import { runKylin } from './harness';
import { seedJob, startKylin, type Kylin } from './kylin';
import { MADE_A_TEXT, ODD, expectClear, isProperty } from './oddValues';
import { shareClock } from './waiting';

const oddValue = fc.oneof(
	fc.jsonValue(),
	fc.string({ unit: 'binary' }),
	fc.integer(),
	fc.float(),
	fc.date(),
);

const failed = seedJob('ERROR', {
	shape: 'full',
	failure: { step: 'Build indexes by layer', reason: 'Container killed by YARN' },
	logs: { 'Load Data To Index': 'INFO\nERROR' },
});
const finished = seedJob('SUCCEED');

const byName = { project: { __rl: true, mode: 'name', value: 'learn_kylin' } };
const ofJob = { job: { __rl: true, mode: 'id', value: failed.id } };

/** By operation: what makes it succeed, besides the field in question. */
const SOUND: Record<string, IDataObject> = {
	get: ofJob,
	getLog: ofJob,
	getStatistics: { ...byName, from: '2026-11-01', to: '2026-12-01' },
	list: {},
	operate: { ...byName, action: 'RESUME', jobIds: failed.id, options: { dryRun: true } },
	wait: { jobIds: finished.id },
};

type Field = { label: string; operation: string; parameters: IDataObject };

const FROM_ITEM = '={{ $json.value }}';

/** The parameters that make a field visible and take its value from the item. */
function parametersFor(property: INodeProperties, inner?: INodeProperties): IDataObject {
	const shown = Object.entries(property.displayOptions?.show ?? {})
		.filter(([name]) => !['resource', 'operation'].includes(name))
		.map(([name, values]) => [name, (values as string[])[0]]);
	const isLocator = property.type === 'resourceLocator';
	const mode = property.modes?.at(-1)?.name;
	const value = isLocator ? { __rl: true, mode, value: FROM_ITEM } : FROM_ITEM;
	return { ...Object.fromEntries(shown), [property.name]: inner ? { [inner.name]: value } : value };
}

/** Every field of every operation, those in collections and the collections themselves. */
function fieldsOf(operation: string): Field[] {
	return new ApacheKylin().description.properties
		.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(operation))
		.flatMap((property) => {
			const inner = property.type === 'collection' ? (property.options ?? []) : [];
			const outer = { label: property.displayName, parameters: parametersFor(property) };
			return [
				outer,
				...inner.filter(isProperty).map((one) => ({
					label: one.displayName,
					parameters: parametersFor(property, one),
				})),
			];
		})
		.map((field) => ({ ...field, operation }));
}

const FIELDS = Object.keys(SOUND).flatMap(fieldsOf);

let kylin: Kylin;

beforeAll(async () => (kylin = await startKylin([failed, finished])));
afterAll(async () => await kylin.close());
beforeEach(() => {
	shareClock(kylin);
	kylin.requests.length = 0;
	kylin.state.setState(failed.id, 'ERROR');
});
afterEach(() => jest.restoreAllMocks());

async function tryValues({ label, operation, parameters }: Field, given: unknown[]) {
	const { items, error, run } = await runKylin({
		parameters: { resource: 'job', operation, ...SOUND[operation], ...parameters },
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
		for (const value of [path, ...values.flat()]) expect(String(value)).not.toMatch(MADE_A_TEXT);
	}
}

test('every operation is here', () => {
	const operation = new ApacheKylin().description.properties.find(
		({ name }) => name === 'operation',
	);
	const names = (operation?.options ?? []).map((option) => 'value' in option && option.value);
	expect(Object.keys(SOUND)).toEqual(names);
	expect(FIELDS.length).toBeGreaterThan(40);
});

describe.each(FIELDS)('$operation: $label', (field) => {
	test('odd values from an expression', async () => await tryValues(field, ODD));

	test('any values from an expression', async () => {
		const values = fc.array(oddValue, { minLength: 1, maxLength: 10 });
		await fc.assert(
			fc.asyncProperty(values, async (some) => await tryValues(field, some)),
			{ numRuns: 3 },
		);
	});
});
