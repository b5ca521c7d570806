import type { IDataObject } from 'n8n-workflow';
import { readParameter } from '../../../shared/fields/field';
import type { KylinRequest } from '../../../shared/api/kylinRequest';
import { readOutput, type Output } from '../../../shared/output/outputChoice';
import { readModelReference } from '../../models/readModelReference';
import type { InputItem } from '../../item/inputItem';
import type { Origin } from '../../item/origin';
import { modelUrl, type ModelReference } from '../../models/fetchModels';
import type { Model } from '../../models/model';
import { lacksIndexes } from '../../models/summarizeModel';
import { readSegmentChoice, type ReadSegmentChoice } from '../../models/choose/chooseSegments';
import { fetchChosenSegments, type ChosenSegments } from '../../models/choose/fetchChosenSegments';
import { modelKey } from '../../models/modelKey';
import { nothingToDo } from '../../start/nothingToDo';
import type { Segment } from '../../models/segment';
import { rangeMembers } from '../../models/segmentRecord';
import { describeBlockingJob } from '../../start/blockingJob';
import { carryOut } from '../../start/carryOut';
import { START_OPTIONS } from '../../start/jobOptions';
import { assertNotTooMany, readStartOptions, type StartOptions } from '../../start/startOptions';
import { comesFrom, tagFor } from '../../start/tag';
import type { Task } from '../../start/task';
import { resultOfCompletion, resultOfIndexes } from './answers';
import { CHOOSE_BY, OF_MODEL } from './build.fields';

type Parameters = ModelReference &
	StartOptions & { by: 'all' | 'names' | 'range'; choose: ReadSegmentChoice };

/** Build Indexes for one item: an output item per job, and per segment for which there is none. */
export async function buildIndexes(item: InputItem): Promise<IDataObject[]> {
	const { fields, parameter } = item;
	const by = readParameter(CHOOSE_BY, item);
	const parameters: Parameters = {
		...readModelReference(OF_MODEL.read(fields.query)),
		...readStartOptions(item, START_OPTIONS.read(parameter('options', {}))),
		by,
		choose: readSegmentChoice(by, item),
	};
	return await item.inTurn(
		modelKey(parameters),
		async () => await build(item, parameters, await readOutput(item)),
	);
}

async function build(item: InputItem, parameters: Parameters, output: Output) {
	const { zone, model, segments: chosen, held } = await fetchChosenSegments(item.send, parameters);
	const segments = parameters.by === 'all' ? chosen.filter(lacksIndexes) : chosen;
	if (segments.length === 0) return [nothingToDo(model, reasonForNone(model, parameters))];
	const tasks = tasksFor(segments, { model, zone, origin: item.origin(), parameters, held });
	assertNotTooMany(tasks, parameters);
	return await carryOut(item, tasks, {
		...parameters,
		ifRunning: 'fail',
		project: model.project,
		output,
	});
}

function reasonForNone({ segments }: Model, { by }: Parameters): string {
	if (segments.length === 0) return 'The model has no segment';
	return by === 'all'
		? 'No index is missing in any segment'
		: 'No segment of the model fits what was asked for';
}

type Around = Pick<ChosenSegments, 'model' | 'zone' | 'held'> & {
	origin: Origin;
	parameters: Parameters;
};

function tasksFor(segments: Segment[], around: Around): Task[] {
	const { held, parameters } = around;
	const isFree = (segment: Segment) => lacksIndexes(segment) && !held.has(segment.id);
	const others = segments.filter((segment) => !isFree(segment)).map((one) => barred(one, around));
	const free = segments.filter(isFree);
	if (parameters.by !== 'all') return [...others, ...free.map((one) => inSegment(one, around))];
	return free.length === 0 ? others : [...others, inAllSegments(free, around)];
}

/** What there is to say of a segment that gets no job: it bars none of the others. */
function barred(segment: Segment, { model, zone, origin, held }: Around): Task {
	const { id, name, range } = segment;
	const about = {
		name: `Indexes of segment ${name}`,
		members: { model: model.name, segment_name: name, ...rangeMembers(range, zone) },
	};
	const job = held.get(id);
	if (job !== undefined && comesFrom(job, origin)) {
		const reason = 'An earlier try of this run of the node has started its job';
		return { ...about, act: 'attach', job, reason };
	}
	if (job !== undefined) {
		const reason = `${describeBlockingJob(job, zone)} and works on it. Wait for it, resume or discard it, and run the node again`;
		return { ...about, act: 'skip', outcome: 'refused', reason };
	}
	if (held.has(id)) {
		return { ...about, act: 'skip', outcome: 'refused', reason: 'It holds no data yet' };
	}
	return { ...about, act: 'skip', outcome: 'already_built', reason: 'No index is missing in it' };
}

function inSegment(segment: Segment, { model, zone, origin, parameters }: Around): Task {
	const { id, name, range, indexCount, indexTotal } = segment;
	const tag = tagFor(origin, `indexes of ${name}`, parameters.userTag);
	return {
		act: 'start',
		name: `Indexes of segment ${name}`,
		reason: `${indexTotal - indexCount} of ${indexTotal} indexes are missing in it`,
		members: { model: model.name, segment_name: name, ...rangeMembers(range, zone) },
		wanted: wantedJob(model, tag),
		request: completionRequest(model, id, { ...parameters.jobBody, tag: JSON.stringify(tag) }),
		resultOf: resultOfCompletion,
	};
}

/** Everything of it stands in the query; there is no body (contract 7.2). */
function completionRequest(model: Model, id: string, more: IDataObject): KylinRequest {
	const qs = { project: model.project, ids: id, ...more };
	return { method: 'POST', url: modelUrl(model, 'segments/completion'), qs };
}

function inAllSegments(segments: Segment[], { model, zone, origin, parameters }: Around): Task {
	const tag = tagFor(origin, 'indexes', parameters.userTag);
	return {
		act: 'start',
		name: `Indexes of model "${model.name}"`,
		reason: `Indexes are missing in ${segments.length} of its segments`,
		members: {
			model: model.name,
			segment_name: null,
			...rangeMembers(undefined, zone),
			segments: segments.map(({ name }) => name),
		},
		wanted: wantedJob(model, tag),
		request: {
			method: 'POST',
			url: modelUrl(model, 'indexes'),
			body: { project: model.project, ...parameters.jobBody, tag },
		},
		resultOf: resultOfIndexes,
	};
}

function wantedJob(model: Model, tag: ReturnType<typeof tagFor>) {
	return {
		project: model.project,
		target: model.id,
		types: ['INDEX_BUILD'],
		tag,
		isOnlyOwn: true as const,
	};
}
