// @ts-check
'use strict';

const { applyAction } = require('../transitions');
const { readBody } = require('./body');
const { buildErrors } = require('./buildErrors');
const { JOB_FIELDS, checkPriority, checkTag, priorityOf } = require('./jobRequest');
const { checkProject, requireRight } = require('./permission');

/**
 * POST /tables/sampling_jobs (build contract, 9.2).
 * @typedef {import('../listJobs').Context} Context
 */

/** @type {import('./body').Shape} */
const SHAPE = {
	bean: 'org.apache.kylin.rest.request.SamplingRequest',
	handler:
		'public org.apache.kylin.rest.response.EnvelopeResponse<java.lang.String> org.apache.kylin.rest.controller.open.OpenSampleController.submitSampling(org.apache.kylin.rest.request.SamplingRequest)',
	fields: { ...JOB_FIELDS, qualified_table_name: 'text', rows: 'int' },
};
const FEWEST_ROWS = 10_000;
const MOST_ROWS = 20_000_000;
const ENDED = ['SUCCEED', 'DISCARDED', 'SUICIDAL'];

/** An unfinished sampling of the table is discarded first. @param {Context} context @param {{ headers: Record<string, any>, body: string }} request */
function submitSampling(context, request) {
	const { state, user, now } = context;
	const body = readBody(SHAPE, request);
	const project = checkProject(context, body.project ?? null);
	checkTag(body.tag);
	const rows = body.rows ?? 0;
	if (rows < FEWEST_ROWS || rows > MOST_ROWS) throw buildErrors.samplingRows();
	checkPriority(body);
	const name = String(body.qualified_table_name ?? '').toUpperCase();
	requireRight(context, project, 'MANAGEMENT');
	if (!state.tables.has(`${project.name}/${name}`)) throw buildErrors.unknownTable(name);
	for (const job of state.jobs.values()) {
		const isSame =
			job.project === project.name && job.name === 'TABLE_SAMPLING' && job.table === name;
		if (isSame && !ENDED.includes(job.state)) applyAction(job, 'DISCARD', now);
	}
	state.touch();
	return state.work.submit({
		project: project.name,
		type: 'TABLE_SAMPLING',
		table: name,
		submitter: user?.username ?? 'ADMIN',
		priority: priorityOf(body),
		tag: body.tag,
	});
}

module.exports = { submitSampling };
