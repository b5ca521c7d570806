import type { IDataObject } from 'n8n-workflow';
import { readParameter } from '../../../shared/fields/field';
import { STATISTICS_URL } from '../../../shared/api/jobs';
import { ParameterError } from '../../../shared/kylin/failures';
import { unexpectedAnswer } from '../../../shared/kylin/unexpectedAnswer';
import { clock } from '../../../shared/time/clock';
import { zonedTime } from '../../../shared/time/zonedTime';
import type { InputItem } from '../../item/inputItem';
import { readMoment } from '../../time/readMoment';
import { fetchDurations, HOUR_MS, rounded, SECOND_MS } from './durationsByModel';
import { GROUP_BY, PERIOD } from './getStatistics.fields';

const GIGABYTE = 1_000_000_000;

/** The Get Statistics operation for one item: one row for the period, or one per model, day, … */
export async function getStatistics(item: InputItem): Promise<IDataObject[]> {
	const { groupBy, query, period } = await readStatisticsRequest(item);
	const fetchMap = async (path: string) =>
		parseMap(await item.send({ method: 'GET', url: STATISTICS_URL + path, qs: query }));
	if (groupBy === 'none') return [{ ...period, ...inLargeUnits(await fetchMap('')) }];

	// Kylin groups these two numbers only.
	const counts = new Map(Object.entries(await fetchMap('/count')));
	const perByte = new Map(Object.entries(await fetchMap('/duration_per_byte')));
	const groups = [...new Set([...counts.keys(), ...perByte.keys()])].sort();
	const durations =
		groupBy === 'model' && groups.length > 0 ? await fetchDurations(item.send, query) : null;
	return groups.map((group) => ({
		...period,
		[groupBy]: group,
		count: counts.get(group) ?? 0,
		duration_per_byte: perByte.get(group) ?? 0,
		...(durations === null ? {} : inUnits(durations.get(group))),
	}));
}

async function readStatisticsRequest(item: InputItem) {
	const { fields, isExpression, outputContext } = item;
	const { timezone } = await outputContext();
	const { project, start_time, end_time } = PERIOD.read(fields.query, isExpression);
	if (project === undefined) {
		throw new ParameterError('Project', 'is empty: choose the project to count the jobs of');
	}
	const from = readMoment(start_time, 'From', timezone);
	if (from === undefined) {
		throw new ParameterError('From', 'is empty: choose when the period begins');
	}
	const end = readMoment(end_time, 'To', timezone);
	const to = end ?? clock.now();
	if (to <= from && end === undefined) {
		throw new ParameterError('From', "must be in the past: 'To' is empty, so the period ends now");
	}
	if (to <= from) {
		throw new ParameterError('To', "must be later than 'From'", "'To' itself is not counted.");
	}
	const groupBy = readParameter(GROUP_BY, item);
	return {
		groupBy,
		query: {
			project,
			start_time: from,
			end_time: to,
			...(groupBy === 'none' ? {} : { dimension: groupBy }),
		},
		period: { project, from: zonedTime(from, timezone), to: zonedTime(to, timezone) },
	};
}

/** @param durationMs absent for a model whose jobs are no longer in Kylin's list */
function inUnits(durationMs: number | undefined): IDataObject {
	if (durationMs === undefined) return { seconds: null, hours: null };
	return { seconds: rounded(durationMs / SECOND_MS), hours: rounded(durationMs / HOUR_MS) };
}

/** Kylin's totals, and the same in seconds, hours and gigabytes (10^9 bytes). */
function inLargeUnits(totals: IDataObject): IDataObject {
	return {
		...totals,
		total_duration_seconds: rounded(Number(totals.total_duration) / SECOND_MS),
		total_duration_hours: rounded(Number(totals.total_duration) / HOUR_MS),
		total_size_gb: rounded(Number(totals.total_byte_size) / GIGABYTE),
	};
}

function parseMap(data: unknown): IDataObject {
	if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as IDataObject;
	throw unexpectedAnswer("Kylin's answer holds no statistics");
}
