import type { JobRecord } from '../../../shared/kylin/job';
import { clock } from '../../../shared/time/clock';
import type { Send } from '../../../shared/api/kylinRequest';
import { fetchZone } from '../../kylinTime/fetchZone';
import { precisionOf } from '../../kylinTime/partitionFormat';
import type { KylinZone } from '../../kylinTime/zone';
import { fetchModel, fetchUnfinishedJobsOf, type ModelReference } from '../fetchModels';
import { heldSegments } from '../heldSegments';
import type { Model } from '../model';
import type { Segment } from '../segment';
import { chooseSegments, type ReadSegmentChoice, type SegmentChoice } from './chooseSegments';

export type ChosenSegments = {
	zone: KylinZone;
	model: Model;
	choice: SegmentChoice;
	segments: Segment[];
	/** see `heldSegments` */
	held: ReadonlyMap<string, JobRecord | undefined>;
};

/** The segments of a model that an item is for, as they are now. */
export async function fetchChosenSegments(
	send: Send,
	{ choose, ...reference }: ModelReference & { choose: ReadSegmentChoice },
): Promise<ChosenSegments> {
	const zone = await fetchZone(send);
	const model = await fetchModel(send, reference);
	const jobs = await fetchUnfinishedJobsOf(send, model);
	const precision = precisionOf(model.partition?.format);
	const choice = choose({ zone, precision, now: clock.now() });
	return {
		zone,
		model,
		choice,
		segments: chooseSegments(choice, model, zone),
		held: heldSegments(model.segments, jobs),
	};
}
