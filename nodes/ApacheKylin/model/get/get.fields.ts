import { sentFields } from '../../../shared/fields/field';
import { modelField } from '../../fields/model';
import { projectField } from '../../fields/project';

export const OF_MODEL = sentFields('query', {
	project: projectField({ required: true, description: 'The project of the model' }),
	model: modelField('The model, from the list or by its name or ID'),
});
