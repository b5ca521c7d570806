import type { INodeProperties } from 'n8n-workflow';
import type { Field } from '../../../shared/fields/field';
import { JOB_IDS, readJobIds } from '../jobIds';

/** The IDs of one or more jobs; nothing is refused. */
export const jobIdsField = (
	about: Pick<INodeProperties, 'description' | 'displayOptions'>,
): Field<string[]> => ({
	property: {
		displayName: JOB_IDS,
		name: 'jobIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3f2b1c9e-7a54-4d0e-9c1f-0a6d5e8b7c21',
		...about,
	},
	read: readJobIds,
});
