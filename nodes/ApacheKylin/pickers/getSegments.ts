import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { ParameterError } from '../../shared/kylin/failures';
import { toOptionsError } from '../../shared/n8n/nodeError';
import { pickerSender } from '../../shared/n8n/pickerSender';
import { fetchZone } from '../kylinTime/fetchZone';
import type { Range } from '../kylinTime/range';
import { wallTime } from '../kylinTime/wallTime';
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
		throw toOptionsError(this.getNode(), error as Error);
	}
}

/** @returns e.g. `2026-11-01 to 2026-11-02 · ONLINE · 2 of 3 indexes` */
function label({ name, range, status, indexCount, indexTotal }: Segment, zone: KylinZone): string {
	const time = range === undefined ? name : describe(range, zone);
	return [time, status, `${indexCount} of ${indexTotal} indexes`].join(' · ');
}

/** Without the time of day where both ends are at midnight. */
function describe({ start, end }: Range, zone: KylinZone): string {
	const times = [start, end].map((epochMs) => new Date(wallTime(epochMs, zone)).toISOString());
	const areDays = times.every((time) => time.endsWith('T00:00:00.000Z'));
	return times.map((time) => time.slice(0, areDays ? 10 : 19).replace('T', ' ')).join(' to ');
}
