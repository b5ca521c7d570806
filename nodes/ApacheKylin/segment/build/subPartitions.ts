import { ParameterError } from '../../../shared/kylin/failures';
import { readJsonList, readText, readTexts } from '../../../shared/values/values';

/** @returns a list of values for each sub-partition: one for each of its columns */
export function readSubPartitions(value: unknown): string[][] {
	const field = 'Sub-Partition Values';
	const list = readJsonList(value, field) ?? readTexts(value, field);
	return list.map((entry) => {
		const values = (Array.isArray(entry) ? entry : [entry]).map((one) => readText(one, field));
		if (values.length > 0 && !values.includes(undefined)) return values as string[];
		throw new ParameterError(field, 'holds an empty entry: give a value for each sub-partition');
	});
}
