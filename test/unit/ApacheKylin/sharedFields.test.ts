import { NodeHelpers, type INodeProperties } from 'n8n-workflow';
import { ApacheKylin } from '../../../nodes/ApacheKylin/ApacheKylin.node';
import { shareFields } from '../../../nodes/ApacheKylin/item/sharedFields';

const field = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

const [a, b, c] = ['a', 'b', 'c'].map((name) => field(name));

const shownFor = (properties: INodeProperties[], resource: string, operation: string) =>
	properties
		.filter(
			({ displayOptions: { show } = {} }) =>
				show?.resource?.includes(resource) && show.operation?.includes(operation),
		)
		.map(({ name }) => name);

test('fields that are the same are one, and each operation shows its own in their order', () => {
	const properties = shareFields([
		{ resource: 'x', operation: 'list', fields: [a, c] },
		{ resource: 'y', operation: 'list', fields: [a, b, c] },
	]);
	expect(properties.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
	expect(shownFor(properties, 'x', 'list')).toEqual(['a', 'c']);
	expect(shownFor(properties, 'y', 'list')).toEqual(['a', 'b', 'c']);
});

test('no operation is shown a field that it does not have', () => {
	const properties = shareFields([
		{ resource: 'x', operation: 'build', fields: [a] },
		{ resource: 'y', operation: 'build', fields: [b] },
		{ resource: 'y', operation: 'merge', fields: [a] },
	]);
	expect(shownFor(properties, 'y', 'build')).toEqual(['b']);
	expect(shownFor(properties, 'x', 'build')).toEqual(['a']);
	expect(shownFor(properties, 'y', 'merge')).toEqual(['a']);
});

test('fields that differ in anything are two', () => {
	const other = field('a', { displayOptions: { show: { b: ['x'] } } });
	const properties = shareFields([
		{ resource: 'x', operation: 'list', fields: [a] },
		{ resource: 'y', operation: 'list', fields: [other] },
	]);
	expect(properties).toHaveLength(2);
	expect(properties[1].displayOptions?.show).toEqual({
		b: ['x'],
		resource: ['y'],
		operation: ['list'],
	});
});

test('a condition on an expression shows the field for its own operation only', () => {
	const other = field('b', { displayOptions: { show: { a: ['x'] } } });
	const properties = shareFields([
		{ resource: 'x', operation: 'list', fields: [a] },
		{ resource: 'y', operation: 'list', fields: [a, other] },
	]);
	const isShown = (resource: string) =>
		NodeHelpers.displayParameter(
			{ resource, operation: 'list', a: '={{ $json.a }}' },
			properties[1],
			null,
			null,
		);
	expect(isShown('y')).toBe(true);
	expect(isShown('x')).toBe(false);
});

test('opposite orders are refused', () => {
	expect(() =>
		shareFields([
			{ resource: 'x', operation: 'list', fields: [a, b] },
			{ resource: 'y', operation: 'list', fields: [b, a] },
		]),
	).toThrow('in opposite orders');
});

test('a field of the node holds no function, which the comparison would not see', () => {
	const { properties } = new ApacheKylin().description;
	const fields = properties.filter(({ name }) => name !== 'operation');
	const withFunctions = (value: unknown): boolean =>
		typeof value === 'function' ||
		(typeof value === 'object' && value !== null && Object.values(value).some(withFunctions));
	expect(fields.filter(withFunctions).map(({ name }) => name)).toEqual([]);
});
