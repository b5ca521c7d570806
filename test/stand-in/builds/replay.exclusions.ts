/** What the replay of `builds.jsonl` leaves out and what it compares in part, each with its reason. */

type Exclusion = { from: number; to?: number; reason: string };

/** Not sent. */
export const EXCLUDED: Exclusion[] = [
	{ from: 132, to: 184, reason: 'queries' },
	{ from: 193, to: 205, reason: 'asynchronous queries' },
	{ from: 323, reason: 'stops a query' },
	{ from: 214, reason: 'a setting of the project: the test makes it' },
	{ from: 243, reason: 'deletes a model: the test does' },
	{ from: 264, reason: 'adds an index: the test does' },
	{ from: 325, reason: 'creates a model: the test does' },
	{ from: 332, reason: 'creates a model: the test does' },
	{ from: 335, reason: 'is refused to create a model' },
	{ from: 290, to: 321, reason: 'sent at once: their order was chance' },
];

/** Only status and content type are compared. */
export const WITHOUT_BODY: Exclusion[] = [
	{ from: 92, reason: '70 ms after PAUSE the running step had not heard of it' },
	{ from: 210, reason: '140 ms after DISCARD the running step had not heard of it' },
	{ from: 232, reason: 'two jobs of one moment, for the clock stands here' },
];

/**
 * `any`: not compared; `type`: any value of the type; `time`: a few seconds apart; `same`: but for what is `wrong` in
 * the recording.
 */
type Volatile = { compare: 'any' | 'type' | 'time' | 'same'; wrong?: unknown; reason: string };

const ON_DISK = 'bytes on disk';
const LIVE = 'written a moment after the request, or grows while a job waits';
const RUN = 'when each step ran, which only the details show';

/** Members by name. */
export const VOLATILE: Record<string, Volatile> = {
	bytes_size: { compare: 'type', reason: ON_DISK },
	source_bytes_size: { compare: 'type', reason: ON_DISK },
	size_kb: { compare: 'type', reason: ON_DISK },
	input_records_size: { compare: 'type', reason: ON_DISK },
	storage: { compare: 'type', reason: ON_DISK },
	source: { compare: 'type', reason: ON_DISK },
	expansion_rate: { compare: 'type', reason: ON_DISK },
	data_size: { compare: 'type', reason: ON_DISK },
	create_time: { compare: 'time', reason: LIVE },
	create_time_utc: { compare: 'time', reason: LIVE },
	last_modified: { compare: 'time', reason: LIVE },
	last_modified_time: { compare: 'time', reason: LIVE },
	last_build_time: { compare: 'time', reason: 'written before the last step of the job' },
	timestamp: { compare: 'time', reason: 'the time of the answer' },
	duration: { compare: 'type', reason: RUN },
	total_duration: { compare: 'type', reason: RUN },
	wait_time: { compare: 'type', reason: RUN },
	exec_start_time: { compare: 'type', reason: RUN },
	exec_end_time: { compare: 'type', reason: RUN },
	info: { compare: 'any', reason: "Spark's settings and hosts" },
	row_count: { compare: 'same', wrong: '#-2', reason: "the first segment's was wrong" },
};
