import type { JobRecord } from '../../../shared/kylin/job';
import type { KylinZone } from '../../kylinTime/zone';
import { describeBlockingJob, isHalted } from '../../start/blockingJob';
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

function decideBuilt({ segment }: PlannedRange, { ifBuilt }: Choices): Decision {
	const isEmpty = segment?.indexCount === 0;
	const what = isEmpty
		? `Segment ${segment?.name} is there, but holds no index yet: Build Indexes fills it`
		: `Built already as segment ${segment?.name}`;
	return ifBuilt === 'fail'
		? { act: 'refuse', reason: `${what}. 'If Already Built' can skip or refresh it` }
		: { act: 'skip', reason: what };
}

/** A job that goes on by itself is in the way. */
export function decideRunning(
	job: JobRecord,
	{ ifRunning }: Pick<Choices, 'ifRunning'>,
	zone: KylinZone,
): Decision {
	const reason = describeBlockingJob(job, zone);
	if (ifRunning === 'attach') return { act: 'attach', reason };
	if (ifRunning === 'skip') return { act: 'skip', reason };
	return {
		act: 'refuse',
		reason: `${reason}. Wait for it, discard it, or change 'If a Job Is at Work on It'`,
	};
}

/** A job in ERROR or STOPPED is in the way. */
export function decideFailed(
	job: JobRecord,
	{ ifFailed }: Pick<Choices, 'ifFailed'>,
	zone: KylinZone,
): Decision {
	const reason = describeBlockingJob(job, zone);
	if (ifFailed === 'resume') return { act: 'resume', reason };
	if (ifFailed === 'skip') return { act: 'skip', reason };
	return {
		act: 'refuse',
		reason: `${reason}. It keeps the range until it is resumed to its end or discarded: use Operate Jobs, or change 'If Its Job Failed or Is Paused'`,
	};
}
