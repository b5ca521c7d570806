/** n8n starts all input items at once; 500 items must not mean 500 open connections to Kylin. */
const MAX_REQUESTS_IN_FLIGHT = 8;

type Waiting = { itemIndex: number; start: () => void };

/**
 * The requests of all items of one node run, first come, first served. The first goes alone: a wrong
 * password sent by several at once would lock the account. While it is open what a failed request
 * means for its item, the other items hold back: the node may be about to stop.
 */
export class RequestQueue {
	private limit = 1;

	private inFlight = 0;

	private waiting: Waiting[] = [];

	private readonly itemsInTrouble = new Set<number>();

	async run<T>(itemIndex: number, request: () => Promise<T>): Promise<T> {
		if (this.mayStart(itemIndex)) this.inFlight += 1;
		else {
			await new Promise<void>((start) => this.waiting.push({ itemIndex, start }));
		}
		try {
			return await request();
		} finally {
			this.inFlight -= 1;
			this.limit = MAX_REQUESTS_IN_FLIGHT;
			this.startWaiting();
		}
	}

	/** A request of this item has failed: until `release` only the item itself goes on. */
	holdOthers(itemIndex: number): void {
		this.itemsInTrouble.add(itemIndex);
	}

	/** The item has come to its end, or waits for something else than a request. */
	release(itemIndex: number): void {
		if (this.itemsInTrouble.delete(itemIndex)) this.startWaiting();
	}

	private mayStart(itemIndex: number): boolean {
		const isHeld = this.itemsInTrouble.size > 0 && !this.itemsInTrouble.has(itemIndex);
		return this.inFlight < this.limit && !isHeld;
	}

	private startWaiting(): void {
		const stillWaiting: Waiting[] = [];
		for (const waiting of this.waiting) {
			if (this.mayStart(waiting.itemIndex)) {
				this.inFlight += 1;
				waiting.start();
			} else stillWaiting.push(waiting);
		}
		this.waiting = stillWaiting;
	}
}
