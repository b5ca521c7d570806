// @ts-check
'use strict';

/**
 * The source tables: the star schema of the recordings (test/wire/live-5.0.2), so that recorded values come out, and one
 * table of values at the edges of their types.
 *
 * The order of the rows is the one in which Spark read the two files of the recording: the second file first.
 */

/** Rows of every fact table: 100 a day for the 91 days from 2024-01-01. */
const FACTS = 9_100;
const SECOND_FILE = FACTS / 2;

/** Of each ship mode the n-th order earns `n % 995 + 8`, the first ones one more: the sums are the recorded ones. */
const FACT_COLUMNS = `
	k AS lo_orderkey,
	CAST(k % 20 + 1 AS INTEGER) AS lo_custkey,
	DATE '2024-01-01' + CAST(k % 91 AS INTEGER) AS day,
	CAST(k // 3 % 995 + 8 + CASE WHEN k // 3 < [1288, 1113, 882][k % 3 + 1] THEN 1 ELSE 0 END AS BIGINT) AS lo_revenue,
	CAST(k % 100 / 10.0 AS DECIMAL(12, 2)) AS lo_tax,
	['AIR', 'RAIL', 'SHIP'][k % 3 + 1] AS lo_shipmode`;

const FACT_ROWS = `(
	SELECT ${FACT_COLUMNS}, k
	FROM (SELECT (n + ${SECOND_FILE}) % ${FACTS} AS k FROM range(${FACTS}) numbers(n))
)`;

const SCRIPT = [
	'CREATE SCHEMA "DEFAULT"',
	'CREATE SCHEMA "SSB"',
	`CREATE TABLE SSB.LINEORDER AS
		SELECT lo_orderkey, lo_custkey, day AS lo_orderdate, lo_revenue, lo_tax, lo_shipmode FROM ${FACT_ROWS}`,
	`CREATE TABLE SSB.LINEORDER_INT AS
		SELECT lo_orderkey, lo_custkey, CAST(strftime(day, '%Y%m%d') AS INTEGER) AS lo_daynum, lo_revenue, lo_shipmode
		FROM ${FACT_ROWS}`,
	`CREATE TABLE SSB.LINEORDER_STR AS
		SELECT lo_orderkey, lo_custkey, strftime(day, '%Y-%m-%d') AS lo_daystr, lo_revenue, lo_shipmode FROM ${FACT_ROWS}`,
	`CREATE TABLE SSB.LINEORDER_TS AS
		SELECT lo_orderkey, lo_custkey,
			day + INTERVAL 8 HOUR + to_seconds(lo_orderkey) AS lo_ts, lo_revenue, lo_shipmode
		FROM ${FACT_ROWS}`,
	`CREATE TABLE SSB.CUSTOMER AS
		SELECT CAST(n AS INTEGER) AS c_custkey, 'Customer#' || n AS c_name,
			['EUROPE', 'AMERICA', 'ASIA', 'AFRICA'][(n - 1) % 4 + 1] AS c_region
		FROM range(1, 21) numbers(n)`,
	'CREATE TABLE SSB.REGION (r_name VARCHAR, r_len INTEGER)',
	"INSERT INTO SSB.REGION VALUES ('AMERICA', 7), ('AFRICA', 6), ('ASIA', 4), ('EUROPE', 6)",
	`CREATE TABLE SSB.KINDS (
		k_tiny TINYINT, k_small SMALLINT, k_int INTEGER, k_big BIGINT, k_dec DECIMAL(10, 2), k_float FLOAT,
		k_double DOUBLE, k_bool BOOLEAN, k_date DATE, k_ts TIMESTAMP, k_str VARCHAR, k_null VARCHAR, k_empty VARCHAR,
		k_nan DOUBLE)`,
	`INSERT INTO SSB.KINDS VALUES (1, 2, 3, 9007199254740993, 12.50, 1, 1e10, true, '2012-01-31',
		'2012-01-31 16:00:00.5', 'ab', NULL, '', 'NaN')`,
	`CREATE TABLE SSB.EDGES (
		e_id INTEGER, e_big BIGINT, e_dec DECIMAL(38, 10), e_whole DECIMAL(38, 0), e_double DOUBLE, e_float FLOAT,
		e_bool BOOLEAN, e_date DATE, e_ts TIMESTAMP, e_text VARCHAR)`,
	`INSERT INTO SSB.EDGES VALUES
		(1, 9223372036854775807, 1234567890123456789012345678.0123456789, 12345678901234567890123456789012345678, 1e300,
			3.4028235e38, true, '9999-12-31', '9999-12-31 23:59:59.999', '日本語 Ünï 😀'),
		(2, -9223372036854775808, -0.0000000001, -99999999999999999999999999999999999999, -1e-300, 1.17549435e-38, false,
			'0001-01-01', '0001-01-01 00:00:00', 'it''s "quoted", \\ and' || chr(10) || 'two lines'),
		(3, 9007199254740993, 0.1, 0, 'Infinity', '-Infinity', NULL, '1970-01-01', '1970-01-01 00:00:00.120', ''),
		(4, 0, 0, 1, 'NaN', 'NaN', false, '2024-02-29', '2024-03-10 02:30:00.001', '__proto__'),
		(5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`,
];

module.exports = { SCRIPT };
