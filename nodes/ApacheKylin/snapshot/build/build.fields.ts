import { choiceField, textField } from '../../../shared/fields/field';
import { definite } from '../../fields/definite';
import { sentFields } from '../../fields/sentFields';
import { buildableProjectField } from '../../fields/project';

export const OF_PROJECT = sentFields('query', {
	project: buildableProjectField,
});

export const TABLES = textField({
	displayName: 'Tables',
	name: 'tables',
	default: '',
	placeholder: 'e.g. SSB.CUSTOMER, SSB.PART',
	description:
		'The tables, with their databases and commas between them, or an expression that gives an array of them',
});

export const IF_THERE = definite(
	choiceField({
		displayName: 'If There Is a Snapshot',
		name: 'ifThere',
		default: 'refresh',
		description: 'What to do about tables that have a snapshot already',
		options: [
			{
				name: 'Refresh',
				value: 'refresh',
				description: 'Build it again; the old one serves meanwhile',
			},
			{ name: 'Skip', value: 'skip', description: 'Leave it' },
		],
	}),
);

export const LOAD = definite(
	choiceField({
		displayName: 'Load',
		name: 'load',
		default: 'full',
		description: 'Which data of the tables to load',
		options: [
			{ name: 'Full', value: 'full', description: 'The whole table' },
			{
				name: 'Incremental',
				value: 'incremental',
				description: 'Only partitions the snapshot does not have yet',
			},
			{ name: 'Partition Values', value: 'partitions', description: 'Only the given partitions' },
		],
	}),
);

const BY_PARTITION = { show: { load: ['incremental', 'partitions'] } };

export const PARTITION_COLUMN = textField({
	displayName: 'Partition Column',
	name: 'partitionColumn',
	default: '',
	displayOptions: BY_PARTITION,
	description: 'The column the table is partitioned by; if empty, the one of the snapshot',
});

export const PARTITION_VALUES = textField({
	displayName: 'Partition Values',
	name: 'partitionValues',
	default: '',
	displayOptions: { show: { load: ['partitions'] } },
	placeholder: 'e.g. 2026-11-01, 2026-11-02',
	description:
		'The values to load, with commas between them, or an expression that gives an array of them',
});
