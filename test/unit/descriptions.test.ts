/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IHookFunctions, INodeProperties } from 'n8n-workflow';
import { ApacheKylinApi } from '../../credentials/ApacheKylinApi.credentials';
import { ApacheKylinCallbackApi } from '../../credentials/ApacheKylinCallbackApi.credentials';
import { ApacheKylin } from '../../nodes/ApacheKylin/ApacheKylin.node';
import { ApacheKylinCallbackTrigger } from '../../nodes/ApacheKylinCallbackTrigger/ApacheKylinCallbackTrigger.node';
import { ApacheKylinTrigger } from '../../nodes/ApacheKylinTrigger/ApacheKylinTrigger.node';
import {
	allProjectsField,
	optionalProjectField,
	projectField,
} from '../../nodes/shared/fields/project';
import { showFor } from '../../nodes/shared/fields/showFor';
import { JOB_TYPES } from '../../nodes/shared/kylin/jobType';
import { PROFILES } from '../stand-in/profiles';

const root = join(__dirname, '..', '..');

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

test.each([
	['credentials', new ApacheKylinApi().icon],
	['credentials', new ApacheKylinCallbackApi().icon],
	['nodes/ApacheKylin', new ApacheKylin().description.icon],
	['nodes/ApacheKylinTrigger', new ApacheKylinTrigger().description.icon],
	['nodes/ApacheKylinCallbackTrigger', new ApacheKylinCallbackTrigger().description.icon],
])('icons for light and dark beside %s', (folder, icon) => {
	for (const theme of ['light', 'dark'] as const) {
		const [kind, path] = (icon as Record<typeof theme, string>)[theme].split(/:(.*)/);
		expect([kind, existsSync(join(root, folder, path))]).toEqual(['file', true]);
	}
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
	expect(showFor('list', [field, { ...field, displayOptions: shown }])).toEqual([
		{ ...field, displayOptions: { show: { resource: ['job'], operation: ['list'] } } },
		{
			...field,
			displayOptions: {
				show: { resource: ['job'], operation: ['list'], returnAll: [false] },
				hide: { b: [1] },
			},
		},
	]);
});

test.each([
	['needed', projectField],
	['optional', optionalProjectField],
	['all', allProjectsField],
])('a project is chosen from a list or by its name: %s', (_which, field) => {
	expect(field).toMatchObject({
		displayName: 'Project',
		name: 'project',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchProjects', searchable: true },
			},
			{ displayName: 'By Name', name: 'name', type: 'string' },
		],
	});
});

test('the job types are those of Kylin 5.0.0, each once, by a name of their own', () => {
	expect(JOB_TYPES.map(({ value }) => value)).toEqual([
		'INDEX_BUILD',
		'SNAPSHOT_BUILD',
		'SUB_PARTITION_BUILD',
		'INC_BUILD',
		'INDEX_MERGE',
		'INDEX_REFRESH',
		'SNAPSHOT_REFRESH',
		'SUB_PARTITION_REFRESH',
		'TABLE_SAMPLING',
	]);
	for (const { value } of JOB_TYPES) expect(PROFILES.b.jobTypes).toContain(value);
	const names = JOB_TYPES.map(({ name }) => name);
	expect(new Set(names).size).toBe(names.length);
	expect(names).toEqual([...names].sort());
});
