import type { IDataObject } from 'n8n-workflow';
import { readParameter } from '../../../shared/fields/field';
import { ALL_TIME, jobList } from '../../../shared/api/jobs';
import { ParameterError } from '../../../shared/kylin/failures';
import type { JobRecord } from '../../../shared/kylin/job';
import { readOutput, type Output } from '../../../shared/output/outputChoice';
import { readTexts, shown } from '../../../shared/values/values';
import { missing } from '../../models/readModelReference';
import type { InputItem } from '../../item/inputItem';
import type { Origin } from '../../item/origin';
import { fetchZone } from '../../kylinTime/fetchZone';
import type { KylinZone } from '../../kylinTime/zone';
import { IF_FAILED, IF_RUNNING } from '../../start/start.fields';
import { decideFailed, decideRunning } from '../../start/decideHeld';
import { resultOfJobs } from '../../start/answer';
import { isHalted } from '../../start/blockingJob';
import { carryOut } from '../../start/carryOut';
import { LAST_WEEK } from '../../start/recentJobs';
import { UNFINISHED } from '../../models/fetchModels';
import { findOwn } from '../../start/startedJob';
import { START_OPTIONS } from '../../start/jobOptions';
import { assertNotTooMany, readStartOptions, type StartOptions } from '../../start/startOptions';
import { tagFor } from '../../start/tag';
import { refused, taskFor, type Decision, type Task } from '../../start/task';
import { SNAPSHOTS_URL, fetchSnapshots } from '../fetchSnapshots';
import type { Snapshot } from '../snapshot';
import {
	IF_THERE,
	LOAD,
	OF_PROJECT,
	PARTITION_COLUMN,
	PARTITION_VALUES,
	TABLES,
} from './build.fields';

/** Kylin takes some 2 ms for each. */
const MAX_SNAPSHOT_JOBS = 1_000;

const TYPES = ['SNAPSHOT_BUILD', 'SNAPSHOT_REFRESH'];

type Parameters = StartOptions & {
	project: string;
	/** `DATABASE.TABLE`, in capitals as Kylin stores them */
	tables: string[];
	ifThere: 'refresh' | 'skip';
	load: 'full' | 'incremental' | 'partitions';
	partitionColumn?: string;
	partitionValues: string[];
	ifRunning: 'fail' | 'attach' | 'skip';
	ifFailed: 'fail' | 'resume' | 'skip';
};

/** Build Snapshots for one item: an output item per table. */
export async function buildSnapshots(item: InputItem): Promise<IDataObject[]> {
	const parameters = readParameters(item);
	const key = JSON.stringify(['snapshots', parameters.project.toLowerCase()]);
	return await item.inTurn(key, async () => await build(item, parameters, await readOutput(item)));
}

function readParameters(item: InputItem): Parameters {
	const { fields, parameter } = item;
	const value = (name: string) => parameter(name, null);
	const { project } = OF_PROJECT.read(fields.query);
	if (project === undefined) throw missing('Project', 'choose a project, or give its name');
	const load = readParameter(LOAD, item);
	const partitionValues = readTexts(
		value('partitionValues'),
		PARTITION_VALUES.property.displayName,
	);
	if (load === 'partitions' && partitionValues.length === 0) {
		throw missing('Partition Values', 'give the values of the partitions to load');
	}
	const partitionColumn = PARTITION_COLUMN.read(value('partitionColumn'));
	return {
		...readStartOptions(item, START_OPTIONS.read(parameter('options', {}))),
		project,
		tables: readTables(value('tables')),
		ifThere: readParameter(IF_THERE, item),
		load,
		...(partitionColumn === undefined ? {} : { partitionColumn }),
		partitionValues,
		ifRunning: readParameter(IF_RUNNING, item),
		ifFailed: readParameter(IF_FAILED, item),
	};
}

/** Kylin compares names of tables letter by letter with those it stores, in capitals. */
function readTables(value: unknown): string[] {
	const field = TABLES.property.displayName;
	const tables = readTexts(value, field).map((table) => table.toUpperCase());
	if (tables.length === 0) throw missing(field, 'give one or more tables, e.g. SSB.CUSTOMER');
	const strange = tables.find((table) => !/^[^.\s]+\.[^.\s]+$/.test(table));
	if (strange === undefined) return [...new Set(tables)];
	throw new ParameterError(
		field,
		`holds ${shown(strange)}: give each table with its database, e.g. SSB.CUSTOMER`,
	);
}

async function build(item: InputItem, parameters: Parameters, output: Output) {
	const { project, tables } = parameters;
	const zone = await fetchZone(item.send);
	const snapshots = new Map(
		(await fetchSnapshots(item.send, project)).map((snapshot) => [snapshot.table, snapshot]),
	);
	const jobs = await fetchSnapshotJobs(item, project);
	const origin = item.origin();
	const tasks = tables.map((table) =>
		taskOf(table, { parameters, zone, origin, jobs, snapshot: snapshots.get(table) }),
	);
	assertNotTooMany(tasks, parameters);
	return await carryOut(item, tasks, { ...parameters, output });
}

/** Unfinished jobs of snapshots, and those of the last week, in which a try before may have started some. */
async function fetchSnapshotJobs({ send }: InputItem, project: string): Promise<JobRecord[]> {
	const query = { project, job_names: TYPES.join(',') };
	const unfinished = { ...query, time_filter: ALL_TIME, statuses: UNFINISHED };
	const finished = { ...query, time_filter: LAST_WEEK, statuses: 'FINISHED' };
	const pages = [
		await jobList(send, unfinished)(MAX_SNAPSHOT_JOBS, 0),
		await jobList(send, finished)(MAX_SNAPSHOT_JOBS, 0),
	];
	return pages.flatMap(({ rows }) => rows);
}

type Around = {
	parameters: Parameters;
	zone: KylinZone;
	origin: Origin;
	jobs: readonly JobRecord[];
	snapshot?: Snapshot;
};

function taskOf(table: string, { parameters, zone, origin, jobs, snapshot }: Around): Task {
	const { project, jobBody, userTag } = parameters;
	const tag = tagFor(origin, table, userTag);
	const wanted = { project, target: table, types: TYPES, tag };
	const ofTable = jobs.filter(({ target_model }) => target_model === table);
	const own = findOwn(ofTable, wanted);
	const job = ofTable.find(({ job_status }) => job_status !== 'FINISHED');
	const column = parameters.partitionColumn ?? snapshot?.partitionColumn;
	const isThere = snapshot !== undefined;
	return taskFor(
		{ name: `Snapshot of ${table}`, members: { table } },
		decideSnapshot({ own, job, isThere, column }, parameters, zone),
		{
			job: own ?? job,
			wanted,
			request: {
				method: isThere ? 'PUT' : 'POST',
				url: SNAPSHOTS_URL,
				body: {
					project,
					tables: [table],
					...optionsFor(table, column, parameters),
					...jobBody,
					tag,
				},
			},
			resultOf: (data) =>
				resultOfJobs(data, { outcome: 'nothing_to_do', reason: 'Kylin found nothing to build' }),
		},
		snapshot === undefined ? 'nothing_to_do' : 'already_built',
	);
}

function decideSnapshot(
	known: { own?: JobRecord; job?: JobRecord; isThere: boolean; column?: string },
	parameters: Parameters,
	zone: KylinZone,
): Decision {
	const { own, job, isThere, column } = known;
	if (own !== undefined && !isHalted(own)) {
		return { act: 'attach', reason: 'An earlier try of this run of the node has started its job' };
	}
	if (job !== undefined) {
		return isHalted(job)
			? decideFailed(job, parameters, zone)
			: decideRunning(job, parameters, zone);
	}
	if (isThere && parameters.ifThere === 'skip') {
		return { act: 'skip', reason: 'The table has a snapshot already' };
	}
	if (parameters.load !== 'full' && column === undefined) {
		return refused(
			"the snapshot is not built by partitions: give 'Partition Column', or choose Full in 'Load'",
		);
	}
	return {
		act: 'start',
		reason: isThere ? 'The table has a snapshot, which is built anew' : 'The table has no snapshot',
	};
}

/**
 * Without an entry Kylin loads a table by its partition column, if it has one; and an entry without a
 * column takes that away (contract 9.1).
 */
function optionsFor(
	table: string,
	column: string | undefined,
	{ load, partitionValues }: Parameters,
): IDataObject {
	if (column === undefined) return {};
	return {
		options: {
			[table]: {
				partition_col: column,
				incremental_build: load === 'incremental',
				...(load === 'partitions' ? { partitions_to_build: partitionValues } : {}),
			},
		},
	};
}
