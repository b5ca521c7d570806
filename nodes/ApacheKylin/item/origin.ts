/** Which run of a node a job was started by. Only n8n's "Retry On Fail" has the same one again. */
export type Origin = {
	/** ID of the n8n instance */
	instance: string;
	workflow: string;
	execution: string;
	/** ID of the node */
	node: string;
	/** how often the node has run in this execution before, e.g. in a loop */
	run: number;
	/** index of the input item */
	item: number;
};
