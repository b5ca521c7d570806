import { sentFields } from '../../../shared/fields/field';
import { modelField } from '../../models/model.fields';
import { readableProjectField } from '../../fields/project';

export const OF_MODEL = sentFields('query', {
	project: readableProjectField({ required: true, description: 'The project of the model' }),
	model: modelField('The model, from the list or by its name or ID'),
});
