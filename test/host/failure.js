// @ts-check
/** A failure whose message alone tells a reader what to do; its stack trace would not help. */
class ExplainedFailure extends Error {}

/**
 * Runs a command-line program: a failure becomes one clear sentence and exit code 1.
 *
 * @param {() => Promise<unknown>} main
 */
async function runProgram(main) {
	try {
		await main();
	} catch (error) {
		const { message, stack } = /** @type {Error} */ (error);
		console.error(`\n${error instanceof ExplainedFailure ? message : stack}`);
		process.exit(1);
	}
}

module.exports = { ExplainedFailure, runProgram };
