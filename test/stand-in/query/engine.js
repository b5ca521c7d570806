// @ts-check
'use strict';

const { SCRIPT } = require('./tables');

/**
 * The engine that computes the answers: DuckDB in this process, started by the first query.
 *
 * @typedef {import('@duckdb/node-api').DuckDBConnection} Connection
 * @typedef {{ database: string, name: string, columns: string[] }} Table names in capitals, columns as the source writes them
 */

const COLUMNS_SQL = `
	SELECT upper(table_schema), upper(table_name), list(column_name ORDER BY ordinal_position)
	FROM information_schema.columns WHERE table_schema NOT IN ('main', 'information_schema') GROUP BY ALL`;

/** What the engine says of a faulty query; `at` is an index into its text. */
class EngineError extends Error {
	/** @param {string} message @param {number | null} at @param {string | null} subject the name it is about */
	constructor(message, at, subject) {
		super(message);
		this.at = at;
		this.subject = subject ?? '';
	}
}

/** The engine counts bytes. @param {string} sql @param {number} byte */
function indexOfByte(sql, byte) {
	return Buffer.from(sql).subarray(0, byte).toString().length;
}

/** @param {unknown} error @param {string} sql */
function engineError(error, sql) {
	const text = error instanceof Error ? error.message : String(error);
	const json = /\{.*\}/s.exec(text)?.[0];
	if (json === undefined) return new EngineError(text, null, null);
	const { exception_message: message, position, name } = JSON.parse(json);
	const at = position === undefined ? null : indexOfByte(sql, Number(position));
	return new EngineError(message, at, name);
}

function createEngine() {
	/** @type {Promise<import('@duckdb/node-api').DuckDBInstance> | null} */
	let starting = null;

	async function launch() {
		// Loaded here, so that a stand-in without queries does not pay for it.
		const { DuckDBInstance } = require('@duckdb/node-api');
		// One thread: rows keep the order in which they were put in.
		const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
		const connection = await instance.connect();
		await connection.run("SET GLOBAL errors_as_json = true; SET GLOBAL TimeZone = 'UTC'");
		for (const statement of SCRIPT) await connection.run(statement);
		connection.closeSync();
		return instance;
	}

	/** @template T @param {string} sql @param {(connection: Connection) => Promise<T>} work @returns {Promise<T>} */
	async function withConnection(sql, work) {
		starting ??= launch();
		const connection = await (await starting).connect();
		try {
			return await work(connection);
		} catch (error) {
			throw engineError(error, sql);
		} finally {
			connection.closeSync();
		}
	}

	return {
		/** Definitions and data of a test's own. @param {string} script */
		run: async (script) =>
			await withConnection(script, async (connection) => void (await connection.run(script))),

		/** @param {string} sql @returns {Promise<string>} JSON `{ error, error_message, position }` or `{ statements: [{ node }] }` */
		parse: async (sql) =>
			await withConnection(sql, async (connection) => {
				const reader = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [
					sql,
				]);
				return String(reader.getRows()[0][0]);
			}),

		/** The way back. @param {string} parsed @returns {Promise<string>} */
		write: async (parsed) =>
			await withConnection(parsed, async (connection) => {
				const reader = await connection.runAndReadAll('SELECT json_deserialize_sql($1::JSON)', [
					parsed,
				]);
				return String(reader.getRows()[0][0]);
			}),

		/** Names and types are checked, nothing runs. @param {string} sql @returns {Promise<string[]>} types that the `?` should have */
		check: async (sql) =>
			await withConnection(sql, async (connection) => {
				const statement = await connection.prepare(sql);
				const types = Array.from({ length: statement.parameterCount }, (_, index) =>
					String(statement.parameterType(index + 1)),
				);
				statement.destroySync();
				return types;
			}),

		/** @returns {Promise<Table[]>} */
		tables: async () =>
			await withConnection(COLUMNS_SQL, async (connection) => {
				const reader = await connection.runAndReadAll(COLUMNS_SQL);
				return reader.getRowsJS().map((row) => {
					const [database, name, columns] = /** @type {[string, string, string[]]} */ (row);
					return { database, name, columns };
				});
			}),

		/**
		 * @param {string} sql
		 * @param {boolean} wholeNumbers division of integers gives an integer
		 * @param {AbortSignal} signal
		 */
		query: async (sql, wholeNumbers, signal) =>
			await withConnection(sql, async (connection) => {
				const interrupt = () => connection.interrupt();
				signal.addEventListener('abort', interrupt);
				try {
					await connection.run(`SET SESSION integer_division = ${wholeNumbers}`);
					const reader = await connection.runAndReadAll(sql);
					return {
						names: reader.columnNames(),
						types: reader.columnTypes(),
						rows: reader.getRows(),
					};
				} finally {
					signal.removeEventListener('abort', interrupt);
				}
			}),

		async close() {
			if (starting) (await starting).closeSync();
			starting = null;
		},
	};
}

module.exports = { createEngine, EngineError, indexOfByte };
