import { describeRange, overlap, type Range } from '../../kylinTime/range';
import type { KylinZone } from '../../kylinTime/zone';
import type { Model } from '../../models/model';
import { holdsData, type RangedSegment } from '../../models/segment';

/**
 * Kylin's three conditions of a merge, and what is wrong with them: the segments touch, all of them are
 * ready and free, and they hold the same indexes (contract 6.2).
 *
 * @param segments in order of time
 * @returns one sentence for each fault; none = Kylin will merge them
 */
export function mergeFaults(
	{ partition, isMultiPartition }: Pick<Model, 'partition' | 'isMultiPartition'>,
	segments: readonly RangedSegment[],
	zone: KylinZone,
): string[] {
	if (partition === undefined) return ['A full-load model has one segment only'];
	if (segments.length < 2) {
		return [
			segments.length === 0
				? 'No segment lies in the range: a merge needs two or more'
				: `Only segment ${segments[0].name} lies in the range: a merge needs two or more`,
		];
	}
	return [
		...gapFaults(segments, zone),
		...segments.flatMap(readinessFault),
		...indexFaults(segments),
		...(isMultiPartition ? partitionFaults(segments) : []),
	];
}

function gapFaults(segments: readonly RangedSegment[], zone: KylinZone): string[] {
	return segments.slice(1).flatMap(({ range: { start } }, index) => {
		const { end } = segments[index].range;
		return start > end
			? [`There is a gap between the segments: ${describeRange({ start: end, end: start }, zone)}`]
			: [];
	});
}

function readinessFault(segment: RangedSegment): string[] {
	const { name, status } = segment;
	if (['LOADING', 'REFRESHING', 'MERGING', 'LOCKED'].includes(status)) {
		return [`Segment ${name} is ${status}: a job is at work on it`];
	}
	return holdsData(segment) ? [] : [`Segment ${name} holds no index: build its indexes first`];
}

function indexFaults(segments: readonly RangedSegment[]): string[] {
	const counts = new Set(segments.filter(holdsData).map(({ indexCount }) => indexCount));
	if (counts.size < 2) return [];
	const each = segments.map(
		({ name, indexCount, indexTotal }) => `${name}: ${indexCount} of ${indexTotal}`,
	);
	return [`The segments hold different indexes (${each.join('; ')}): build the missing ones first`];
}

function partitionFaults(segments: readonly RangedSegment[]): string[] {
	const counts = new Set(segments.map(({ record }) => record.multi_partition_count));
	return counts.size < 2
		? []
		: ['The segments hold different sub-partitions: build the missing ones first'];
}

/** The range of the segment that comes out of a merge. */
export function mergedRange(segments: readonly RangedSegment[]): Range {
	return {
		start: Math.min(...segments.map(({ range }) => range.start)),
		end: Math.max(...segments.map(({ range }) => range.end)),
	};
}

/** The segments that lie within a range as a whole, and those that only reach into it. */
export function segmentsWithin(
	segments: readonly RangedSegment[],
	range: Range,
): { inside: RangedSegment[]; across: RangedSegment[] } {
	const touched = segments.filter((segment) => overlap(segment.range, range));
	const isInside = (segment: RangedSegment) =>
		segment.range.start >= range.start && segment.range.end <= range.end;
	return {
		inside: touched.filter(isInside),
		across: touched.filter((segment) => !isInside(segment)),
	};
}
