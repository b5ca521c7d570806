import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { ParameterError } from '../../shared/kylin/failures';
import { toNodeError } from '../../shared/n8n/nodeError';
import { pickerSender } from '../../shared/n8n/pickerSender';
import { fetchZone } from '../kylinTime/fetchZone';
import { zonedIso } from '../kylinTime/range';
import type { KylinZone } from '../kylinTime/zone';
import { fetchModel } from '../models/fetchModels';
import type { Segment } from '../models/segment';
import { chosenValue } from './chosenValue';

/** The segments of the chosen model by their names, the newest data first. */
export async function getSegments(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const project = chosenValue(this, 'project');
		const model = chosenValue(this, 'model');
		if (project === undefined) throw new ParameterError('Project', 'is empty: choose it first');
		if (model === undefined) throw new ParameterError('Model', 'is empty: choose it first');
		const send = await pickerSender(this);
		const zone = await fetchZone(send);
		const { segments } = await fetchModel(send, { project, model });
		return segments
			.filter(({ isNew }) => !isNew)
			.sort(({ range: one }, { range: other }) => (other?.start ?? 0) - (one?.start ?? 0))
			.map((segment) => ({ name: label(segment, zone), value: segment.name }));
	} catch (error) {
		throw toNodeError(this.getNode(), error as Error);
	}
}

/** @returns e.g. `2026-11-01T00:00:00+08:00 to 2026-11-02T00:00:00+08:00 · ONLINE · 2 of 3 indexes` */
function label({ name, range, status, indexCount, indexTotal }: Segment, zone: KylinZone): string {
	const time =
		range === undefined ? name : `${zonedIso(range.start, zone)} to ${zonedIso(range.end, zone)}`;
	return [time, status, `${indexCount} of ${indexTotal} indexes`].join(' · ');
}
