import { ParameterError } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import { floorTo, precisionOf } from '../../kylinTime/partitionFormat';
import { isSameRange, overlap, splitRange, without, type Range } from '../../kylinTime/range';
import { startOfEarlier } from '../../kylinTime/wallTime';
import type { KylinZone } from '../../kylinTime/zone';
import type { Model } from '../../models/model';
import { inOrder, type Segment } from '../../models/segment';
import { isHalted } from '../../start/blockingJob';
import { occupiedRanges, type Occupied } from './occupied';
import type { BuildRequest } from './request';
import { assertSplits, buildable, gapsBetween, lastEnd, requestedRange } from './requestedRange';

/**
 * What there is to do for a range: build it, refresh the segment that is there, nothing because it is
 * built (exists), nothing because a job is at work on it (running) or ended in ERROR or is paused
 * (failed), or leave a hole that queries would miss (gap).
 */
type Step = 'build' | 'refresh' | 'exists' | 'running' | 'failed' | 'gap';

export type PlannedRange = {
	step: Step;
	/** as Kylin will store it; absent for the one range of a full-load model */
	range?: Range;
	/** the segment that is there, or that a job fills */
	segment?: Segment;
	/** the job that is at work on it */
	job?: JobRecord;
	/** why a segment is to be refreshed, whatever bars it */
	because?: 'isLate' | 'isBuilt';
};

export type Plan = {
	/** the range that was asked for, before it was floored; absent for gaps and full loads */
	asked?: Range;
	/** in order of time; none = there is nothing to do */
	ranges: PlannedRange[];
};

/** What a plan is made from, read from Kylin in at most four requests. */
export type Known = {
	model: Model;
	/** the unfinished jobs of the model */
	jobs: readonly JobRecord[];
	/** ranges that an earlier try of this same run has built, or is building: they stay in its plan */
	own: readonly Range[];
	zone: KylinZone;
	/** epoch milliseconds */
	now: number;
};

/**
 * What is to be done for a build, range by range: what the dry run shows, and what is sent. It sends
 * nothing and decides nothing: whether a job may be used or a gap left, `decide` says.
 *
 * @throws ParameterError when the request does not fit the model
 */
export function planBuild(known: Known, request: BuildRequest): Plan {
	const { model, jobs, own, zone, now } = known;
	if (model.partition === undefined) return { ranges: [fullLoad(known, request)] };
	const precision = precisionOf(model.partition.format);
	if (request.split !== undefined) assertSplits(request.split, precision);
	const moment = { zone, precision, now };
	const segments = inOrder(model.segments);
	const isOwn = ({ range }: { range: Range }) => own.some((one) => isSameRange(one, range));
	const occupied = occupiedRanges(segments, jobs);
	const bars = occupied.map(({ range }) => range);
	const buildAll = (free: Range[]) => buildSteps(free, request, moment);

	if (request.range.kind === 'gapsOnly') {
		const begun = occupied.filter(isOwn).map((one) => stepFor(one, request));
		return { ranges: [...begun, ...buildAll(gapsBetween(bars))].sort(byTime) };
	}

	const segmentsBefore = segments.filter((one) => !isOwn(one));
	const asked = requestedRange(request.range, segmentsBefore, moment);
	const before =
		asked === undefined ? lastEnd(segmentsBefore) : floorTo(precision, asked.start, zone);
	const late = lateRanges(occupied, before, request, zone);
	if (asked === undefined) return { ranges: late.map((one) => stepFor(one, request, 'isLate')) };

	const wanted = {
		start: floorTo(precision, asked.start, zone),
		end: floorTo(precision, asked.end, zone),
	};
	const isLate = new Set(late);
	const inside = occupied.filter(
		(one) => (overlap(one.range, wanted) || isOwn(one)) && !isLate.has(one),
	);
	const ranges = [
		...late.map((one) => stepFor(one, request, 'isLate')),
		...inside.map((one) => stepFor(one, request)),
		...buildAll(without(wanted, bars)),
		...gapsAround(wanted, bars).flatMap((gap) =>
			request.ifGap === 'build' ? buildAll([gap]) : [{ step: 'gap' as const, range: gap }],
		),
	];
	return { asked, ranges: ranges.sort(byTime) };
}

/** One step for each piece of what is free; in one segment each, or split as asked. */
function buildSteps(
	free: readonly Range[],
	{ split }: BuildRequest,
	moment: Parameters<typeof buildable>[1],
): PlannedRange[] {
	return free
		.flatMap((range) => buildable(range, moment) ?? [])
		.flatMap((range) => (split === undefined ? [range] : splitRange(range, split, moment.zone)))
		.map((range) => ({ step: 'build', range }));
}

/** What holds data of the last days before a moment, which may have come late. */
function lateRanges(
	occupied: readonly Occupied[],
	before: number | undefined,
	{ refreshLastDays }: BuildRequest,
	zone: KylinZone,
): Occupied[] {
	if (refreshLastDays === 0 || before === undefined) return [];
	const late = { start: startOfEarlier('day', refreshLastDays, before, zone), end: before };
	return occupied.filter(({ range }) => overlap(range, late));
}

function stepFor(
	{ range, segments, filling, job }: Occupied,
	{ ifBuilt }: BuildRequest,
	because?: 'isLate',
): PlannedRange {
	const segment = filling ?? segments[0];
	const isWanted = because !== undefined || ifBuilt === 'refresh';
	const known = {
		range,
		...(segment && { segment }),
		...(job && { job }),
		...(isWanted && segments.length > 0 && { because: because ?? ('isBuilt' as const) }),
	};
	// A job that builds indexes of a segment with data bars a refresh, but the range is built.
	if (filling === undefined && segments.length > 0 && !(isWanted && job !== undefined)) {
		const isEmpty = segments.every(({ indexCount }) => indexCount === 0);
		return isWanted && !isEmpty ? { ...known, step: 'refresh' } : { ...known, step: 'exists' };
	}
	return { ...known, step: job === undefined || isHalted(job) ? 'failed' : 'running' };
}

/** The holes that would be left between a range and the segments before and after it. */
function gapsAround(wanted: Range, bars: readonly Range[]): Range[] {
	const earlier = bars.filter(({ start }) => start < wanted.start);
	const later = bars.filter(({ end }) => end > wanted.end);
	const before = earlier.reduce((latest, { end }) => Math.max(latest, end), -Infinity);
	const after = later.reduce((first, { start }) => Math.min(first, start), Infinity);
	return [
		...(earlier.length === 0 ? [] : [{ start: before, end: wanted.start }]),
		...(later.length === 0 ? [] : [{ start: wanted.end, end: after }]),
	].filter(({ start, end }) => start < end);
}

/**
 * A full-load model has one segment, which each build loads anew.
 *
 * @throws ParameterError when the request is for a range, which Kylin would ignore without a word
 */
function fullLoad({ model, jobs }: Known, request: BuildRequest): PlannedRange {
	assertNoRange(model, request);
	const filling = model.segments.find(({ isNew }) => isNew);
	const built = model.segments.find(({ isNew }) => !isNew);
	const segment = filling ?? built;
	const job = jobs.find(({ target_segments: ids }) =>
		model.segments.some(({ id }) => Array.isArray(ids) && (ids as string[]).includes(id)),
	);
	const known = { ...(segment && { segment }), ...(job && { job }) };
	if (job !== undefined || filling !== undefined) {
		const because = filling === undefined ? { because: 'isBuilt' as const } : {};
		return {
			...known,
			...because,
			step: job === undefined || isHalted(job) ? 'failed' : 'running',
		};
	}
	if (built === undefined || built.indexCount === 0) return { ...known, step: 'build' };
	return { ...known, step: request.ifBuilt === 'skip' ? 'exists' : 'refresh', because: 'isBuilt' };
}

function assertNoRange({ name }: Model, { range, split, refreshLastDays }: BuildRequest): void {
	const isRanged = range.kind !== 'sinceLastSegment' || range.from !== undefined;
	const field = isRanged ? (range.kind === 'sinceLastSegment' ? 'From' : 'Range') : undefined;
	const wrong =
		field ??
		(split !== undefined
			? 'Split Into'
			: refreshLastDays > 0
				? 'Refresh the Last (Days)'
				: undefined);
	if (wrong === undefined) return;
	throw new ParameterError(
		wrong,
		`does not fit "${name}": it is a full-load model, which is always loaded whole`,
		"Leave 'Range' at Since Last Segment, and the other fields of the range empty.",
	);
}

function byTime({ range: one }: PlannedRange, { range: other }: PlannedRange): number {
	return (one?.start ?? 0) - (other?.start ?? 0);
}
