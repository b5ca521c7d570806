import type { IDataObject } from 'n8n-workflow';

/** Types of a member's values, `null` among them. */
type Types = Set<string>;

/** The members of some records of one kind. */
export type Shape = {
	/** how many records were looked at */
	records: number;
	members: Map<string, { count: number; types: Types }>;
};

/** How the records of two servers differ. */
export type ShapeDifference = {
	/** members that each record of the other has and none of this one, or whose types have nothing in common */
	differences: string[];
	/** members the other does not know */
	unknown: string[];
};

/** 64-bit values past 2^53 are read as text, and a ratio of nothing comes as the text "NaN". */
const NUMBER_AS_TEXT = /^(?:-?\d{16,}|NaN)$/;

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'string' && NUMBER_AS_TEXT.test(value)) return 'number';
	return typeof value;
}

export function shapeOf(records: readonly IDataObject[]): Shape {
	const members: Shape['members'] = new Map();
	for (const [name, value] of records.flatMap((record) => Object.entries(record))) {
		const { count, types } = members.get(name) ?? { count: 0, types: new Set<string>() };
		members.set(name, { count: count + 1, types: types.add(typeOf(value)) });
	}
	return { records: records.length, members };
}

/** Nothing is said of a kind of which one of the two has no records. */
export function compareShapes(ofServer: Shape, ofStandIn: Shape): ShapeDifference {
	if (ofServer.records === 0 || ofStandIn.records === 0) return { differences: [], unknown: [] };
	const differences = [...ofStandIn.members].flatMap(([name, expected]) => {
		const found = ofServer.members.get(name);
		if (found !== undefined) return typesDiffer(name, found.types, expected.types);
		return expected.count === ofStandIn.records ? [`${name} is missing`] : [];
	});
	const unknown = [...ofServer.members.keys()].filter((name) => !ofStandIn.members.has(name));
	return { differences, unknown };
}

function typesDiffer(name: string, found: Types, expected: Types): string[] {
	const [ours, theirs] = [found, expected].map((types) =>
		[...types].filter((type) => type !== 'null'),
	);
	const isAlike =
		ours.length === 0 || theirs.length === 0 || ours.some((type) => expected.has(type));
	return isAlike ? [] : [`${name} is ${ours.join(' or ')}, not ${theirs.join(' or ')}`];
}
