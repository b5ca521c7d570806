/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the engine's own container */
import * as core from 'n8n-core';
import type { INode, Workflow } from 'n8n-workflow';

/** The copy that n8n-core itself uses. */
const { Container } = jest.requireActual<{
	Container: { get: <T>(type: new (...args: never[]) => T) => T };
}>(require.resolve('@n8n/di', { paths: [require.resolve('n8n-core')] }));

/** Tests of what n8n 1 does not have: a durable scheduler, and polls that are dropped when they end too late. */
export const inN8n2: (name: string, run: () => Promise<void>) => void =
	'PollTriggerExecutor' in core ? test : () => {};

/** A poll of n8n: the first one throws its failure, later ones hand it over. */
export type PollTick = (isFirst: boolean) => Promise<unknown>;

/** What n8n does at the time of a poll. */
export function pollTick(
	workflow: Workflow,
	node: INode,
	context: core.PollContext,
	isCurrent: () => boolean,
): PollTick {
	if ('PollTriggerExecutor' in core) {
		return Container.get(core.PollTriggerExecutor).create(workflow, node, context, isCurrent);
	}
	// As `executeTrigger` in active-workflows.js of n8n-core 1.122.48.
	const poll = async () => {
		const { type, typeVersion } = node;
		const nodeType = workflow.nodeTypes.getByNameAndVersion(type, typeVersion);
		const items = await nodeType.poll?.call(context);
		if (items) context.__emit(items);
	};
	return async (isFirst) =>
		await (isFirst ? poll() : poll().catch((error: Error) => context.__emitError(error)));
}
