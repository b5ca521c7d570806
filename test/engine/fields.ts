import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { ApacheKylin } from '../../nodes/ApacheKylin/ApacheKylin.node';
import { seedJob } from './kylin';
import { isProperty } from './oddValues';

export const failed = seedJob('ERROR', {
	shape: 'full',
	failure: { step: 'Build indexes by layer', reason: 'Container killed by YARN' },
	logs: { 'Load Data To Index': 'INFO\nERROR' },
});
export const finished = seedJob('SUCCEED');

const byName = { project: { __rl: true, mode: 'name', value: 'learn_kylin' } };
const ofJob = { job: { __rl: true, mode: 'id', value: failed.id } };

/** By operation: what makes it succeed, besides the field in question. */
export const SOUND: Record<string, IDataObject> = {
	get: ofJob,
	getLog: ofJob,
	getStatistics: { ...byName, from: '2026-11-01', to: '2026-12-01' },
	list: {},
	operate: { ...byName, action: 'RESUME', jobIds: failed.id, options: { dryRun: true } },
	wait: { jobIds: finished.id },
};

export type Field = {
	label: string;
	/** the name of the parameter, or of a member of a collection */
	name: string;
	operation: string;
	/** what shows the field and takes its value from `$json.value` */
	parameters: IDataObject;
};

const FROM_ITEM = '={{ $json.value }}';

function parametersFor(property: INodeProperties, inner?: INodeProperties): IDataObject {
	const shown = Object.entries(property.displayOptions?.show ?? {})
		.filter(([name]) => !['resource', 'operation'].includes(name))
		.map(([name, values]) => [name, (values as string[])[0]]);
	const isLocator = property.type === 'resourceLocator';
	const mode = property.modes?.at(-1)?.name;
	const value = isLocator ? { __rl: true, mode, value: FROM_ITEM } : FROM_ITEM;
	return { ...Object.fromEntries(shown), [property.name]: inner ? { [inner.name]: value } : value };
}

/** Every field of every operation, those in collections and the collections themselves. */
function fieldsOf(operation: string): Field[] {
	return new ApacheKylin().description.properties
		.filter(({ type }) => type !== 'notice')
		.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(operation))
		.flatMap((property) => {
			const inner = property.type === 'collection' ? (property.options ?? []) : [];
			const { displayName: label, name } = property;
			return [
				{ label, name, parameters: parametersFor(property) },
				...inner.filter(isProperty).map((one) => ({
					label: one.displayName,
					name: one.name,
					parameters: parametersFor(property, one),
				})),
			];
		})
		.map((field) => ({ ...field, operation }));
}

export const FIELDS = Object.keys(SOUND).flatMap(fieldsOf);
