import { START_OPTIONS, waitFields } from '../../start/jobOptions';
import { operation } from '../../item/operation';
import { IF_FAILED, IF_RUNNING } from '../../start/start.fields';
import { SNAPSHOTS_URL } from '../fetchSnapshots';
import {
	IF_THERE,
	LOAD,
	OF_PROJECT,
	PARTITION_COLUMN,
	PARTITION_VALUES,
	TABLES,
} from './build.fields';
import { buildSnapshots } from './buildSnapshots';

export const build = operation(
	{
		name: 'Build Snapshots',
		value: 'build',
		action: 'Build or refresh snapshots of tables',
		description: 'Build or refresh the snapshots of lookup tables. Starts nothing twice.',
		request: { method: 'POST', url: SNAPSHOTS_URL },
	},
	buildSnapshots,
	[
		OF_PROJECT.properties.project,
		TABLES.property,
		IF_THERE.property,
		LOAD.property,
		PARTITION_COLUMN.property,
		PARTITION_VALUES.property,
		IF_RUNNING.property,
		IF_FAILED.property,
		...waitFields,
		START_OPTIONS.property,
	],
);
