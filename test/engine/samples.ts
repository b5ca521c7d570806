import { sample as indexBuild } from './index/build.sample';
import { sample as get } from './job/get.sample';
import { sample as getLog } from './job/getLog.sample';
import { sample as getStatistics } from './job/getStatistics.sample';
import { sample as list } from './job/list.sample';
import { sample as operate } from './job/operate.sample';
import { sample as wait } from './job/wait.sample';
import { sample as listProjects } from './project/list.sample';
import { sample as getModel } from './model/get.sample';
import { sample as listModels } from './model/list.sample';
import { sample as checkQuery } from './query/check.sample';
import { sample as executeQuery } from './query/execute.sample';
import type { Sample } from './sample';
import { sample as buildSegments } from './segment/build.sample';
import { sample as listSegments } from './segment/list.sample';
import { sample as mergeSegments } from './segment/merge.sample';
import { sample as refreshSegments } from './segment/refresh.sample';
import { sample as buildSnapshots } from './snapshot/build.sample';
import { sample as listSnapshots } from './snapshot/list.sample';

/** One for each operation of the node; samples.test.ts sees to it. */
export const SAMPLES: Sample[] = [
	indexBuild,
	get,
	getLog,
	getStatistics,
	list,
	operate,
	wait,
	getModel,
	listModels,
	listProjects,
	checkQuery,
	executeQuery,
	buildSegments,
	listSegments,
	mergeSegments,
	refreshSegments,
	buildSnapshots,
	listSnapshots,
];
