import { choiceField } from '../../../shared/fields/field';
import { definite } from '../../fields/definite';
import { sentFields } from '../../fields/sentFields';
import { modelField } from '../../models/model.fields';
import { buildableProjectField } from '../../fields/project';
import { BY_NAME, BY_RANGE_CHOICE } from '../../models/choose/choose.fields';

export const OF_MODEL = sentFields('query', {
	project: buildableProjectField,
	model: modelField,
});

export const CHOOSE_BY = definite(
	choiceField({
		displayName: 'Choose Segments By',
		name: 'chooseBy',
		default: 'all',
		description: 'In which segments to build missing indexes',
		options: [
			{
				name: 'All Segments',
				value: 'all',
				description: 'One job for all segments that no other job holds',
			},
			{ ...BY_NAME, description: 'Segments by their names, with a job for each' },
			{
				...BY_RANGE_CHOICE,
				description: 'Segments with data of a range, with a job for each',
			},
		],
	}),
);
