import type { JobRecord } from '../../../shared/kylin/job';
import type { KylinZone } from '../../kylinTime/zone';
import { describeBlockingJob, isHalted } from '../../start/blockingJob';
import { decideFailed, decideRunning } from '../../start/decideHeld';
import type { Decision } from '../../start/task';
import type { PlannedRange } from './plan';
import type { BuildRequest } from './request';

type Choices = Pick<
	BuildRequest,
	'ifBuilt' | 'ifRunning' | 'ifFailed' | 'ifGap' | 'refreshLastDays'
>;

/** @param own the job of this range that an earlier try of this same run has started, unless discarded */
export function decide(
	planned: PlannedRange,
	choices: Choices,
	zone: KylinZone,
	own?: JobRecord,
): Decision {
	if (own !== undefined && !isHalted(own)) {
		return { act: 'attach', reason: 'An earlier try of this run of the node has started its job' };
	}
	const { step, segment, job } = planned;
	if (planned.because !== undefined && job !== undefined && !LOADS.has(job.job_name)) {
		return decideOtherWork(job, choices, zone);
	}
	switch (step) {
		case 'build':
			return { act: 'start', reason: 'Not built yet' };
		case 'refresh':
			return {
				act: 'start',
				reason:
					planned.because === 'isLate'
						? `Its data may have come late: it lies within the last ${choices.refreshLastDays} days before the range`
						: 'Built already, and loaded anew',
			};
		case 'exists':
			return decideBuilt(planned, choices);
		case 'gap':
			return choices.ifGap === 'allow'
				? { act: 'skip', reason: 'Left as a gap: queries find no data here' }
				: {
						act: 'refuse',
						reason:
							"A gap would be left here, where queries find no data: build from the end of the segment before, or change 'If It Leaves a Gap'",
					};
		case 'running':
			return decideRunning(job as JobRecord, choices, zone);
		default:
			return job === undefined
				? {
						act: 'refuse',
						reason: `Segment ${segment?.name} is ${segment?.status}, but no unfinished job works on it: its job has only just begun or ended, or it was left behind. Run the node again; if it stays, delete the segment on Kylin's page`,
					}
				: decideFailed(job, choices, zone);
	}
}

/** Jobs that load data. Others bar a refresh, and their end is no refresh. */
const LOADS: ReadonlySet<unknown> = new Set(['INC_BUILD', 'INDEX_REFRESH']);

function decideOtherWork(
	job: JobRecord,
	{ ifRunning, ifFailed }: Choices,
	zone: KylinZone,
): Decision {
	const reason = describeBlockingJob(job, zone);
	return (isHalted(job) ? ifFailed : ifRunning) === 'skip'
		? { act: 'skip', reason }
		: {
				act: 'refuse',
				reason: `${reason}, and loads no data anew. Wait for it, resume or discard it, and run the node again`,
			};
}

function decideBuilt({ segment }: PlannedRange, { ifBuilt }: Choices): Decision {
	const isEmpty = segment?.indexCount === 0;
	const what = isEmpty
		? `Segment ${segment?.name} is there, but holds no index yet: Build Indexes fills it`
		: `Built already as segment ${segment?.name}`;
	return ifBuilt === 'fail'
		? { act: 'refuse', reason: `${what}. 'If Already Built' can skip or refresh it` }
		: { act: 'skip', reason: what };
}
