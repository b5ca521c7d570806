import type { IDataObject } from 'n8n-workflow';
import type { KylinRequest } from '../../../shared/api/kylinRequest';
import { ParameterError } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import type { Origin } from '../../item/origin';
import { describeRange, segmentName, zonedIso, type Range } from '../../kylinTime/range';
import type { KylinZone } from '../../kylinTime/zone';
import { modelUrl } from '../../models/fetchModels';
import type { Model } from '../../models/model';
import { refreshRequest } from '../refreshRequest';
import type { Segment } from '../../models/segment';
import { rangeMembers } from '../../models/segmentRecord';
import { resultOfJobs } from '../../start/answer';
import { findOwn, type WantedJob } from '../../start/startedJob';
import type { Subject } from '../../start/recentJobs';
import { comesFrom, tagFor } from '../../start/tag';
import { taskFor, type Task } from '../../start/task';
import { decide } from '../plan/decide';
import { rangeOfJob } from '../plan/occupied';
import type { Plan, PlannedRange } from '../plan/plan';
import type { BuildRequest } from '../plan/request';
import type { BuildParameters } from './buildRequest';

type About = {
	model: Model;
	zone: KylinZone;
	origin: Origin;
	request: BuildRequest;
	parameters: BuildParameters;
};

/**
 * The jobs a planned range may have become. A full load is a refresh from its second time on, and what
 * is there to be refreshed may be what an earlier try of the same run has built.
 */
function typesOf({ step, range }: PlannedRange): string[] {
	return step === 'build' && range !== undefined ? ['INC_BUILD'] : ['INC_BUILD', 'INDEX_REFRESH'];
}

function wantedJob(
	planned: PlannedRange,
	{ model, origin, parameters }: About,
): WantedJob & Subject {
	return {
		project: model.project,
		target: model.id,
		types: typesOf(planned),
		...(planned.range && { range: planned.range }),
		tag: tagFor(origin, planned.range ?? 'full', parameters.userTag),
	};
}

/** The ranges whose builds an earlier try of the same run has started. @param jobs the newest of the model */
export function builtBy(origin: Origin, jobs: readonly JobRecord[]): Range[] {
	return jobs
		.filter(
			(job) =>
				job.job_name === 'INC_BUILD' && job.job_status !== 'DISCARDED' && comesFrom(job, origin),
		)
		.flatMap((job) => rangeOfJob(job) ?? []);
}

/** What is to be done for each range of a plan. @param recent the newest jobs of the model */
export function buildTasks(plan: Plan, recent: readonly JobRecord[], about: About): Task[] {
	const { asked } = plan;
	const members = asked && {
		requested_start: zonedIso(asked.start, about.zone),
		requested_end: zonedIso(asked.end, about.zone),
	};
	return plan.ranges.map((planned) => taskOf(planned, recent, { ...about, members }));
}

function taskOf(
	planned: PlannedRange,
	recent: readonly JobRecord[],
	about: About & { members?: IDataObject },
): Task {
	const { model, zone, request, parameters } = about;
	const { step, range, segment, job } = planned;
	const wanted = wantedJob(planned, about);
	const own = findOwn(recent, wanted);
	const isRefresh = step === 'refresh' && range !== undefined;
	const where = range === undefined ? `full load of "${model.name}"` : describeRange(range, zone);
	const built = range === undefined ? 'FULL_BUILD' : segmentName(range, zone);
	return taskFor(
		{
			name: `${isRefresh ? 'Refresh' : 'Build'} of ${where}`,
			members: {
				model: model.name,
				segment_name: segment?.name ?? built,
				...rangeMembers(range, zone),
				...about.members,
			},
		},
		decide(planned, request, zone, own),
		{
			job: own ?? job,
			wanted,
			request: isRefresh
				? refreshRequest(model, segment as Segment, { ...parameters.jobBody, tag: wanted.tag })
				: buildRequest(planned, wanted, about),
			resultOf: (data) => resultOfJobs(data, withoutJob(parameters)),
		},
		step === 'exists' ? 'already_built' : 'nothing_to_do',
	);
}

function withoutJob({ buildBody: body }: BuildParameters): Parameters<typeof resultOfJobs>[1] {
	return body.build_all_indexes === false
		? { outcome: 'started', reason: 'An empty segment was created, without a job' }
		: { outcome: 'nothing_to_do', reason: 'Kylin found nothing to build' };
}

/** Times are milliseconds as text, whatever the format of the partition column (contract 2). */
function buildRequest(
	{ range }: PlannedRange,
	{ tag }: WantedJob,
	{ model, parameters }: About,
): KylinRequest {
	const times = range && { start: String(range.start), end: String(range.end) };
	const { jobBody, buildBody } = parameters;
	const body = { project: model.project, ...times, ...jobBody, ...buildBody, tag };
	return { method: 'POST', url: modelUrl(model, 'segments'), body };
}

/** @throws ParameterError when the options for sub-partitions do not fit the model */
export function assertPartitions(
	{ name, isMultiPartition }: Model,
	{ buildBody: body }: BuildParameters,
): void {
	const isGiven = body.sub_partition_values !== undefined || body.build_all_sub_partitions === true;
	if (isMultiPartition === isGiven || (isMultiPartition && body.build_all_indexes === false))
		return;
	const field =
		body.sub_partition_values === undefined && !isMultiPartition
			? 'Build All Sub-Partitions'
			: 'Sub-Partition Values';
	throw new ParameterError(
		field,
		isMultiPartition
			? `is empty, but model "${name}" has sub-partitions: name those to build, or choose Build All Sub-Partitions`
			: `does not fit model "${name}", which has no sub-partitions: leave it out`,
	);
}
