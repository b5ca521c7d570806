// @ts-check

/** @typedef {import('../types/n8n').Json} Json */

/** @type {Record<string, string>} by status of a job */
const COLOURS = {
	FINISHED: '#1f8f4d',
	ERROR: '#c62828',
	DISCARDED: '#757575',
	STOPPED: '#b26a00',
	RUNNING: '#1565c0',
	PENDING: '#5e7b94',
};

const STYLE = `
	body { font: 15px/1.5 system-ui, sans-serif; color: #222; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
	h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin-top: 2rem }
	table { border-collapse: collapse; width: 100%; table-layout: fixed }
	th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #e3e3e3; vertical-align: top }
	.status { color: #fff; border-radius: .6rem; padding: .05rem .55rem; font-size: .85em; white-space: nowrap }
	.bar { height: .7rem; min-width: 2px; border-radius: .2rem }
	.reason { color: #c62828 }
`;

/** Names and messages come from Kylin. @param {unknown} text */
function escapeHtml(text) {
	return String(text ?? '').replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** @param {string} status */
function colourOf(status) {
	return COLOURS[status] ?? '#555';
}

/** @param {Json} job @param {number} longest seconds */
function jobRow(job, longest) {
	const colour = colourOf(job.status);
	const width = longest > 0 ? Math.round((100 * (job.duration_seconds ?? 0)) / longest) : 0;
	const reason = job.failure ? `<div class="reason">${escapeHtml(job.failure.summary)}</div>` : '';
	return `<tr><td>${escapeHtml(job.object ?? job.object_note)}${reason}</td><td>${escapeHtml(job.project)}</td>
		<td>${escapeHtml(job.job_type)}</td>
		<td><span class="status" style="background:${colour}">${escapeHtml(job.status)}</span></td>
		<td>${escapeHtml(job.duration_text)}</td>
		<td><div class="bar" style="width:${width}%;background:${colour}"></div></td></tr>`;
}

/** @param {string} title @param {Json[]} jobs */
function jobTable(title, jobs) {
	if (jobs.length === 0) return `<h2>${title}</h2><p>None.</p>`;
	const longest = Math.max(...jobs.map(({ duration_seconds }) => duration_seconds ?? 0));
	return `<h2>${title}</h2>
<table><tr><th style="width:34%">Object</th><th>Project</th><th>Type</th><th>Status</th><th>Duration</th><th>&nbsp;</th></tr>
${jobs.map((job) => jobRow(job, longest)).join('\n')}</table>`;
}

/**
 * @param {{ title: string, tables: Array<{ title: string, jobs: Json[] }>, proof?: string }} night
 * @returns {string} a page that needs nothing from elsewhere
 */
function htmlReport({ title, tables, proof }) {
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><h1>${escapeHtml(title)}</h1>
${proof === undefined ? '' : `<p><strong>${escapeHtml(proof)}</strong></p>`}
${tables.map((table) => jobTable(table.title, table.jobs)).join('\n')}
</body></html>
`;
}

module.exports = { htmlReport };
