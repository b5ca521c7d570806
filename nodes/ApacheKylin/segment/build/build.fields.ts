import {
	booleanField,
	choiceField,
	integerField,
	textField,
	type Field,
} from '../../../shared/fields/field';
import { collectionField } from '../../../shared/fields/collection';
import { definite } from '../../fields/definite';
import { sentFields } from '../../fields/sentFields';
import { readSubPartitions } from './subPartitions';
import { modelField } from '../../models/model.fields';
import { DRY_RUN, JOBS_AT_ONCE, MAX_JOBS, PRIORITY, TAG, YARN_QUEUE } from '../../start/jobOptions';
import { buildableProjectField } from '../../fields/project';

/** Which model; n8n hands out what was picked from a list only for fields that are sent. */
export const OF_MODEL = sentFields('query', {
	project: buildableProjectField,
	model: modelField,
});

export const RANGE = definite(
	choiceField({
		displayName: 'Range',
		name: 'range',
		default: 'sinceLastSegment',
		description:
			"Which data to load. All times are in Kylin's time zone. A full-load model takes no range: leave Since Last Segment.",
		options: [
			{
				name: 'From / Until',
				value: 'fromUntil',
				description: 'A range you give',
			},
			{
				name: 'Gaps Only',
				value: 'gapsOnly',
				description: 'Every gap between two segments',
			},
			{
				name: 'Relative',
				value: 'relative',
				description: 'The last full days, week or month before now',
			},
			{
				name: 'Since Last Segment',
				value: 'sinceLastSegment',
				description: 'From the end of the last segment with data until the start of today',
			},
		],
	}),
);

export const FROM = textField({
	displayName: 'From',
	name: 'from',
	type: 'dateTime',
	default: '',
	displayOptions: { show: { range: ['sinceLastSegment', 'fromUntil'] } },
	description:
		"Where the range begins, in Kylin's time zone. With Since Last Segment it is only needed for a model without data.",
});

export const UNTIL = textField({
	displayName: 'Until',
	name: 'until',
	type: 'dateTime',
	default: '',
	displayOptions: { show: { range: ['fromUntil'] } },
	description:
		"Where the range ends, in Kylin's time zone. It is not part of the range: until 1 March loads February.",
});

export const RELATIVE = choiceField({
	displayName: 'Relative Range',
	name: 'relativeRange',
	default: 'day',
	displayOptions: { show: { range: ['relative'] } },
	description: "Which period of Kylin's calendar to load",
	options: [
		{ name: 'Last Full Day', value: 'day' },
		{ name: 'Last Full Month', value: 'month' },
		{ name: 'Last Full Week', value: 'week', description: 'From Monday to Sunday' },
		{ name: 'Last N Days', value: 'days' },
	],
});

export const RELATIVE_DAYS = definite(
	integerField({
		displayName: 'Number of Days',
		name: 'relativeDays',
		default: 7,
		typeOptions: { minValue: 1, maxValue: 3_660 },
		displayOptions: { show: { range: ['relative'], relativeRange: ['days'] } },
		description: 'How many full days before today to load',
	}),
);

export const SPLIT = choiceField({
	displayName: 'Split Into',
	name: 'splitInto',
	default: 'none',
	description:
		'How to cut a range that is not built yet. Each piece becomes a segment with a job of its own.',
	options: [
		{ name: 'Days', value: 'day' },
		{ name: 'Months', value: 'month' },
		{ name: 'One Segment', value: 'none' },
		{ name: 'Weeks', value: 'week', description: 'From Monday to Sunday' },
	],
});

export const REFRESH_LAST = integerField({
	displayName: 'Refresh the Last (Days)',
	name: 'refreshLastDays',
	default: 0,
	typeOptions: { minValue: 0, maxValue: 3_660 },
	description:
		'For late data: first reload the segments of this many days before the range. A segment is always refreshed whole, even if it reaches further back.',
});

export const IF_BUILT = choiceField({
	displayName: 'If Already Built',
	name: 'ifBuilt',
	default: 'fail',
	description:
		'What to do about segments that are already in the range. A full-load model is always loaded again, unless you choose Skip.',
	options: [
		{ name: 'Fail', value: 'fail', description: 'Start nothing' },
		{ name: 'Refresh', value: 'refresh', description: 'Load them again, and build the rest' },
		{ name: 'Skip', value: 'skip', description: 'Leave them, and build the rest' },
	],
});

export const IF_GAP = choiceField({
	displayName: 'If It Leaves a Gap',
	name: 'ifGap',
	default: 'fail',
	description: 'What to do if the build would leave a gap, where queries find no data',
	options: [
		{ name: 'Allow', value: 'allow', description: 'Leave the gap' },
		{ name: 'Build the Gap Too', value: 'build' },
		{ name: 'Fail', value: 'fail', description: 'Start nothing' },
	],
});

/** One list of values for each sub-partition: a value for each of its columns. */
const SUB_PARTITION_VALUES: Field<string[][]> = {
	property: {
		displayName: 'Sub-Partition Values',
		name: 'subPartitionValues',
		type: 'string',
		default: '',
		placeholder: 'e.g. Beijing, Shanghai',
		description:
			'For models with sub-partitions: the values to build, with commas between them, or an expression that gives an array of values, or of arrays of them for several columns. Kylin adds values that are new to it.',
	},
	read: readSubPartitions,
};

export const OPTIONS = collectionField(
	{ displayName: 'Options', name: 'options', placeholder: 'Add Option' },
	{
		buildAllIndexes: definite(
			booleanField({
				displayName: 'Build All Indexes',
				name: 'buildAllIndexes',
				default: true,
				description:
					'Whether to load data. If off, only an empty segment is created, without a job.',
			}),
		),
		allSubPartitions: booleanField({
			displayName: 'Build All Sub-Partitions',
			name: 'allSubPartitions',
			default: false,
			description:
				'Whether to build every sub-partition value the model knows, for models with sub-partitions',
		}),
		dryRun: DRY_RUN,
		jobsAtOnce: JOBS_AT_ONCE,
		maxJobs: MAX_JOBS,
		priority: PRIORITY,
		subPartitionValues: SUB_PARTITION_VALUES,
		tag: TAG,
		yarnQueue: YARN_QUEUE,
	},
);
