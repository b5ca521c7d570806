import { readParameter } from '../../../shared/fields/field';
import { missing, readModelReference } from '../../models/readModelReference';
import type { InputItem } from '../../item/inputItem';
import { readKylinDate } from '../../kylinTime/readDate';
import type { Unit } from '../../kylinTime/wallTime';
import { kylinZone, type KylinZone } from '../../kylinTime/zone';
import type { ModelReference } from '../../models/fetchModels';
import { readStartOptions, type StartOptions } from '../../start/startOptions';
import type { BuildRequest, RangeRequest } from '../plan/request';
import {
	FROM,
	IF_BUILT,
	IF_GAP,
	OF_MODEL,
	OPTIONS,
	RANGE,
	REFRESH_LAST,
	RELATIVE,
	RELATIVE_DAYS,
	SPLIT,
	UNTIL,
} from './build.fields';
import { IF_FAILED, IF_RUNNING } from '../../start/start.fields';

export type BuildParameters = ModelReference &
	StartOptions & {
		/** what is asked for, once Kylin's zone and the partition format are known */
		requestIn: (zone: KylinZone, precision: Unit) => BuildRequest;
		/** members of the request's body, absent ones left out */
		buildBody: {
			build_all_indexes?: false;
			build_all_sub_partitions?: true;
			sub_partition_values?: string[][];
		};
	};

/** What one item asks for, checked before anything is sent. */
export function readBuildParameters(item: InputItem): BuildParameters {
	const { fields, parameter, isExpression } = item;
	const reference = readModelReference(OF_MODEL.read(fields.query));
	const rangeIn = readRange(item);
	// Whether the dates are dates can be told without Kylin.
	rangeIn(kylinZone('UTC'), 'day');
	const split = readParameter(SPLIT, item);
	const choices = {
		...(split === 'none' ? {} : { split }),
		refreshLastDays: readParameter(REFRESH_LAST, item),
		ifBuilt: readParameter(IF_BUILT, item),
		ifRunning: readParameter(IF_RUNNING, item),
		ifFailed: readParameter(IF_FAILED, item),
		ifGap: readParameter(IF_GAP, item),
	} as const;
	const options = OPTIONS.read(parameter('options', {}), isExpression);
	const { subPartitionValues } = options;
	return {
		...reference,
		requestIn: (zone, precision) => ({ ...choices, range: rangeIn(zone, precision) }),
		...readStartOptions(item, options),
		buildBody: {
			...(options.buildAllIndexes === false ? { build_all_indexes: false } : {}),
			...(options.allSubPartitions === true ? { build_all_sub_partitions: true } : {}),
			...(subPartitionValues.length === 0 ? {} : { sub_partition_values: subPartitionValues }),
		},
	};
}

function readRange(item: InputItem): (zone: KylinZone, precision: Unit) => RangeRequest {
	const kind = readParameter(RANGE, item);
	const [from, until] = [FROM, UNTIL].map(({ property }) => item.parameter(property.name, null));
	const unit = readParameter(RELATIVE, item);
	const days = readParameter(RELATIVE_DAYS, item);
	const fromLabel = FROM.property.displayName;
	const untilLabel = UNTIL.property.displayName;
	return (zone, precision) => {
		if (kind === 'gapsOnly') return { kind };
		if (kind === 'relative') {
			return unit === 'days' ? { kind, unit: 'day', count: days } : { kind, unit, count: 1 };
		}
		const start = readKylinDate(from, fromLabel, zone, precision);
		if (kind === 'sinceLastSegment')
			return { kind, ...(start === undefined ? {} : { from: start }) };
		if (start === undefined) throw missing(fromLabel, 'give the date where the range begins');
		const end = readKylinDate(until, untilLabel, zone, precision);
		if (end === undefined) throw missing(untilLabel, 'give the date where the range ends');
		return { kind, from: start, until: end };
	};
}
