/** @param {Array<Record<string, unknown>>} rows with the same keys, which become the headings */
function formatTable(rows) {
	const headings = Object.keys(rows[0]);
	const cells = [headings, ...rows.map((row) => headings.map((heading) => String(row[heading])))];
	const widths = headings.map((_, column) => Math.max(...cells.map((line) => line[column].length)));
	const lines = cells.map((line) =>
		line
			.map((cell, column) => cell.padEnd(widths[column]))
			.join('  ')
			.trimEnd(),
	);
	lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('  '));
	return lines.map((line) => `  ${line}`).join('\n');
}

module.exports = { formatTable };
