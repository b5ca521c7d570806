import { withinNodeRun, type NodeRun } from '../../nodes/shared/http/nodeRun';

const { signal } = new AbortController();

/** Begins an item that is at work until it is told to end. */
function begin(itemIndex: number, cancelSignal: AbortSignal | undefined) {
	let run: NodeRun | undefined;
	let end = () => {};
	const ended = withinNodeRun(cancelSignal, itemIndex, async (nodeRun) => {
		run = nodeRun;
		await new Promise<void>((resolve) => (end = resolve));
	});
	return {
		run: run as unknown as NodeRun,
		end: async () => {
			end();
			await ended;
		},
	};
}

async function endAll(...items: Array<ReturnType<typeof begin>>) {
	for (const { end } of items) await end();
}

test('the items of a run share it', async () => {
	const [first, second] = [begin(0, signal), begin(1, signal)];
	expect(second.run).toBe(first.run);
	await endAll(first, second);
});

test('the same item once more is a run of its own, and leaves the other one alone', async () => {
	const first = begin(0, signal);
	const beside = begin(0, signal);
	expect(beside.run).not.toBe(first.run);
	await beside.end();
	const second = begin(1, signal);
	expect(second.run).toBe(first.run);
	await endAll(first, second);
});

test('a run is over with its last item', async () => {
	const first = begin(0, signal);
	first.run.stopped = true;
	await first.end();
	const retried = begin(0, signal);
	expect(retried.run.stopped).toBe(false);
	await retried.end();
});

test('other executions have runs of their own, with a cancel signal or without', async () => {
	const first = begin(0, signal);
	const others = [begin(1, new AbortController().signal), begin(1, undefined), begin(2, undefined)];
	expect(new Set([first, ...others].map(({ run }) => run)).size).toBe(4);
	await endAll(first, ...others);
});
