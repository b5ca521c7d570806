import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { REQUEST_DEFAULTS } from '../shared/api/protocol';
import { searchJobs } from './pickers/searchJobs';
import { searchProjects, searchReadableProjects } from './pickers/searchProjects';
import { propertiesOf, subtitleOf } from './item/operation';
import { job } from './job/job.resource';
import { project } from './project/project.resource';
import { query } from './query/query.resource';

const RESOURCES = [job, project, query];

export class ApacheKylin implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Apache Kylin',
		name: 'apacheKylin',
		icon: {
			light: 'file:../../icons/apacheKylin.svg',
			dark: 'file:../../icons/apacheKylin.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(RESOURCES),
		description: 'Query Apache Kylin 5, and list, operate, wait for and explain its build jobs',
		defaults: { name: 'Apache Kylin' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'apacheKylinApi', required: true }],
		requestDefaults: { ...REQUEST_DEFAULTS, baseURL: '={{$credentials.host}}' },
		properties: propertiesOf(RESOURCES, 'job'),
	};

	methods = { listSearch: { searchJobs, searchProjects, searchReadableProjects } };
}
