/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * What workflows store: names of nodes, credentials and parameters, values of choices, and defaults,
 * which n8n does not store. None of them may ever change; `UPDATE_FROZEN=1 npx jest frozen` adds new ones
 * to the stored copy, and never changes an old one.
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

type Frozen = Record<string, unknown>;

/** Two fields of one name are told apart by what shows them. */
function keyOf({ name, displayOptions }: INodeProperties): string {
	const shown = Object.entries(displayOptions?.show ?? {})
		.filter(([field]) => ['resource', 'operation'].includes(field) === false)
		.map(([field, values]) => `${field}=${(values as unknown[]).join('|')}`);
	const of = [displayOptions?.show?.resource, displayOptions?.show?.operation];
	const place = of.flatMap((values) => (values as string[] | undefined) ?? []).join('.');
	return [place, name].filter(Boolean).join('.') + (shown.length > 0 ? `[${shown.join()}]` : '');
}

const isProperty = (option: object): option is INodeProperties => 'type' in option;

function freeze(properties: INodeProperties[], prefix: string): Frozen {
	const frozen: Frozen = {};
	for (const property of properties.filter(({ type }) => type !== 'notice')) {
		const key = `${prefix}.${keyOf(property)}`;
		frozen[`${key} type`] = property.type;
		frozen[`${key} default`] = property.default;
		for (const mode of property.modes ?? []) frozen[`${key} mode ${mode.name}`] = mode.type;
		const options = (property.options ?? []) as object[];
		for (const option of options) {
			if (isProperty(option)) Object.assign(frozen, freeze([option], key));
			else if ('value' in option) frozen[`${key} value ${String(option.value)}`] = option.value;
			else if ('values' in option) {
				const { name, values } = option as { name: string; values: INodeProperties[] };
				Object.assign(frozen, freeze(values, `${key}.${name}`));
			}
		}
	}
	return frozen;
}

const nodes = [new ApacheKylin(), new ApacheKylinTrigger(), new ApacheKylinCallbackTrigger()];

const credentials = [new ApacheKylinApi(), new ApacheKylinCallbackApi()];

const now: Frozen = Object.assign(
	{},
	...nodes.map(({ description: { name, version, properties } }) => ({
		[`${name} version`]: version,
		...freeze(properties, name),
	})),
	...credentials.map(({ name, properties }) => freeze(properties, name)),
);

const load = (): Frozen => JSON.parse(readFileSync(FILE, 'utf8'));

test('nothing that workflows store has changed', () => {
	if (process.env.UPDATE_FROZEN === '1') {
		writeFileSync(FILE, `${JSON.stringify({ ...now, ...load() }, null, '\t')}\n`);
	}
	const frozen = load();
	expect(Object.fromEntries(Object.keys(frozen).map((key) => [key, now[key]]))).toEqual(frozen);
	expect(Object.keys(now).filter((key) => !(key in frozen))).toEqual([]);
});
