import { choiceField, integerField, textField } from '../../../shared/fields/field';
import { definite } from '../../fields/definite';
import { narrowing } from '../../../shared/fields/narrowing';
import { sentFields } from '../../fields/sentFields';

/** The parameters of `GET /projects`, by Kylin's names. */
export const LIST = sentFields('query', {
	page_size: integerField({
		displayName: 'Limit',
		name: 'limit',
		default: 50,
		typeOptions: { minValue: 1, maxValue: 1_000 },
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	}),
	project: narrowing(
		textField({
			displayName: 'Name Contains',
			name: 'nameContains',
			default: '',
			placeholder: 'e.g. sales',
			description: 'Only projects with this text in their name, in any letter case',
		}),
	),
	permission: definite(
		choiceField({
			displayName: 'Permission',
			name: 'permission',
			default: 'READ',
			description:
				'Only projects on which you have this permission. Each includes those before it.',
			options: [
				{ name: 'Read', value: 'READ', description: 'See the project and its models' },
				{ name: 'Operation', value: 'OPERATION', description: 'Also operate jobs and build' },
				{ name: 'Management', value: 'MANAGEMENT', description: 'Also change models' },
				{ name: 'Administration', value: 'ADMINISTRATION', description: 'Also change the project' },
			],
		}),
	),
});
