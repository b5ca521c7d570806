import type { IDataObject } from 'n8n-workflow';
import { readParameter } from '../../../shared/fields/field';
import type { JobRecord } from '../../../shared/kylin/job';
import { readOutput, type Output } from '../../../shared/output/outputChoice';
import { readModelReference } from '../../models/readModelReference';
import type { InputItem } from '../../item/inputItem';
import type { Origin } from '../../item/origin';
import type { ModelReference } from '../../models/fetchModels';
import { isHalted } from '../../start/blockingJob';
import { carryOut } from '../../start/carryOut';
import { fetchRecentJobs } from '../../start/recentJobs';
import { resultOfJobs } from '../../start/answer';
import { findOwn } from '../../start/startedJob';
import { START_OPTIONS } from '../../start/jobOptions';
import { assertNotTooMany, readStartOptions, type StartOptions } from '../../start/startOptions';
import { tagFor } from '../../start/tag';
import { refused, taskFor, type Task } from '../../start/task';
import { IF_FAILED, IF_RUNNING } from '../../start/start.fields';
import { readSegmentChoice, type ReadSegmentChoice } from '../../models/choose/chooseSegments';
import { fetchChosenSegments, type ChosenSegments } from '../../models/choose/fetchChosenSegments';
import { modelKey } from '../../models/modelKey';
import { nothingToDo } from '../../start/nothingToDo';
import { decide } from '../plan/decide';
import { holdsData, type Segment } from '../../models/segment';
import { refreshRequest } from '../refreshRequest';
import { rangeMembers } from '../../models/segmentRecord';
import { CHOOSE_BY, INDEXES, OF_MODEL } from './refresh.fields';

type Parameters = ModelReference &
	StartOptions & {
		choose: ReadSegmentChoice;
		isForWarnings: boolean;
		withAllIndexes: boolean;
		ifRunning: 'fail' | 'attach' | 'skip';
		ifFailed: 'fail' | 'resume' | 'skip';
	};

/** To refresh is what was asked for: that a segment is built is no reason against it. */
const ALWAYS_REFRESH = { ifBuilt: 'refresh', ifGap: 'fail', refreshLastDays: 0 } as const;

/** Refresh Segments for one item: an output item per segment. */
export async function refreshSegments(item: InputItem): Promise<IDataObject[]> {
	const { fields, parameter } = item;
	const by = readParameter(CHOOSE_BY, item);
	const parameters: Parameters = {
		...readModelReference(OF_MODEL.read(fields.query)),
		...readStartOptions(item, START_OPTIONS.read(parameter('options', {}))),
		choose: readSegmentChoice(by === 'warning' ? 'all' : by, item),
		isForWarnings: by === 'warning',
		withAllIndexes: readParameter(INDEXES, item) === 'all',
		ifRunning: readParameter(IF_RUNNING, item),
		ifFailed: readParameter(IF_FAILED, item),
	};
	return await item.inTurn(
		modelKey(parameters),
		async () => await refresh(item, parameters, await readOutput(item)),
	);
}

async function refresh(
	item: InputItem,
	parameters: Parameters,
	output: Output,
): Promise<IDataObject[]> {
	const { send } = item;
	const { zone, model, segments: chosen, held } = await fetchChosenSegments(send, parameters);
	const segments = chosen.filter(({ status }) => !parameters.isForWarnings || status === 'WARNING');
	if (segments.length === 0) {
		return [nothingToDo(model, 'No segment of the model fits what was asked for')];
	}
	const recent = await fetchRecentJobs(send, { project: model.project, target: model.id });
	const around = { model, zone, origin: item.origin(), parameters, recent, held };
	const tasks = segments.map((segment) => taskOf(segment, around));
	assertNotTooMany(tasks, parameters);
	return await carryOut(item, tasks, { ...parameters, project: model.project, output });
}

type Around = Pick<ChosenSegments, 'model' | 'zone' | 'held'> & {
	origin: Origin;
	parameters: Parameters;
	/** the newest jobs of the model */
	recent: readonly JobRecord[];
};

function taskOf(segment: Segment, { model, zone, origin, parameters, recent, held }: Around): Task {
	const { id, range, name } = segment;
	const tag = tagFor(origin, range ?? 'full', parameters.userTag);
	const wanted = {
		project: model.project,
		target: model.id,
		types: ['INDEX_REFRESH'],
		...(range && { range }),
		tag,
	};
	const own = findOwn(recent, wanted);
	const job = held.get(id);
	const isRunning = job !== undefined && !isHalted(job);
	const step = held.has(id) ? (isRunning ? 'running' : 'failed') : 'refresh';
	const decision =
		step === 'refresh' && !holdsData(segment) && !parameters.withAllIndexes
			? refused("it holds no index to refresh: choose All Indexes in 'Indexes'")
			: decide(
					{ step, segment, job, because: 'isBuilt' },
					{ ...parameters, ...ALWAYS_REFRESH },
					zone,
					own,
				);
	return taskFor(
		{
			name: `Refresh of segment ${name}`,
			members: { model: model.name, segment_name: name, ...rangeMembers(range, zone) },
		},
		decision,
		{
			job: own ?? job,
			wanted,
			request: refreshRequest(model, segment, {
				...(parameters.withAllIndexes ? { refresh_all_indexes: true } : {}),
				...parameters.jobBody,
				tag,
			}),
			resultOf: (data) =>
				resultOfJobs(data, { outcome: 'nothing_to_do', reason: 'Kylin found nothing to refresh' }),
		},
	);
}
