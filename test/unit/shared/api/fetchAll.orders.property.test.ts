import fc from 'fast-check';
import { fetchAll } from '../../../../nodes/shared/api/fetchAll';
import type { FetchPage } from '../../../../nodes/shared/api/page';
import { LIST_TEXTS } from '../../support';

/** Where a new job and a changed one come to stand, as a share of the list. */
type Order = { created: number; changed: number };

/** One thing that happens to the list between two requests; `job` counts from the top. */
type Event = { kind: 'create' } | { kind: 'change' | 'delete'; job: number };

const USUAL_ORDER: Order = { created: 0, changed: 0 };

const ORDERS: Record<string, Order> = {
	'last modified, newest first': USUAL_ORDER,
	'last modified, oldest first': { created: 1, changed: 1 },
	'by a name': { created: 0.5, changed: 0.5 },
};

class SortedList {
	ids: string[];

	requests = 0;

	constructor(
		count: number,
		private readonly order: Order,
		private readonly pageLimit: number,
		private readonly events: ReadonlyArray<readonly Event[]>,
	) {
		this.ids = Array.from({ length: count }, (_, index) => `old-${index}`);
	}

	private insert(id: string, place: number) {
		this.ids.splice(Math.round(place * this.ids.length), 0, id);
	}

	private happen(event: Event, number: number) {
		if (event.kind === 'create') this.insert(`new-${number}`, this.order.created);
		else {
			const [id] = this.ids.splice(event.job % Math.max(1, this.ids.length), 1);
			if (event.kind === 'change' && id !== undefined) this.insert(id, this.order.changed);
		}
	}

	readonly fetchPage: FetchPage<{ id: string }> = async (pageSize, pageOffset) => {
		const events = this.events[this.requests] ?? [];
		this.requests += 1;
		events.forEach((event, index) => this.happen(event, this.requests * 100 + index));
		const size = Math.min(pageSize, this.pageLimit);
		const rows = this.ids.slice(pageOffset * size, (pageOffset + 1) * size);
		return { rows: rows.map((id) => ({ id })), totalSize: this.ids.length };
	};
}

/** Everything that can happen between two requests to a list of so many jobs: at most one thing. */
const possibilities = (count: number): Event[][] => [
	[],
	[{ kind: 'create' }],
	...Array.from({ length: count }, (_, job): Event[][] => [
		[{ kind: 'change', job }],
		[{ kind: 'delete', job }],
	]).flat(),
];

async function readsAllThatLast(list: SortedList) {
	const initial = [...list.ids];
	const ids = (await fetchAll(list.fetchPage, LIST_TEXTS)).map(({ id }) => id);
	const lasting = list.ids.filter((id) => initial.includes(id));
	return {
		isEachOnce: new Set(ids).size === ids.length,
		missing: lasting.filter((id) => !ids.includes(id)),
	};
}

/** Every list of up to five jobs behind every limit of up to three jobs per page. */
function* shortLists() {
	for (let count = 0; count <= 5; count += 1) {
		for (let pageLimit = 1; pageLimit <= 3; pageLimit += 1) yield { count, pageLimit };
	}
}

async function expectNothingMissing(
	{ count, pageLimit }: { count: number; pageLimit: number },
	order: Order,
	events: Event[][],
) {
	const list = new SortedList(count, order, pageLimit, events);
	const found = await readsAllThatLast(list);
	expect({ count, pageLimit, events, ...found }).toEqual(
		expect.objectContaining({ isEachOnce: true, missing: [] }),
	);
}

test("two events between two requests, in Kylin's usual order", async () => {
	for (const list of shortLists()) {
		const all = possibilities(list.count);
		for (const one of all) {
			for (const two of all) {
				const both = [...one, ...two];
				await expectNothingMissing(list, USUAL_ORDER, [[], both]);
				await expectNothingMissing(list, USUAL_ORDER, [[], [], both]);
			}
		}
	}
});

describe.each(Object.entries(ORDERS))('sorted %s', (_name, order) => {
	test('one event between any two of the first three requests', async () => {
		for (const list of shortLists()) {
			const all = possibilities(list.count);
			for (const one of all) {
				for (const two of all) await expectNothingMissing(list, order, [[], one, two]);
			}
		}
	});

	test('without a limit on the page size: the list of one moment, whatever happens', async () => {
		const event = fc.oneof(
			fc.constant<Event>({ kind: 'create' }),
			fc.record({ kind: fc.constantFrom('change' as const, 'delete' as const), job: fc.nat(50) }),
		);
		await fc.assert(
			fc.asyncProperty(
				fc.nat(40),
				fc.array(fc.array(event, { maxLength: 5 }), { maxLength: 4 }),
				async (count, events) => {
					const list = new SortedList(count, order, Infinity, events);
					const ids = (await fetchAll(list.fetchPage, LIST_TEXTS)).map(({ id }) => id);
					expect(ids).toEqual(list.ids);
					expect(list.requests).toBe(1);
				},
			),
		);
	});
});
