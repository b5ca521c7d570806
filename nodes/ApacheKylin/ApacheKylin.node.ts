import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { REQUEST_DEFAULTS } from '../shared/api/protocol';
import { searchJobs } from './pickers/searchJobs';
import { searchProjects } from './pickers/searchProjects';
import { jobProperties } from './job/job.resource';

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
		subtitle:
			'={{ { get: "Get Job", getLog: "Get Job Log", getStatistics: "Get Statistics", list: "List Jobs", operate: "Operate Jobs", wait: "Wait for Jobs" }[$parameter["operation"]] }}',
		description: 'List, operate, wait for and explain the build jobs of Apache Kylin 5',
		defaults: { name: 'Apache Kylin' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'apacheKylinApi', required: true }],
		requestDefaults: { ...REQUEST_DEFAULTS, baseURL: '={{$credentials.host}}' },
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				default: 'job',
				options: [{ name: 'Job', value: 'job' }],
			},
			...jobProperties,
		],
	};

	methods = { listSearch: { searchJobs, searchProjects } };
}
