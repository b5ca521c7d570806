import type { INodeProperties, NodeHint } from 'n8n-workflow';
import type { Field } from '../../../shared/fields/field';
import { JOBS, readJobIds } from '../jobIds';

/** One job from the list, or the IDs of one or more; nothing is refused. */
export const jobIdsField = (
	about: Pick<INodeProperties, 'description' | 'displayOptions'>,
): Field<string[]> => ({
	property: {
		displayName: JOBS,
		name: 'jobIds',
		type: 'resourceLocator',
		default: { mode: 'id', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a job…',
				typeOptions: { searchListMethod: 'searchJobs', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. {{ $json.id }}',
				hint: 'One or more IDs, with commas between them',
			},
		],
		...about,
	},
	read: readJobIds,
});

/** n8n runs the node once for each item; a list of all IDs, taken by one item, is one request. */
export const ONE_REQUEST_HINT: NodeHint = {
	message:
		"This runs once for each item. For one request with all jobs, switch on 'Execute Once' in Settings, and set 'Jobs' to the expression {{ $input.all().map((item) => item.json.id) }}",
	displayCondition:
		'={{ ["operate", "wait"].includes($parameter["operation"]) && $parameter["applyTo"] !== "allJobsInProject" && String($rawParameter.jobIds).startsWith("=") && !String($rawParameter.jobIds).includes("$input.all(") && $input.all().length > 1 }}',
	whenToDisplay: 'beforeExecution',
	location: 'outputPane',
};
