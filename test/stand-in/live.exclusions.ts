/** What the replay of `jobs.jsonl` leaves out, compares in part or by another rule, and why. */

type Exclusion = { n: number[]; reason: string };

export const EXCLUDED: Exclusion[] = [
	{
		n: [202, 203, 322],
		reason: 'the text of the exception is that of Java 17',
	},
	{ n: [520, 521], reason: 'indexes, which are replayed with builds.jsonl' },
	{
		n: [541, 542, 543],
		reason: 'an asynchronous query, which is replayed with builds.jsonl',
	},
];

/** Only status and headers are compared. */
export const WITHOUT_BODY: Exclusion[] = [
	{ n: [57], reason: "the body of a 404 is not Kylin's" },
	{ n: [535, 536], reason: 'the newest job is one that a build of builds.jsonl submitted' },
];

/** Rows of one page are compared by ID and their sort column by its order: SQL says nothing of the order of ties. */
export const TIES: Exclusion[] = [
	{
		n: [161, 162, 163, 164, 165, 166, 168, 170, 172],
		reason: 'more rows than one have the same value in the column that orders them',
	},
	{
		n: [447, 451, 453, 467, 478, 481, 483],
		reason: 'jobs changed one after the other have one time here, as the clock stands',
	},
];

type Volatile = { compare: 'nothing' | 'time'; reason: string };

/** Members by name; `time`: a few hundred milliseconds may lie between. */
export const VOLATILE: Record<string, Volatile> = {
	wait_time: { compare: 'time', reason: 'grows while a job waits' },
	total_duration: { compare: 'time', reason: 'grows while a job waits' },
	mr_waiting: { compare: 'time', reason: 'grows while a job waits' },
	exec_wait_time: { compare: 'time', reason: 'grows while a job waits' },
	timestamp: { compare: 'time', reason: 'the time of the answer' },
	last_modified: { compare: 'time', reason: 'written while a request is served' },
	create_time: { compare: 'time', reason: 'written by RESTART while it is served' },
	exec_start_time: { compare: 'time', reason: 'written by DISCARD while it is served' },
	exec_end_time: { compare: 'time', reason: 'written by PAUSE and DISCARD while they are served' },
	locked_time: { compare: 'time', reason: 'the time of the refusal' },
	first_login_failed_time: { compare: 'time', reason: 'the time of the refusal' },
	total: { compare: 'nothing', reason: 'the size of the disk (health)' },
	free: { compare: 'nothing', reason: 'the space left on the disk (health)' },
};
