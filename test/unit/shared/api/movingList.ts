import type { KylinRequest } from '../../../../nodes/shared/api/kylinRequest';
import type { JobRecord } from '../../../../nodes/shared/kylin/job';
import { job } from '../../support';

/** What happens to the list before a request; `at` is a share of it. */
export type Event = { kind: 'create'; count: number } | { kind: 'delete'; at: number };

/**
 * Kylin's list in the order of creation, which moves between two requests. Several jobs are created at
 * the same time; Kylin orders them anew for each request.
 */
export class MovingList {
	private created = 0;

	jobs: JobRecord[] = [];

	/** those of the beginning */
	readonly initial: string[];

	readonly requests: Array<{ page_size: number; page_offset: number }> = [];

	constructor(
		count: number,
		private readonly events: ReadonlyArray<readonly Event[]> = [],
		private readonly options: { pageLimit?: number; ignoresOffset?: true; ties?: number } = {},
	) {
		this.happen({ kind: 'create', count });
		this.initial = this.ids();
	}

	ids(): string[] {
		return this.jobs.map(({ id }) => id);
	}

	/** those of the beginning that are there still */
	lasting(): string[] {
		return this.ids().filter((id) => this.initial.includes(id));
	}

	private happen(event: Event) {
		if (event.kind === 'delete') {
			this.jobs.splice(Math.floor(event.at * this.jobs.length), 1);
			return;
		}
		for (let count = 0; count < event.count; count += 1) {
			this.created += 1;
			const create_time = Math.floor(this.created / (this.options.ties ?? 1));
			this.jobs.push(job(`job-${this.created}`, { create_time }));
		}
	}

	readonly send = async ({ qs = {} }: KylinRequest) => {
		for (const event of this.events[this.requests.length] ?? []) this.happen(event);
		const [size, offset] = [Number(qs.page_size), Number(qs.page_offset)];
		this.requests.push({ page_size: size, page_offset: offset });
		const turn = this.requests.length;
		const tie = ({ id }: JobRecord) => (Number(id.slice(4)) * 7919 * turn) % 101;
		const ordered = [...this.jobs].sort(
			(one, other) => one.create_time - other.create_time || tie(one) - tie(other),
		);
		if (qs.reverse === true) ordered.reverse();
		const served = Math.min(size, this.options.pageLimit ?? Infinity);
		const start = this.options.ignoresOffset ? 0 : offset * served;
		return { value: ordered.slice(start, start + served), total_size: this.jobs.length };
	};
}
