import type { JobRecord } from '../../shared/kylin/job';
import type { KylinZone } from '../kylinTime/zone';
import { describeBlockingJob } from './blockingJob';
import type { Decision } from './task';

/** What a user chose to do about a job that is in the way. */
type Choices = {
	ifRunning: 'fail' | 'attach' | 'skip';
	ifFailed: 'fail' | 'resume' | 'skip';
};

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
