import { sample as get } from './job/get.sample';
import { sample as getLog } from './job/getLog.sample';
import { sample as getStatistics } from './job/getStatistics.sample';
import { sample as list } from './job/list.sample';
import { sample as operate } from './job/operate.sample';
import { sample as wait } from './job/wait.sample';
import { sample as listProjects } from './project/list.sample';
import { sample as checkQuery } from './query/check.sample';
import { sample as executeQuery } from './query/execute.sample';
import type { Sample } from './sample';

/** One for each operation of the node; samples.test.ts sees to it. */
export const SAMPLES: Sample[] = [
	get,
	getLog,
	getStatistics,
	list,
	operate,
	wait,
	listProjects,
	checkQuery,
	executeQuery,
];
