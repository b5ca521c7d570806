import { nodeRunOf } from '../../nodes/ApacheKylin/item/nodeRun';

const signal = () => new AbortController().signal;

test('the items of a run share it, also when one has ended before the next begins', () => {
	const execution = signal();
	const run = nodeRunOf(execution, 'Kylin', 0);
	run.stop.abort();
	expect(nodeRunOf(execution, 'Kylin', 1)).toBe(run);
	expect(nodeRunOf(execution, 'Kylin', 2)).toBe(run);
});

test('the same item once more is another run', () => {
	const execution = signal();
	const first = nodeRunOf(execution, 'Kylin', 0);
	first.stop.abort();
	const retried = nodeRunOf(execution, 'Kylin', 0);
	expect(retried).not.toBe(first);
	expect(retried.stop.signal.aborted).toBe(false);
	expect(nodeRunOf(execution, 'Kylin', 1)).toBe(retried);
});

test('other nodes and other executions have runs of their own, with a cancel signal or without', () => {
	const execution = signal();
	const runs = [
		nodeRunOf(execution, 'Kylin', 0),
		nodeRunOf(execution, 'Kylin 2', 1),
		nodeRunOf(signal(), 'Kylin', 1),
		nodeRunOf(undefined, 'Kylin', 1),
		nodeRunOf(undefined, 'Kylin', 2),
	];
	expect(new Set(runs).size).toBe(5);
});
