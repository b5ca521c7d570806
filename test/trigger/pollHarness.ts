import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	WorkflowActivateMode,
} from 'n8n-workflow';
import { PollContext, WorkflowExecute } from 'n8n-core';
import { Workflow, createRunExecutionData } from 'n8n-workflow';
import { ApacheKylinTrigger } from '../../nodes/ApacheKylinTrigger/ApacheKylinTrigger.node';
import { additionalData } from '../engine/harness';
import { pollTick } from './pollTick';

const TYPE = 'n8n-nodes-apache-kylin.apacheKylinTrigger';

const triggerType: INodeType = new ApacheKylinTrigger();
// As n8n's loader does for polling nodes.
triggerType.description.properties = [
	{
		displayName: 'Poll Times',
		name: 'pollTimes',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		options: [
			{
				name: 'item',
				displayName: 'Item',
				values: [{ displayName: 'Mode', name: 'mode', type: 'string', default: 'everyMinute' }],
			},
		],
	},
	...triggerType.description.properties,
];

const nodeTypes: INodeTypes = {
	getByName: () => triggerType,
	getByNameAndVersion: () => triggerType,
	getKnownTypes: () => ({}),
};

let workflows = 0;

export type PollRun = ReturnType<TriggerHost['start']>;

/**
 * A workflow with the trigger, and what n8n's database holds of it. `start` is an n8n process, or an
 * activation: it begins with the stored static data. Times and order of saving are those of n8n
 * 2.41.1: with the events, or when an activation is over; never after a poll without events.
 */
export class TriggerHost {
	staticData: IDataObject = {};

	/** what came out of the trigger, execution by execution */
	readonly executions: IDataObject[][] = [];

	readonly errors: Error[] = [];

	/** what the node wrote to n8n's log */
	readonly warnings: string[] = [];

	private readonly id = `workflow-${(workflows += 1)}`;

	/** @param parameters of the node; it fires for failed and for finished jobs unless they say otherwise */
	constructor(
		public credential: ICredentialDataDecryptedObject,
		public parameters: IDataObject = {},
		private readonly engine: { pollBudgetMs?: number; timezone?: string } = {},
	) {
		this.parameters = { events: ['jobFailed', 'jobFinished'], ...parameters };
	}

	get events(): IDataObject[] {
		return this.executions.flat();
	}

	/** e.g. `['jobFailed 00000001', …]`, and forgets them */
	takeEvents(): string[] {
		const taken = this.events.map(({ event, id }) => `${String(event)} ${String(id).slice(0, 8)}`);
		this.executions.length = 0;
		return taken;
	}

	private workflow(): Workflow {
		const node: INode = {
			id: 'trigger',
			name: 'Kylin',
			type: TYPE,
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters as INode['parameters'],
			credentials: { apacheKylinApi: { id: 'credential-1', name: 'Kylin' } },
		};
		return new Workflow({
			id: this.id,
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: structuredClone(this.staticData),
			settings: { executionOrder: 'v1', timezone: this.engine.timezone ?? 'UTC' },
		});
	}

	start(activation: WorkflowActivateMode = 'init') {
		const workflow = this.workflow();
		const node = workflow.getNode('Kylin') as INode;
		let isCurrent = true;
		const save = () => {
			const data = workflow.staticData as IDataObject & { __dataChanged?: boolean };
			if (data.__dataChanged !== true) return;
			this.staticData = JSON.parse(JSON.stringify(data)) as IDataObject;
			data.__dataChanged = false;
		};
		const context = new PollContext(
			workflow,
			node,
			additionalData(this.credential, {}),
			'trigger',
			activation,
			(data: INodeExecutionData[][]) => {
				save();
				this.executions.push(data[0].map(({ json }) => json));
			},
			(error: Error) => void this.errors.push(error),
			undefined,
			undefined,
			undefined,
			...(this.engine.pollBudgetMs === undefined ? [] : [() => this.engine.pollBudgetMs as number]),
		);
		Object.defineProperty(context, 'logger', {
			value: { warn: (text: string) => this.warnings.push(text) },
		});
		const tick = pollTick(workflow, node, context, () => isCurrent);
		return {
			/** a poll at its time; failures go to `errors` */
			poll: async () => await tick(false),
			/** the first poll; a failure is thrown */
			activate: async () => {
				try {
					await tick(true);
				} finally {
					save();
				}
			},
			stop: () => {
				isCurrent = false;
			},
		};
	}

	/** A process whose first poll went well. */
	async activated(activation: WorkflowActivateMode = 'activate') {
		const run = this.start(activation);
		await run.activate();
		return run;
	}

	/** "Fetch Test Event" of the editor, through n8n's engine. */
	async fetchTestEvent(): Promise<IRun> {
		const workflow = this.workflow();
		const node = workflow.getNode('Kylin') as INode;
		const execution = new WorkflowExecute(
			additionalData(this.credential, { nodes: [node], connections: {} }),
			'manual',
			createRunExecutionData({
				executionData: {
					nodeExecutionStack: [{ node, data: { main: [[{ json: {} }]] }, source: null }],
				},
			}),
		);
		const run = await execution.processRunExecutionData(workflow);
		this.lastTestData = workflow.staticData as IDataObject;
		return run;
	}

	/** static data of the last test fetch, which n8n never saves */
	lastTestData: IDataObject = {};
}

/** Items of a run of the trigger alone. */
export function itemsOf(run: IRun): IDataObject[] {
	const items = run.data.resultData.runData.Kylin?.at(-1)?.data?.main[0] ?? [];
	return items.map(({ json }) => json);
}
