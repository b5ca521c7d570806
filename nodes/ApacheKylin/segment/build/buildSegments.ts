import type { IDataObject } from 'n8n-workflow';
import { readOutput } from '../../../shared/output/outputChoice';
import { clock } from '../../../shared/time/clock';
import type { InputItem } from '../../item/inputItem';
import { fetchZone } from '../../kylinTime/fetchZone';
import { precisionOf } from '../../kylinTime/partitionFormat';
import { fetchModel, fetchUnfinishedJobsOf } from '../../models/fetchModels';
import { carryOut } from '../../start/carryOut';
import { fetchRecentJobs } from '../../start/recentJobs';
import { assertNotTooMany } from '../../start/startOptions';
import { modelKey } from '../../models/modelKey';
import { nothingToDo } from '../../start/nothingToDo';
import { planBuild } from '../plan/plan';
import { readBuildParameters, type BuildParameters } from './buildRequest';
import { assertPartitions, buildTasks, builtBy } from './buildTasks';

/** Build Segments for one item: an output item per planned range. */
export async function buildSegments(item: InputItem): Promise<IDataObject[]> {
	const parameters = readBuildParameters(item);
	return await item.inTurn(modelKey(parameters), async () => await build(item, parameters));
}

async function build(item: InputItem, parameters: BuildParameters): Promise<IDataObject[]> {
	const { send } = item;
	const output = await readOutput(item);
	const zone = await fetchZone(send);
	const model = await fetchModel(send, parameters);
	assertPartitions(model, parameters);
	const jobs = await fetchUnfinishedJobsOf(send, model);
	const recent = await fetchRecentJobs(send, { project: model.project, target: model.id });
	const request = parameters.requestIn(zone, precisionOf(model.partition?.format));
	const origin = item.origin();
	const own = builtBy(origin, recent);
	const plan = planBuild({ model, jobs, own, zone, now: clock.now() }, request);
	const about = { model, zone, origin, request, parameters };
	const tasks = buildTasks(plan, recent, about);
	assertNotTooMany(tasks, parameters);
	if (tasks.length === 0) {
		const reason = 'There is no range to build: the segments reach as far as was asked for';
		return [nothingToDo(model, reason)];
	}
	return await carryOut(item, tasks, {
		...parameters,
		project: model.project,
		ifRunning: request.ifRunning,
		output,
	});
}
