import { execute, jsonOf, startQueryKylin, type Kylin } from './query';

let kylin: Kylin;

beforeEach(async () => (kylin = await startQueryKylin()));

afterEach(async () => await kylin.close());

test('each row becomes an item, linked to the item that asked', async () => {
	const { items, error } = await execute(
		kylin,
		'select lo_shipmode, count(*) as c from ssb.lineorder group by lo_shipmode',
	);
	expect(error).toBeUndefined();
	expect(jsonOf(items)).toEqual([
		{ LO_SHIPMODE: 'AIR', C: 3034 },
		{ LO_SHIPMODE: 'RAIL', C: 3033 },
		{ LO_SHIPMODE: 'SHIP', C: 3033 },
	]);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(Array(3).fill({ item: 0 }));
});
