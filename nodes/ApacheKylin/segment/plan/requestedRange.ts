import { ParameterError } from '../../../shared/kylin/failures';
import { ceilTo, floorTo, isAtLeast } from '../../kylinTime/partitionFormat';
import type { Range } from '../../kylinTime/range';
import { startOf, startOfEarlier, type Unit } from '../../kylinTime/wallTime';
import type { KylinZone } from '../../kylinTime/zone';
import { holdsData, type RangedSegment } from '../../models/segment';
import type { RangeRequest } from './request';

type Moment = {
	zone: KylinZone;
	/** what the partition format of the model can tell apart */
	precision: Unit;
	/** epoch milliseconds */
	now: number;
};

/**
 * The range a request stands for, not floored yet; undefined when there is nothing to do.
 *
 * @param segments in order of time
 * @throws ParameterError when the request does not fit the model's segments
 */
export function requestedRange(
	request: Exclude<RangeRequest, { kind: 'gapsOnly' }>,
	segments: readonly RangedSegment[],
	{ zone, precision, now }: Moment,
): Range | undefined {
	const today = startOf('day', now, zone);
	if (request.kind === 'relative') {
		const end = startOf(request.unit, now, zone);
		return { start: startOfEarlier(request.unit, request.count, now, zone), end };
	}
	if (request.kind === 'fromUntil') {
		const { from: start, until: end } = request;
		const floored = { start: floorTo(precision, start, zone), end: floorTo(precision, end, zone) };
		if (floored.start < floored.end) return { start, end };
		throw new ParameterError(
			'Until',
			start < end
				? `must lie in a later ${precision} than 'From': the partition format of the model tells apart nothing shorter`
				: "must be later than 'From'",
		);
	}
	const end = lastEnd(segments.filter(holdsData));
	const start = end ?? request.from;
	if (start === undefined) {
		throw new ParameterError(
			'From',
			'is empty, and the model has no segment with data to go on from: say where the first build begins',
		);
	}
	return floorTo(precision, start, zone) < floorTo(precision, today, zone)
		? { start, end: today }
		: undefined;
}

/** The holes between the segments of a model, whatever their status. */
export function gapsBetween(ranges: readonly Range[]): Range[] {
	const gaps: Range[] = [];
	let end = ranges[0]?.end;
	for (const range of ranges) {
		if (range.start > end) gaps.push({ start: end, end: range.start });
		end = Math.max(end, range.end);
	}
	return gaps;
}

/** The end of the last range; not of the last to begin, which may lie within another. */
export function lastEnd(segments: ReadonlyArray<{ range: Range }>): number | undefined {
	return segments.length === 0
		? undefined
		: segments.reduce((latest, { range }) => Math.max(latest, range.end), 0);
}

/**
 * The part of a range that Kylin would build as it is. A segment built in another time zone may end
 * where no unit of the partition format begins: Kylin would floor the range into that segment.
 */
export function buildable({ start, end }: Range, { zone, precision }: Moment): Range | undefined {
	const whole = { start: ceilTo(precision, start, zone), end: floorTo(precision, end, zone) };
	return whole.start < whole.end ? whole : undefined;
}

/** @throws ParameterError when the pieces would be shorter than the partition format can tell apart */
export function assertSplits(split: 'day' | 'week' | 'month', precision: Unit): void {
	// A week may begin within any month.
	const unit = split === 'week' ? 'day' : split;
	if (isAtLeast(unit, precision)) return;
	throw new ParameterError(
		'Split Into',
		`can't be ${split}s: the partition format of the model tells apart nothing shorter than a ${precision}`,
	);
}
