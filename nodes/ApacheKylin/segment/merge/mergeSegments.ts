import type { IDataObject } from 'n8n-workflow';
import { readParameter } from '../../../shared/fields/field';
import type { JobRecord } from '../../../shared/kylin/job';
import { readOutput, type Output } from '../../../shared/output/outputChoice';
import { readModelReference } from '../../models/readModelReference';
import type { InputItem } from '../../item/inputItem';
import type { Origin } from '../../item/origin';
import { describeRange, isSameRange, segmentName, type Range } from '../../kylinTime/range';
import type { KylinZone } from '../../kylinTime/zone';
import { modelUrl, type ModelReference } from '../../models/fetchModels';
import { resultOfJobs } from '../../start/answer';
import { describeBlockingJob, isHalted } from '../../start/blockingJob';
import { carryOut } from '../../start/carryOut';
import { fetchRecentJobs } from '../../start/recentJobs';
import { findOwn, type WantedJob } from '../../start/startedJob';
import { readStartOptions, type StartOptions } from '../../start/startOptions';
import { tagFor } from '../../start/tag';
import { refused, taskFor, type Decision, type Task } from '../../start/task';
import { IF_RUNNING } from '../../start/start.fields';
import {
	rangeOf,
	readSegmentChoice,
	type ReadSegmentChoice,
	type SegmentChoice,
} from '../../models/choose/chooseSegments';
import { fetchChosenSegments, type ChosenSegments } from '../../models/choose/fetchChosenSegments';
import { modelKey } from '../../models/modelKey';
import { nothingToDo } from '../../start/nothingToDo';
import { inOrder, type RangedSegment } from '../../models/segment';
import { rangeMembers } from '../../models/segmentRecord';
import { rangeOfJob } from '../plan/occupied';
import { mergeFaults, mergedRange, segmentsWithin } from './mergeConditions';
import { CHOOSE_BY, OF_MODEL, OPTIONS } from './merge.fields';

type Parameters = ModelReference &
	StartOptions & {
		choose: ReadSegmentChoice;
		ifRunning: 'fail' | 'attach' | 'skip';
	};

/** Merge Segments for one item: an output item for the segment that comes out. */
export async function mergeSegments(item: InputItem): Promise<IDataObject[]> {
	const { fields, parameter } = item;
	const parameters: Parameters = {
		...readModelReference(OF_MODEL.read(fields.query)),
		...readStartOptions(item, OPTIONS.read(parameter('options', {}))),
		choose: readSegmentChoice(readParameter(CHOOSE_BY, item), item),
		ifRunning: readParameter(IF_RUNNING, item),
	};
	return await item.inTurn(
		modelKey(parameters),
		async () => await merge(item, parameters, await readOutput(item)),
	);
}

async function merge(item: InputItem, parameters: Parameters, output: Output) {
	const { send } = item;
	const chosen = await fetchChosenSegments(send, parameters);
	const { model, choice } = chosen;
	const { segments, across } = segmentsToMerge(chosen);
	if (isMergedAlready(choice, segments)) {
		const [{ name }] = segments;
		return [nothingToDo(model, `The range is one segment already: ${name}`)];
	}
	const recent = await fetchRecentJobs(send, { project: model.project, target: model.id });
	const around = { ...chosen, origin: item.origin(), parameters, recent };
	const task = taskOf(segments, across, around);
	return await carryOut(item, [task], {
		...parameters,
		jobsAtOnce: 1,
		project: model.project,
		output,
	});
}

/** By range those that lie within it; what only reaches into it bars the merge. */
function segmentsToMerge({ choice, segments }: Pick<ChosenSegments, 'choice' | 'segments'>): {
	segments: RangedSegment[];
	across: RangedSegment[];
} {
	const chosen = inOrder(segments);
	if (choice.by !== 'range') return { segments: chosen, across: [] };
	const { inside, across } = segmentsWithin(chosen, rangeOf(choice));
	return { segments: inside, across };
}

/** A weekly merge that runs again, or whose range Kylin has merged by itself, has nothing to do. */
function isMergedAlready(choice: SegmentChoice, segments: readonly RangedSegment[]): boolean {
	const [only, ...others] = segments;
	return (
		choice.by === 'range' &&
		only !== undefined &&
		others.length === 0 &&
		isSameRange(only.range, rangeOf(choice))
	);
}

type Around = Pick<ChosenSegments, 'model' | 'zone' | 'held'> & {
	origin: Origin;
	parameters: Parameters;
	/** the newest jobs of the model */
	recent: readonly JobRecord[];
};

function taskOf(
	segments: RangedSegment[],
	across: RangedSegment[],
	{ model, zone, origin, parameters, recent, held }: Around,
): Task {
	const range = segments.length === 0 ? undefined : mergedRange(segments);
	const tag = tagFor(origin, range ?? 'none', parameters.userTag);
	const wanted: WantedJob & { project: string; target: string } = {
		project: model.project,
		target: model.id,
		types: ['INDEX_MERGE'],
		...(range && { range }),
		tag,
	};
	const own = range && findOwn(recent, wanted);
	const job = segments.map(({ id }) => held.get(id)).find((one) => one !== undefined);
	const faults = [
		...across.map(({ name }) => `segment ${name} lies only in part in the range`),
		...mergeFaults(model, segments, zone),
	];
	const body = {
		project: model.project,
		type: 'MERGE',
		ids: segments.map(({ id }) => id),
		...parameters.jobBody,
		tag,
	};
	return taskFor(
		{
			name: `Merge of ${range === undefined ? `segments of "${model.name}"` : describeRange(range, zone)}`,
			members: {
				model: model.name,
				segment_name: range === undefined ? null : segmentName(range, zone),
				...rangeMembers(range, zone),
				merged_segments: segments.map(({ name }) => name),
			},
		},
		decideMerge(
			faults,
			{ own, job, range },
			{ ...parameters, zone, isAutoMerged: model.isAutoMerged },
		),
		{
			job: own ?? job,
			wanted,
			request: { method: 'PUT', url: modelUrl(model, 'segments'), body },
			resultOf: (data) =>
				resultOfJobs(data, { outcome: 'nothing_to_do', reason: 'Kylin found nothing to merge' }),
		},
	);
}

function decideMerge(
	faults: readonly string[],
	{ own, job, range }: { own?: JobRecord; job?: JobRecord; range?: Range },
	{
		ifRunning,
		zone,
		isAutoMerged,
	}: Pick<Parameters, 'ifRunning'> & {
		zone: KylinZone;
		isAutoMerged: boolean;
	},
): Decision {
	if (own !== undefined && !isHalted(own)) {
		return { act: 'attach', reason: 'An earlier try of this run of the node has started its job' };
	}
	if (job !== undefined) {
		const reason = describeBlockingJob(job, zone);
		if (ifRunning === 'skip') return { act: 'skip', reason };
		if (ifRunning === 'attach' && merges(job, range)) return { act: 'attach', reason };
		return refused(
			`${reason} and works on segments of it. Wait for it, resume or discard it, or change 'If a Job Is at Work on It'`,
		);
	}
	if (faults.length > 0) return refused(faults.join('. '));
	return {
		act: 'start',
		reason: isAutoMerged
			? 'The segments can be merged. Kylin also merges segments of this model by itself'
			: 'The segments can be merged',
	};
}

/** Whether a job does just what was asked for. The end of another one would leave the segments unmerged. */
function merges(job: JobRecord, range: Range | undefined): boolean {
	const merged = rangeOfJob(job);
	return (
		job.job_name === 'INDEX_MERGE' &&
		!isHalted(job) &&
		merged !== undefined &&
		range !== undefined &&
		isSameRange(merged, range)
	);
}
