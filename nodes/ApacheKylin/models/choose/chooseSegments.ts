import { readParameter } from '../../../shared/fields/field';
import { ParameterError } from '../../../shared/kylin/failures';
import { listed } from '../../../shared/texts/sentences';
import { missing } from '../readModelReference';
import type { InputItem } from '../../item/inputItem';
import { overlap, type Range } from '../../kylinTime/range';
import { readKylinDate } from '../../kylinTime/readDate';
import { epochOfWallTime, startOf, startOfEarlier, type Unit } from '../../kylinTime/wallTime';
import { kylinZone, type KylinZone } from '../../kylinTime/zone';
import type { Model } from '../model';
import { inOrder, type Segment } from '../segment';
import { CHOSEN_FROM, CHOSEN_UNTIL, PERIOD, SEGMENT_NAMES } from './choose.fields';

/** Which segments of a model an operation is for. */
export type SegmentChoice =
	| { by: 'all' }
	| { by: 'names'; names: string[] }
	| { by: 'range'; from: number; until: number };

type Moment = {
	zone: KylinZone;
	/** what the partition format of the model can tell apart */
	precision: Unit;
	/** epoch milliseconds */
	now: number;
};

/** The choice, once Kylin's zone is known. */
export type ReadSegmentChoice = (moment: Moment) => SegmentChoice;

/** Which segments one item is for, checked before anything is sent. */
export function readSegmentChoice(
	by: 'all' | 'names' | 'range' | 'period',
	{ parameter }: Pick<InputItem, 'parameter'>,
): ReadSegmentChoice {
	if (by === 'all') return () => ({ by });
	if (by === 'names') {
		const names = SEGMENT_NAMES.read(parameter('segments', null));
		if (names.length === 0) {
			throw missing(SEGMENT_NAMES.property.displayName, 'choose one or more segments');
		}
		return () => ({ by, names });
	}
	if (by === 'period') {
		const unit = readParameter(PERIOD, { parameter });
		return ({ zone, now }) => ({
			by: 'range',
			from: startOfEarlier(unit, 1, now, zone),
			until: startOf(unit, now, zone),
		});
	}
	const [from, until] = [CHOSEN_FROM, CHOSEN_UNTIL].map(({ property }) =>
		parameter(property.name, null),
	);
	const read = ({ zone, precision }: Pick<Moment, 'zone' | 'precision'>): SegmentChoice => {
		const start = readKylinDate(from, CHOSEN_FROM.property.displayName, zone, precision);
		const end = readKylinDate(until, CHOSEN_UNTIL.property.displayName, zone, precision);
		if (start === undefined) throw missing('From', 'give the date where the range begins');
		if (end === undefined) throw missing('Until', 'give the date where the range ends');
		if (start < end) return { by, from: start, until: end };
		throw new ParameterError('Until', "must be later than 'From'");
	};
	// Whether the dates are dates can be told without Kylin.
	read({ zone: kylinZone('UTC'), precision: 'day' });
	return read;
}

/**
 * The chosen segments, in order of time. Of a segment under refresh or merge it is the old one.
 *
 * @throws ParameterError for names that the model does not have
 */
export function chooseSegments(choice: SegmentChoice, model: Model, zone: KylinZone): Segment[] {
	const ready = model.segments.filter(({ isNew }) => !isNew);
	if (choice.by === 'all') return inTime(ready);
	if (choice.by === 'names') return inTime(namedSegments(choice.names, model, zone));
	const range = rangeOf(choice);
	if (model.partition === undefined) {
		throw new ParameterError(
			'Choose Segments By',
			`can't be a range for "${model.name}": a full-load model has one segment for all time`,
		);
	}
	return inOrder(ready).filter((segment) => overlap(segment.range, range));
}

export function rangeOf({ from, until }: Extract<SegmentChoice, { by: 'range' }>): Range {
	return { start: from, end: until };
}

function inTime(segments: Segment[]): Segment[] {
	return [...segments.filter(({ range }) => range === undefined), ...inOrder(segments)];
}

function namedSegments(names: string[], model: Model, zone: KylinZone): Segment[] {
	const byName = new Map<string, Segment>();
	for (const segment of model.segments) {
		for (const key of [segment.name, segment.id]) {
			if (!segment.isNew || !byName.has(key)) byName.set(key, segment);
		}
	}
	const unknown = names.filter((name) => !byName.has(name));
	if (unknown.length > 0) throw unknownSegments(unknown, model, zone);
	return [...new Set(names.map((name) => byName.get(name) as Segment))];
}

function unknownSegments(names: string[], model: Model, zone: KylinZone): ParameterError {
	const merged = names.flatMap((name) => {
		const range = rangeOfName(name, zone);
		const cover = inOrder(model.segments).find(
			(segment) =>
				range !== undefined && segment.range.start <= range.start && segment.range.end >= range.end,
		);
		return cover === undefined ? [] : [`${name} is part of segment ${cover.name} by now.`];
	});
	return new ParameterError(
		SEGMENT_NAMES.property.displayName,
		`holds ${listed(names, ', ')}, which model "${model.name}" does not have`,
		[
			...merged,
			merged.length > 0
				? 'It was merged, by somebody or by Kylin itself. Choose segments by range to avoid this.'
				: "Choose the segments again: they may have been deleted, or 'Model' was changed since.",
		].join(' '),
	);
}

const NAME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

/** A segment's name is its range in Kylin's time (contract 4.2). */
function rangeOfName(name: string, zone: KylinZone): Range | undefined {
	const [start, end] = name.split('_').map((part) => epochOfName(part, zone));
	return start === undefined || end === undefined ? undefined : { start, end };
}

function epochOfName(part: string, zone: KylinZone): number | undefined {
	const match = NAME.exec(part);
	if (match === null) return undefined;
	const [year, month, day, hour, minute, second] = match.slice(1).map(Number);
	return epochOfWallTime(Date.UTC(year, month - 1, day, hour, minute, second), zone);
}
