/** What the tests of an installed n8n pass to one another. */
import type { startKylin } from '../e2e/trigger/kylin';
import type { openEditor } from '../e2e/browser/editor';
import type { startCluster } from '../e2e/queue/cluster';
import type { startGate } from '../e2e/queue/gate';
import type { openStage } from '../e2e/stage';
import type { startRestartableN8n } from '../e2e/trigger/restartableN8n';
import type { openExample } from '../e2e/examples/support/example';
import type { startN8n } from '../host/n8n';
import type { restClient } from '../host/rest';
import type { startStandIn } from '../stand-in';

/** n8n's JSON: what it is of is known to whoever reads it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = Record<string, any>;

/** By the type of the credential. */
export type NodeCredentials = Record<string, { id: string; name: string }>;

export type KylinLogin = { username: string; password: string };
export type KylinCredential = KylinLogin & { host: string };
export type Credential = { id?: string; name: string; type: string; data: Json };

export type WorkflowNode = {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position?: number[];
	webhookId?: string;
	parameters: Json;
	credentials?: NodeCredentials;
	onError?: string;
	disabled?: boolean;
};
type Link = { node: string; type: string; index: number };
export type Workflow = {
	id?: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, Record<string, Link[][]>>;
	settings?: Json;
};
export type StoredWorkflow = Workflow & { id: string; versionId: string };

export type Item = { json: Json; binary?: Json; pairedItem: { item: number } };
type NodeRun = { data: { main: Item[][] } };
export type Execution = {
	id: string;
	status: string;
	data: { resultData: { runData: Record<string, NodeRun[]>; error?: Json } };
};

export type InstalledN8n = import('../host/install').InstalledN8n;
export type Rest = ReturnType<typeof restClient>;
export type RunningN8n = Awaited<ReturnType<typeof startN8n>>;
/** One n8n after the other, on one user folder. */
export type RestartableN8n = Awaited<ReturnType<typeof startRestartableN8n>>;
export type Stage = Awaited<ReturnType<typeof openStage>>;
export type Editor = Awaited<ReturnType<typeof openEditor>>;
export type Cluster = Awaited<ReturnType<typeof startCluster>>;
export type Worker = Cluster['workers'][number];
export type Gate = Awaited<ReturnType<typeof startGate>>;
export type StandIn = Awaited<ReturnType<typeof startStandIn>>;
export type Kylin = Awaited<ReturnType<typeof startKylin>>;
/** What the tests of the examples need of a stage. */
export type ExampleStage = Pick<
	Stage,
	'rest' | 'url' | 'standIn' | 'credentials' | 'services' | 'serviceCredentials' | 'reset'
>;
export type Example = ReturnType<typeof openExample>;
