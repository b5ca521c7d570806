import type { IHookFunctions, INodeProperties } from 'n8n-workflow';
import { ApacheKylin } from '../../nodes/ApacheKylin/ApacheKylin.node';
import { ApacheKylinCallbackTrigger } from '../../nodes/ApacheKylinCallbackTrigger/ApacheKylinCallbackTrigger.node';
import { ApacheKylinTrigger } from '../../nodes/ApacheKylinTrigger/ApacheKylinTrigger.node';
import {
	allProjectsField,
	optionalProjectField,
	projectField,
} from '../../nodes/ApacheKylin/fields/project';
import { operation, propertiesOf, type Resource } from '../../nodes/ApacheKylin/item/operation';
import { JOB_TYPES } from '../../nodes/shared/kylin/jobType';
import { PROFILES } from '../stand-in/profiles';

/** Every value of a member of this name, wherever it is. */
function valuesOf(member: string, description: unknown): unknown[] {
	if (typeof description !== 'object' || description === null) return [];
	return Object.entries(description).flatMap(([name, value]) => [
		...(name === member ? [value] : []),
		...valuesOf(member, value),
	]);
}

const unique = (values: unknown[]) => [...new Set(values)].sort();

test('what the fields ask for is there', () => {
	const action = new ApacheKylin();
	expect(unique(valuesOf('searchListMethod', action.description))).toEqual(
		Object.keys(action.methods.listSearch).sort(),
	);
	const trigger = new ApacheKylinTrigger();
	expect(unique(valuesOf('loadOptionsMethod', trigger.description))).toEqual(
		Object.keys(trigger.methods.loadOptions),
	);
	const callback = new ApacheKylinCallbackTrigger();
	expect(unique(valuesOf('testedBy', callback.description))).toEqual(
		Object.keys(callback.methods.credentialTest),
	);
});

test('there is nothing to register for callbacks at Kylin', async () => {
	const { default: webhook } = new ApacheKylinCallbackTrigger().webhookMethods;
	expect(await webhook.checkExists()).toBe(false);
	expect(await webhook.delete()).toBe(true);
	const context = {
		getActivationMode: () => 'activate',
		getMode: () => 'trigger',
		getWorkflowStaticData: () => ({}),
	};
	expect(await webhook.create.call(context as unknown as IHookFunctions)).toBe(true);
});

test('a field of an operation is shown for it, whatever else it asks for', () => {
	const field = { displayName: 'A', name: 'a', type: 'string', default: '' } as INodeProperties;
	const shown = { show: { returnAll: [false] }, hide: { b: [1] } };
	const about = { name: 'Do', value: 'do', action: 'Do', description: 'Does' };
	const request = { method: 'GET' as const, url: '/things' };
	const fields = [field, { ...field, displayOptions: shown }];
	const thing: Resource = {
		name: 'Thing',
		value: 'thing',
		defaultOperation: 'do',
		operations: [operation({ ...about, request }, async () => [], fields)],
	};
	expect(propertiesOf([thing], 'thing').slice(2)).toEqual([
		{ ...field, displayOptions: { show: { resource: ['thing'], operation: ['do'] } } },
		{
			...field,
			displayOptions: {
				show: { resource: ['thing'], operation: ['do'], returnAll: [false] },
				hide: { b: [1] },
			},
		},
	]);
});

test.each([
	['Choose a project…', projectField],
	['Any project', optionalProjectField],
	['All projects', allProjectsField],
])('a project is chosen, searched for or typed in: %s', (placeholder, makeField) => {
	const { modes = [], ...field } = makeField({}).property;
	// Errors call the field by its label, saved workflows hold the other names.
	expect(field).toMatchObject({
		displayName: 'Project',
		name: 'project',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
	});
	expect(modes.map(({ displayName, name, type }) => [displayName, name, type])).toEqual([
		['From List', 'list', 'list'],
		['By Name', 'name', 'string'],
	]);
	expect(modes[0]).toMatchObject({ placeholder, typeOptions: { searchable: true } });
	expect(modes[1].placeholder).toMatch(/^e\.g\. /);
});

test('the job types are types of Kylin 5.0.0, each once, by a name of its own', () => {
	for (const { value } of JOB_TYPES) expect(PROFILES['5.0.0'].jobTypes).toContain(value);
	for (const member of ['name', 'value'] as const) {
		expect(new Set(JOB_TYPES.map((type) => type[member])).size).toBe(JOB_TYPES.length);
	}
});
