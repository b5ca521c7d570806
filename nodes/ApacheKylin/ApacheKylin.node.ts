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
import { ONE_REQUEST_HINT } from './job/fields/jobIds';
import { job } from './job/job.resource';
import { PROJECT_BY_PROJECT_HINT } from './job/list/projectByProjectHint';
import { EXPRESSION_HINT } from './query/query.fields';
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
			'Find, explain, resume and start build jobs of Apache Kylin 5, wait for them, and query the data',
		defaults: { name: 'Apache Kylin' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'apacheKylinApi', required: true }],
		requestDefaults: { ...REQUEST_DEFAULTS, baseURL: '={{$credentials.host}}' },
		hints: [ONE_REQUEST_HINT, PROJECT_BY_PROJECT_HINT, EXPRESSION_HINT],
		properties: propertiesOf(RESOURCES, 'job'),
	};

	methods = {
		listSearch: { searchJobs, searchModels, searchProjects, searchReadableProjects },
		loadOptions: { getModels, getProjects, getSegments },
	};
}
