/** What a Java program's log or stack tells of why it failed. Pure, and linear in the text's length. */

const MAX_CHARACTERS = 1_000;

const CAUSED_BY = 'Caused by: ';

/** Lines that belong to the stack below a message, or to what comes after it. */
const STACK_LINE =
	/^\s+(at |\.\.\. \d+ (more|common))|^(Driver stacktrace:|Suppressed: |Caused by: )/;

const ERROR_LINE = /\bERROR\b/;

/** What no log line of a person's language has. */
const CONTROL_CHARACTERS = /[\p{Cc}\s]+/gu;

/** One line of at most so many characters, for texts that others wrote. */
export function bounded(text: string, most = MAX_CHARACTERS): string {
	const line = text
		.slice(0, 2 * most)
		.replace(CONTROL_CHARACTERS, ' ')
		.trim();
	const characters = [...line];
	return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
}

/**
 * The last "Caused by" of a log or stack without its stack, e.g. `java.lang.RuntimeException:
 * part-0001.parquet is not a Parquet file`; without one, its last line of level ERROR.
 *
 * @returns null when there is neither
 */
export function rootCause(log: string): string | null {
	const lines = log.split(/\r?\n/);
	const isCause = lines.map((line) => line.trimStart().startsWith(CAUSED_BY));
	const start = isCause.lastIndexOf(true);
	if (start < 0) {
		const line = lines.filter((candidate) => ERROR_LINE.test(candidate)).at(-1);
		return line === undefined ? null : bounded(line);
	}
	const rest = lines.slice(start + 1);
	const end = rest.findIndex((line) => line.trim() === '' || STACK_LINE.test(line));
	const message = [lines[start], ...(end < 0 ? rest : rest.slice(0, end))].join(' ');
	return bounded(message.trimStart().slice(CAUSED_BY.length));
}

/** A name of a Java class before its message, e.g. `java.lang.RuntimeException: `. */
const CLASS_NAME = /^[\w$.]{1,200}: /;

/** The message of an exception without the name of its class. */
export function messageOf(cause: string): string {
	const [name = ''] = CLASS_NAME.exec(cause) ?? [];
	return name.includes('.') ? cause.slice(name.length) : cause;
}

/** Sentences that say only that something failed, in the languages Kylin writes them. */
const GENERAL = [
	/^job has stopped\b/i,
	/^building job exception\b/i,
	/^job building error\b/i,
	/^构建任务发生异常/,
	/^an exception occurred outside kylin\b/i,
	/^error execute [\w$.]+$/i,
	/^job aborted\.?$/i,
	/^#TODO\b/,
];

const CODE = /^KE-\d{9}(\([^)]{0,200}\))?:? ?/;

/** A class of an exception without a message. */
const BARE_CLASS = /^[\w$.]{1,200}(Exception|Error)$/;

/** Whether a sentence says nothing but that something failed. */
export function isGeneral(sentence: string): boolean {
	const message = messageOf(sentence.replace(CODE, '')).trim();
	return message === '' || BARE_CLASS.test(message) || GENERAL.some((one) => one.test(message));
}
