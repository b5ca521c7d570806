import type { Json, KylinCredential } from '../types/n8n';

/** A node of a chain. */
export type Step = { type: string; version?: number; parameters: Json };

/** A chain of nodes, or a function that works without n8n. */
export type Run = {
	chain?: Step[];
	items?: Json[];
	/** Parameters of the polling trigger. */
	trigger?: Json;
	fetch?: () => Promise<Json[]>;
};

export type PageCost = 'kylin' | 'none' | 'sql' | 'cores2' | 'cores8';

export type Work = {
	name: string;
	/** How many the stand-in holds. */
	jobs: number;
	pageCost: PageCost;
	/** How many jobs end between two rounds. */
	changes?: number;
	/** How many items must come out. */
	expected?: number;
	/** ID of the last item; what has one is run inside an installed n8n, too. */
	lastJob?: string;
	rivals: Record<string, (credential: KylinCredential) => Run>;
};

/** One run of a rival. */
export type Measured = { ms: number; megabytes?: number };
/** Of all rounds of a rival: the median of the times, and the memory of the first run. */
export type Result = Measured & { name: string; requests: number };
