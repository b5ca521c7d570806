/** n8n starts all input items at once; 500 items must not mean 500 open connections to Kylin. */
const MAX_REQUESTS_IN_FLIGHT = 8;

/**
 * The requests of all items of one node run, first come, first served. The first goes alone: a wrong
 * password sent by several at once would lock the account.
 */
export class RequestQueue {
	private limit = 1;

	private inFlight = 0;

	private readonly waiting: Array<() => void> = [];

	async run<T>(request: () => Promise<T>): Promise<T> {
		if (this.inFlight < this.limit) this.inFlight += 1;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
		try {
			return await request();
		} finally {
			this.inFlight -= 1;
			this.limit = MAX_REQUESTS_IN_FLIGHT;
			for (const start of this.waiting.splice(0, this.limit - this.inFlight)) {
				this.inFlight += 1;
				start();
			}
		}
	}
}
