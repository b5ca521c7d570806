import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { getModels } from '../shared/pickers/getModels';
import { getProjects } from '../shared/pickers/getProjects';
import { REQUEST_DEFAULTS } from '../shared/api/protocol';
import { index } from './index/index.resource';
import { getSegments } from './pickers/getSegments';
import { searchJobs } from './pickers/searchJobs';
import { searchModels } from './pickers/searchModels';
import { searchProjects, searchReadableProjects } from './pickers/searchProjects';
import { propertiesOf, subtitleOf } from './item/operation';
import { job } from './job/job.resource';
import { model } from './model/model.resource';
import { segment } from './segment/segment.resource';
import { snapshot } from './snapshot/snapshot.resource';
import { project } from './project/project.resource';
import { query } from './query/query.resource';

const RESOURCES = [index, job, model, project, query, segment, snapshot];

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
		description:
			'Start, list, operate, wait for and explain the builds of Apache Kylin 5, and query their data',
		defaults: { name: 'Apache Kylin' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'apacheKylinApi', required: true }],
		requestDefaults: { ...REQUEST_DEFAULTS, baseURL: '={{$credentials.host}}' },
		properties: propertiesOf(RESOURCES, 'job'),
	};

	methods = {
		listSearch: { searchJobs, searchModels, searchProjects, searchReadableProjects },
		loadOptions: { getModels, getProjects, getSegments },
	};
}
