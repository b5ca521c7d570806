import type { INodeProperties } from 'n8n-workflow';

/** The fields that an operation of a resource shows, in their order. */
export type OperationFields = { resource: string; operation: string; fields: INodeProperties[] };

type Shared = { field: INodeProperties; resources: Set<string>; operations: Set<string> };

/**
 * The fields of all operations, each shown for its own. n8n walks through all of them for each input
 * item, so that fields which are the same for several operations are one, wherever every operation
 * then still shows its own in their order.
 */
export function shareFields(all: readonly OperationFields[]): INodeProperties[] {
	const keyOf = sharingKeys(all);
	const shared = new Map<string, Shared>();
	for (const { resource, operation, fields } of all) {
		for (const field of fields) {
			const key = keyOf(resource, field);
			const { resources, operations } =
				shared.get(key) ?? shared.set(key, newShared(field)).get(key)!;
			resources.add(resource);
			operations.add(operation);
		}
	}
	const chains = all.map(({ resource, fields }) => fields.map((field) => keyOf(resource, field)));
	return inCommonOrder([...shared.keys()], chains).map((key) => {
		const { field, resources, operations } = shared.get(key) as Shared;
		// First the cheap conditions that are false for most: n8n works them out in this order, and fails a
		// workflow if a pattern among the others takes 250 ms of a busy machine's time.
		const show = { resource: [...resources], operation: [...operations] };
		const { displayOptions } = field;
		return {
			...field,
			displayOptions: { ...displayOptions, show: { ...show, ...displayOptions?.show } },
		};
	});
}

const newShared = (field: INodeProperties): Shared => ({
	field,
	resources: new Set(),
	operations: new Set(),
});

/**
 * Tells by a text which fields are one. n8n shows a field for each of its resources with each of its
 * operations: where that would show it for an operation that does not have it, each resource has its
 * own.
 */
function sharingKeys(
	all: readonly OperationFields[],
): (resource: string, field: INodeProperties) => string {
	const owners = new Map<string, OperationFields[]>();
	for (const one of all) {
		for (const field of one.fields) {
			const text = JSON.stringify(field);
			owners.set(text, [...(owners.get(text) ?? []), one]);
		}
	}
	const isShown = (text: string) => {
		const own = owners.get(text) ?? [];
		const resources = new Set(own.map(({ resource }) => resource));
		const operations = new Set(own.map(({ operation }) => operation));
		return all.filter((one) => resources.has(one.resource) && operations.has(one.operation));
	};
	const isExact = new Map(
		[...owners].map(([text, own]) => [text, isShown(text).length === new Set(own).size]),
	);
	return (resource, field) => {
		const text = JSON.stringify(field);
		return isExact.get(text) ? text : `${resource} ${text}`;
	};
}

/**
 * An order that keeps that of each chain, and else the given one.
 *
 * @throws Error when two chains hold two of them in opposite orders
 */
function inCommonOrder(keys: readonly string[], chains: readonly string[][]): string[] {
	const before = new Map(keys.map((key) => [key, new Set<string>()]));
	for (const chain of chains) {
		chain.slice(1).forEach((key, index) => before.get(key)?.add(chain[index]));
	}
	const ordered: string[] = [];
	const rest = new Set(keys);
	while (rest.size > 0) {
		const next = [...rest].find((key) => ![...before.get(key)!].some((one) => rest.has(one)));
		if (next === undefined) {
			throw new Error('Operations show the same fields in opposite orders');
		}
		rest.delete(next);
		ordered.push(next);
	}
	return ordered;
}
