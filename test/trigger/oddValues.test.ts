import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { ApacheKylinCallbackTrigger } from '../../nodes/ApacheKylinCallbackTrigger/ApacheKylinCallbackTrigger.node';
import { ApacheKylinTrigger } from '../../nodes/ApacheKylinTrigger/ApacheKylinTrigger.node';
import { ATTACKS, arrived, expectInPlace } from '../engine/injection';
import { seedJob, startKylin, type Kylin } from '../engine/kylin';
import { MADE_A_TEXT, ODD, expectClear, isProperty } from '../engine/oddValues';
import { TriggerHost } from './pollHarness';
import { WebhookHost } from './webhookHarness';

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
				name: property.name,
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

const callbackPlaces = placesOf(new ApacheKylinCallbackTrigger().description.properties);

const job = seedJob('SUCCEED');

const callback = (more: IDataObject = {}) => ({
	job_id: job.id,
	project: 'learn_kylin',
	job_type: 'INDEX_BUILD',
	job_state: 'SUCCEED',
	start_time: 1,
	end_time: 2,
	duration: 1,
	...more,
});

async function receive(parameters: IDataObject, body: IDataObject) {
	const login = { username: 'kylin', password: 'callback' };
	const host = await new WebhookHost(parameters, {
		apacheKylinApi: kylin.credential,
		apacheKylinCallbackApi: login,
	}).open();
	const answer = await host.post(body);
	await host.close();
	return { ...answer, ...host };
}

test.each(callbackPlaces)('Apache Kylin Callback Trigger: $label', async ({ label, ...place }) => {
	for (const value of [...ODD, ...ATTACKS]) {
		const parameters = { authentication: 'none', jobData: 'kylin', ...place.with(value) };
		const { status, executions, errors } = await receive(parameters, callback());
		const messages = errors.map(({ message }) => message);
		const isLoginAsked =
			label === 'Authentication' && [undefined, 'basicAuth'].includes(value as string);
		expect([label, value, status]).toEqual([
			label,
			value,
			messages.length > 0 ? 500 : isLoginAsked ? 401 : 200,
		]);
		for (const message of messages) {
			expectClear(message);
			expect(message).toMatch(`'${label}'`);
		}
		for (const [{ id }] of executions) expect(id).toBe(job.id);
	}
	expectInPlace(kylin, []);
});

test.each(['job_id', 'project'])('Apache Kylin Callback Trigger: %s of the body', async (name) => {
	for (const value of ATTACKS) {
		const parameters = { authentication: 'none', events: ['jobFinished'], jobData: 'kylin' };
		const { status, executions } = await receive(parameters, callback({ [name]: value }));
		expect([status, executions.length]).toEqual(name === 'job_id' ? [400, 0] : [200, 1]);
	}
	expectInPlace(kylin, ['project']);
	expect(arrived(kylin)).toBe(name === 'job_id' ? 0 : ATTACKS.length);
});

test.each(triggerPlaces)('Apache Kylin Trigger, attacks: $label', async ({ name, ...place }) => {
	for (const attack of ATTACKS) {
		const host = new TriggerHost(kylin.credential, place.with(attack));
		await host.activated().catch(() => {});
	}
	const isProjects = name === 'projects';
	expectInPlace(kylin, isProjects ? ['project'] : []);
	if (isProjects) expect(arrived(kylin)).toBeGreaterThan(ATTACKS.length / 2);
});
