import type { IDataObject } from 'n8n-workflow';
import { ParameterError } from '../../shared/kylin/failures';
import { readBoolean, readCollection } from '../../shared/values/values';

/**
 * An expression that gives nothing is not a no: jobs would be started by accident.
 *
 * @param value the collection 'Options'
 */
export function readDryRun(value: unknown): boolean {
	if (value === undefined || value === null) {
		throw new ParameterError(
			'Options',
			'is an expression that gave nothing: make it give the chosen options, or {} for none',
		);
	}
	const options: IDataObject = readCollection(value, 'Options');
	const dryRun = readBoolean(options.dryRun, 'Dry Run');
	if (dryRun !== undefined) return dryRun;
	if (!('dryRun' in options)) return false;
	throw new ParameterError('Dry Run', 'is empty: it must be true or false');
}
