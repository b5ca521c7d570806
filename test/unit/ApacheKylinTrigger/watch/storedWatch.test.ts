import type { IDataObject } from 'n8n-workflow';
import {
	MAX_RECENT_JOBS,
	MAX_UNFINISHED_JOBS,
} from '../../../../nodes/ApacheKylinTrigger/watch/knownJobs';
import {
	loadWatch,
	storeWatch,
	type WatchState,
} from '../../../../nodes/ApacheKylinTrigger/watch/storedWatch';
import { shortKey } from '../../../../nodes/shared/events/shortKey';

const STATE: WatchState = {
	apiRoot: 'http://kylin/api',
	user: 'admin',
	selection: {
		events: ['jobFailed'],
		projects: ['sales'],
		jobTypes: ['INC_BUILD'],
		models: [],
		key: 'k',
	},
	watchedScopes: [
		{
			scope: undefined,
			state: {
				floorMs: 7,
				known: new Map([
					['aaaa_-99', { status: 'ERROR', changedAt: 1_795_467_600_000, changedInLastPoll: true }],
					['toString', { status: 'PENDING', changedAt: 0, changedInLastPoll: false }],
					['cccccccc', { status: null, changedAt: 5, changedInLastPoll: false }],
				]),
			},
		},
		{ scope: 'sales', state: { floorMs: 0, known: new Map() } },
	],
};

test('the state is stored as plain JSON with a version', () => {
	const expected: IDataObject = {
		version: 4,
		apiRoot: 'http://kylin/api',
		user: 'admin',
		selection: STATE.selection,
		watchedScopes: [
			{
				floorMs: 7,
				known: {
					'aaaa_-99': { status: 'ERROR', changedAt: 1_795_467_600_000, changedInLastPoll: true },
					toString: { status: 'PENDING', changedAt: 0 },
					cccccccc: { status: null, changedAt: 5 },
				},
			},
			{ project: 'sales', floorMs: 0, known: {} },
		],
	};
	expect(storeWatch(STATE)).toStrictEqual(expected);
});

test('what is stored is loaded again as it was', () => {
	expect(loadWatch(JSON.parse(JSON.stringify(storeWatch(STATE))))).toEqual(STATE);
});

test.each([
	[true, 26_500],
	[false, 19_000],
])(
	'with as many jobs as are kept, changed in the last poll (%s), it is below %d characters',
	(changedInLastPoll, most) => {
		const known = new Map(
			Array.from({ length: MAX_RECENT_JOBS + MAX_UNFINISHED_JOBS }, (_, index) => [
				shortKey(String(index)),
				{ status: 'DISCARDED', changedAt: 1_795_467_600_000 + index, changedInLastPoll },
			]),
		);
		const full = { ...STATE, watchedScopes: [{ scope: undefined, state: { floorMs: 7, known } }] };
		const { length } = JSON.stringify(storeWatch(full));
		expect(length).toBeLessThan(most);
		expect(length).toBeGreaterThan(most - 2_000);
	},
);

const stored = JSON.parse(JSON.stringify(storeWatch(STATE))) as Record<string, unknown>;
const { selection } = STATE;
const scope = { project: 'sales', floorMs: 0, known: {} };
const withScopes = (...watchedScopes: unknown[]) => ({ ...stored, watchedScopes });
const withJob = (job: unknown) => withScopes({ ...scope, known: { aaaaaaaa: job } });
const job = { status: 'ERROR', changedAt: 5 };

test('the smallest state is loaded', () => {
	expect(loadWatch(withScopes(scope))).toBeDefined();
	expect(loadWatch(withJob(job))).toBeDefined();
});

test.each([
	undefined,
	null,
	'text',
	{ ...stored, version: 2 },
	{ ...stored, apiRoot: 7 },
	{ ...stored, user: undefined },
	{ ...stored, watchedScopes: undefined },
	withScopes(null),
	withScopes({ ...scope, project: 7 }),
	withScopes({ ...scope, floorMs: -1 }),
	withScopes({ ...scope, floorMs: 1.5 }),
	withScopes(scope, { ...scope, known: 7 }),
	withScopes({ ...scope, known: null }, scope),
	withScopes({ ...scope, known: [] }),
	withJob(null),
	withJob({ ...job, status: 7 }),
	withJob({ ...job, status: undefined }),
	withJob({ ...job, changedAt: '5' }),
	withJob({ ...job, changedAt: -5 }),
	withJob({ ...job, changedInLastPoll: 'yes' }),
	{ ...stored, selection: null },
	{ ...stored, selection: { ...selection, events: 'jobFailed' } },
	{ ...stored, selection: { ...selection, events: ['jobFailed', 'x'] } },
	{ ...stored, selection: { ...selection, projects: [7] } },
	{ ...stored, selection: { ...selection, jobTypes: undefined } },
	{ ...stored, selection: { ...selection, key: null } },
])('nothing else is loaded, %#', (odd) => {
	expect(loadWatch(odd)).toBeUndefined();
});
