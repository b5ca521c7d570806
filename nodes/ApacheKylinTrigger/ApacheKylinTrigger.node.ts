import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { toNodeError } from '../shared/n8n/nodeError';
import { nodeKey } from '../shared/n8n/triggerNode';
import { getModels } from '../shared/pickers/getModels';
import { getProjects } from '../shared/pickers/getProjects';
import { beginPoll, endPoll, noteStarted } from './activations';
import { triggerFields } from './fields';
import { noteGoodPoll } from './outages';
import { poll } from './poll';
import { whatToTell } from './pollError';
import { sampleEvents } from './sampleEvents';

export class ApacheKylinTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Apache Kylin Trigger',
		name: 'apacheKylinTrigger',
		icon: {
			light: 'file:../../icons/apacheKylin.svg',
			dark: 'file:../../icons/apacheKylin.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ [$parameter["events"]].flat().map((event) => String(event).replace("job", "Job ")).join(", ") }}',
		// n8n's list of nodes shows the action node and this one as one, with this description.
		description:
			'Starts the workflow when build jobs of Apache Kylin 5 fail or finish. Its actions find, explain, resume and start jobs, and query the data.',
		defaults: { name: 'Apache Kylin Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'apacheKylinApi', required: true }],
		properties: triggerFields,
	};

	methods = { loadOptions: { getModels, getProjects } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		if (this.getMode() === 'manual') {
			try {
				return await sampleEvents(this);
			} catch (error) {
				throw toNodeError(this.getNode(), error as Error);
			}
		}
		if (!beginPoll(this)) return null;
		try {
			const items = await poll(this);
			noteStarted(this);
			noteGoodPoll(nodeKey(this));
			return items;
		} catch (error) {
			const told = whatToTell(this, error as Error);
			if (told !== undefined) throw told;
			noteStarted(this);
			this.logger.warn(`Apache Kylin Trigger: no events in this poll. ${(error as Error).message}`);
			return null;
		} finally {
			endPoll(this);
		}
	}
}
