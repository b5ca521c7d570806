/** A failure whose message alone tells a reader what to do; its stack trace would not help. */
class ExplainedFailure extends Error {}

/** Runs a command-line program: a failure becomes one clear sentence and exit code 1. */
async function runProgram(main) {
	try {
		await main();
	} catch (error) {
		console.error(`\n${error instanceof ExplainedFailure ? error.message : error.stack}`);
		process.exit(1);
	}
}

module.exports = { ExplainedFailure, runProgram };
