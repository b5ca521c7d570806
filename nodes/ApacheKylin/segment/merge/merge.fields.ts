import { choiceField } from '../../../shared/fields/field';
import { collectionField } from '../../../shared/fields/collection';
import { sentFields } from '../../fields/sentFields';
import { DRY_RUN, PRIORITY, TAG, YARN_QUEUE } from '../../start/jobOptions';
import { modelField } from '../../models/model.fields';
import { buildableProjectField } from '../../fields/project';
import { BY_NAME, BY_PERIOD, BY_RANGE_CHOICE } from '../../models/choose/choose.fields';

export const OF_MODEL = sentFields('query', {
	project: buildableProjectField,
	model: modelField,
});

export const CHOOSE_BY = choiceField({
	displayName: 'Choose Segments By',
	name: 'chooseBy',
	default: 'range',
	description: 'Which segments to merge. They must be adjacent, ready, and hold the same indexes.',
	options: [BY_PERIOD, BY_NAME, { ...BY_RANGE_CHOICE, description: 'All segments within a range' }],
});

export const OPTIONS = collectionField(
	{ displayName: 'Options', name: 'options', placeholder: 'Add Option' },
	{ dryRun: DRY_RUN, priority: PRIORITY, tag: TAG, yarnQueue: YARN_QUEUE },
);
