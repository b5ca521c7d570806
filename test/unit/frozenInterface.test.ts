/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * What workflows store: names of nodes, credentials and parameters, values of choices, and defaults,
 * which n8n does not store. None of them may ever change; `UPDATE_FROZEN=1 npx jest frozen` adds new ones
 * to the stored copy, and never removes an old one. Each fact stands there with the operations it holds
 * for.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { ApacheKylinApi } from '../../credentials/ApacheKylinApi.credentials';
import { ApacheKylinCallbackApi } from '../../credentials/ApacheKylinCallbackApi.credentials';
import { ApacheKylin } from '../../nodes/ApacheKylin/ApacheKylin.node';
import { ApacheKylinCallbackTrigger } from '../../nodes/ApacheKylinCallbackTrigger/ApacheKylinCallbackTrigger.node';
import { ApacheKylinTrigger } from '../../nodes/ApacheKylinTrigger/ApacheKylinTrigger.node';

const FILE = join(__dirname, 'frozenInterface.json');

/** By fact: the operations it holds for, separated by blanks; '' for what belongs to none. */
type Frozen = Record<string, string>;

const isProperty = (option: object): option is INodeProperties => 'type' in option;

/** Two fields of one name are told apart by what shows them. */
function nameOf({ name, displayOptions }: INodeProperties): string {
	const shown = Object.entries(displayOptions?.show ?? {})
		.filter(([field]) => !['resource', 'operation'].includes(field))
		.map(([field, values]) => `${field}=${(values as unknown[]).join('|')}`);
	return name + (shown.length > 0 ? `[${shown.join()}]` : '');
}

function factsOf(property: INodeProperties, prefix: string): string[] {
	const name = `${prefix}${nameOf(property)}`;
	const facts = [
		`${name} type ${property.type}`,
		`${name} default ${JSON.stringify(property.default)}`,
		...(property.modes ?? []).map((mode) => `${name} mode ${mode.name} ${mode.type}`),
	];
	for (const option of (property.options ?? []) as object[]) {
		if (isProperty(option)) facts.push(...factsOf(option, `${name}.`));
		else if ('value' in option) facts.push(`${name} value ${JSON.stringify(option.value)}`);
		else if ('values' in option) {
			const group = option as { name: string; values: INodeProperties[] };
			facts.push(...group.values.flatMap((one) => factsOf(one, `${name}.${group.name}.`)));
		}
	}
	return facts;
}

/** The operations a field is shown for, e.g. `job.list`; only the resource if it chooses one. */
function operationsOf({ displayOptions }: INodeProperties, all: INodeProperties[]): string[] {
	const resources = (displayOptions?.show?.resource ?? []) as string[];
	const shownFor = displayOptions?.show?.operation as string[] | undefined;
	if (shownFor === undefined) return resources;
	return all
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions: of, options = [] }) => {
			const [resource] = of?.show?.resource as string[];
			return (options as Array<{ value: string }>)
				.filter(({ value }) => resources.includes(resource) && shownFor.includes(value))
				.map(({ value }) => `${resource}.${value}`);
		});
}

function freeze(properties: INodeProperties[], owner: string): Frozen {
	const frozen = new Map<string, Set<string>>();
	for (const property of properties.filter(({ type }) => type !== 'notice')) {
		for (const fact of factsOf(property, `${owner} `)) {
			const operations = frozen.get(fact) ?? new Set();
			for (const operation of operationsOf(property, properties)) operations.add(operation);
			frozen.set(fact, operations);
		}
	}
	return Object.fromEntries(
		[...frozen].map(([fact, operations]) => [fact, [...operations].sort().join(' ')]),
	);
}

const nodes = [new ApacheKylin(), new ApacheKylinTrigger(), new ApacheKylinCallbackTrigger()];

const credentials = [new ApacheKylinApi(), new ApacheKylinCallbackApi()];

const now: Frozen = Object.assign(
	{},
	...nodes.map(({ description: { name, version, properties } }) => ({
		[`${name} version ${String(version)}`]: '',
		...freeze(properties, name),
	})),
	...credentials.map(({ name, properties }) => freeze(properties, name)),
);

const load = (): Frozen => JSON.parse(readFileSync(FILE, 'utf8'));

/** Each fact with each operation it holds for. */
const single = (frozen: Frozen) =>
	Object.entries(frozen).flatMap(([fact, operations]) =>
		operations.split(' ').map((operation) => `${operation}: ${fact}`),
	);

test('nothing that workflows store has changed', () => {
	const isLost = (stored: Frozen) => single(stored).filter((one) => !single(now).includes(one));
	expect(isLost(load())).toEqual([]);
	if (process.env.UPDATE_FROZEN === '1') {
		writeFileSync(FILE, `${JSON.stringify(now, null, '\t')}\n`);
	}
	const stored = single(load());
	expect(single(now).filter((one) => !stored.includes(one))).toEqual([]);
});
