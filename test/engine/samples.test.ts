/**
 * What holds for every field of every operation, by its row in the operation's sample: its value is
 * sent as the description says, and what does not fit is refused by name before anything is sent.
 */
import type { IDataObject } from 'n8n-workflow';
import { FIELDS, OPERATIONS, fromItem, rowOf, runWith, sampleOf, type Field } from './fields';
import { runKylin } from './harness';
import { startKylin, type Kylin } from './kylin';
import { SAMPLES } from './samples';
import { SAMPLE_JOBS } from './seed';
import { shareClock } from './waiting';

let kylin: Kylin;

beforeEach(async () => {
	kylin = await startKylin(SAMPLE_JOBS);
	shareClock(kylin);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await kylin.close();
});

const key = ({ resource, operation }: { resource: string; operation: string }) =>
	`${resource}.${operation}`;

test('every operation has a sample, and no other', () => {
	expect(SAMPLES.map(key)).toEqual(OPERATIONS.map(key));
});

test.each(OPERATIONS)('every field of $name has a row, and no other', (operation) => {
	const paths = FIELDS.filter((field) => key(field) === key(operation)).map(({ path }) => path);
	expect(new Set(Object.keys(sampleOf(operation).fields))).toEqual(new Set(paths));
});

test.each(OPERATIONS)('the sample of $name succeeds', async ({ resource, operation }) => {
	const { items, error } = await runKylin({
		parameters: { resource, operation, ...sampleOf({ resource, operation }).sound },
		credential: kylin.credential,
	});
	expect(error).toBeUndefined();
	expect(items).not.toEqual([]);
});

/** Every parameter of every request, as text. */
function sent(): IDataObject[] {
	return kylin.requests.map(({ query, body }) => ({
		...query,
		...(body === '' ? {} : (JSON.parse(body) as IDataObject)),
	}));
}

test.each(FIELDS)('$resource.$operation: $path is sent', async (field) => {
	const { given, sent: expected } = rowOf(field);
	const { error } = await runKylin({
		parameters: runWith(field, given),
		credential: kylin.credential,
	});
	expect(error).toBeUndefined();
	if (expected !== undefined) {
		expect(sent()).toContainEqual(expect.objectContaining(expected));
	}
});

const refusals = FIELDS.flatMap(
	(field): Array<[string, unknown, Field]> =>
		rowOf(field).refused.map((value) => [`${key(field)}: ${field.path}`, value, field]),
);

test.each(refusals)('%s refuses %j by name, and sends nothing', async (_name, value, field) => {
	const { error } = await runKylin({
		parameters: { ...runWith(field, value), ...fromItem(field) },
		credential: kylin.credential,
		items: [{ value } as IDataObject],
	});
	expect(error?.message).toContain(`'${field.label}'`);
	expect(error?.context).toMatchObject({ itemIndex: 0 });
	expect(kylin.requests).toEqual([]);
});
