import type { IDataObject, INode, INodeType, INodeTypes } from 'n8n-workflow';
import { PollContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import { ApacheKylinTrigger } from '../../../nodes/ApacheKylinTrigger/ApacheKylinTrigger.node';
import { additionalData } from '../../engine/harness';
import type { Login } from '../kylin';
import { MOST_JOBS, locator, type Check } from './check';

const trigger: INodeType = new ApacheKylinTrigger();

const nodeTypes: INodeTypes = {
	getByName: () => trigger,
	getByNameAndVersion: () => trigger,
	getKnownTypes: () => ({}),
};

/** Polls of an activated workflow; each gives the events that came out. */
function startTrigger(login: Login, parameters: IDataObject): () => Promise<IDataObject[]> {
	const node: INode = {
		id: 'trigger',
		name: 'Kylin',
		type: 'n8n-nodes-apache-kylin.apacheKylinTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		credentials: { apacheKylinApi: { id: 'credential-1', name: 'Kylin' } },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: true, nodeTypes });
	const data = additionalData(login, { nodes: [node], connections: {} });
	const context = new PollContext(workflow, node, data, 'trigger', 'activate');
	return async () => {
		const items = (await trigger.poll?.call(context))?.[0] ?? [];
		return items.map(({ json }) => json);
	};
}

export const quietPoll: Check = {
	title: 'Apache Kylin Trigger: a poll in which nothing happens',
	async run(kylin, { scope }, findings) {
		const changes = async () => {
			const { items } = await kylin.jobs({ project: locator(scope), pageSize: MOST_JOBS });
			return items.map(({ id, job_status }) => `${id} ${job_status}`).join();
		};
		const projects = scope === undefined ? [] : [scope];
		const events = ['jobCreated', 'jobFailed', 'jobFinished', 'jobDiscarded', 'jobPaused'];
		const poll = startTrigger(kylin.login, { events, projects });
		const before = await changes();
		const first = await poll();
		const second = await poll();
		if (before !== (await changes())) {
			findings.leftOut.push('something happened meanwhile');
			return;
		}
		findings.expect(first.length + second.length === 0, 'no events without changes');
		findings.seen.push('2 polls');
	},
};
