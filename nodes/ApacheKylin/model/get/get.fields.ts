import { sentFields } from '../../fields/sentFields';
import { modelField } from '../../models/model.fields';
import { readableProjectField } from '../../fields/project';

export const OF_MODEL = sentFields('query', {
	project: readableProjectField,
	model: modelField,
});
