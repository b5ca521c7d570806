/** What the replay of the recorded queries does not compare to the letter, and why. No exchange is left out. */

type Exclusion = { file: string; n: number; reason: string };

/** Whose rows are compared by their number and types alone. */
export const OTHER_ROWS: Exclusion[] = [
	{
		file: 'builds.jsonl',
		n: 141,
		reason: "three rows without an ORDER BY, in the order of an index's files",
	},
];

/** Members that differ from one run to the next; compared by their type alone. */
export const VOLATILE: Record<string, string> = {
	duration: 'took that long',
	queryId: 'random unless given',
	query_id: 'random',
	server: 'host and port',
	signature: 'times of the last changes of the models',
	appMasterURL: "number of the execution in Spark's pages",
	scanRows: 'what Spark read from the files of an index',
	scanBytes: 'as scanRows',
	totalScanRows: 'as scanRows',
	totalScanBytes: 'as scanRows',
	stacktrace: 'frames of the JVM, cut off in the recording',
};

/** Pieces of sentences that differ from one run to the next. */
export const VOLATILE_TEXTS: Array<{ pattern: RegExp; reason: string }> = [
	{ pattern: /(?<=^http:\/\/)[\d.:]+/, reason: 'host and port' },
	{ pattern: /(?<=rel#)\d+/g, reason: 'counts the nodes of all plans' },
	{ pattern: /(?<=ReferencePipeline\$3@)[0-9a-f]+/g, reason: 'address of a Java object' },
	{ pattern: /(?<=Was expecting one of:)[^]*/, reason: "every token of Calcite's grammar" },
];

/** Members whose order is that of a Java hash: it changed with a restart between the two files. */
export const UNORDERED = [
	['partial', 'bigQuery', 'totalScanRows', 'totalScanBytes'],
	['partialMatchModel', 'layoutExist'],
];
