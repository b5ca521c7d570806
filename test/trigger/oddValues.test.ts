import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { ApacheKylinTrigger } from '../../nodes/ApacheKylinTrigger/ApacheKylinTrigger.node';
import { startKylin, type Kylin } from '../engine/kylin';
import { MADE_A_TEXT, ODD, expectClear, isProperty } from '../engine/oddValues';
import { TriggerHost } from './pollHarness';

let kylin: Kylin;

beforeAll(async () => (kylin = await startKylin([])));
afterAll(async () => await kylin.close());
beforeEach(() => (kylin.requests.length = 0));

/** The parameters of a trigger with a value in one place, as an expression without items gives it. */
function placesOf(properties: INodeProperties[]) {
	return properties
		.filter(({ type }) => type !== 'notice')
		.flatMap((property) => {
			const shown = Object.entries(property.displayOptions?.show ?? {});
			const visible = Object.fromEntries(
				shown.map(([name, values]) => [name, (values as string[])[0]]),
			);
			const inner = property.type === 'collection' ? (property.options ?? []) : [];
			const place = (label: string, wrap: (value: unknown) => unknown) => ({
				label,
				with: (value: unknown) => ({ ...visible, [property.name]: wrap(value) }) as IDataObject,
			});
			return [
				place(property.displayName, (value) => value),
				...inner
					.filter(isProperty)
					.map(({ displayName, name }) => place(displayName, (value) => ({ [name]: value }))),
			];
		});
}

const triggerPlaces = placesOf(new ApacheKylinTrigger().description.properties);

test.each(triggerPlaces)('Apache Kylin Trigger: $label', async ({ label, ...place }) => {
	for (const value of ODD) {
		const host = new TriggerHost(kylin.credential, place.with(value));
		const error = await host
			.start('activate')
			.activate()
			.catch((reason: Error) => reason);
		if (!(error instanceof Error)) continue;
		expectClear(error.message);
		expect([label, value, error.message]).toEqual([
			label,
			value,
			expect.stringMatching(`^('${label}'|Can't find project)`),
		]);
	}
	for (const { query } of kylin.requests) {
		for (const value of Object.values(query).flat()) expect(value).not.toMatch(MADE_A_TEXT);
	}
});
