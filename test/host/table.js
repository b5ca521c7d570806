// @ts-check
const Table = require('cli-table3');

/** @param {Array<Record<string, string>>} rows with the same keys, which become the headings */
function formatTable(rows) {
	const table = new Table({ head: Object.keys(rows[0]), style: { head: [], border: [] } });
	table.push(...rows.map(Object.values));
	return table.toString();
}

module.exports = { formatTable };
