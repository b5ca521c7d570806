import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { KylinFailure, ParameterError } from '../../shared/kylin/failures';
import { fetchZone } from '../kylinTime/fetchZone';
import { zonedIso } from '../kylinTime/range';
import type { KylinZone } from '../kylinTime/zone';
import { fetchModelPage } from '../models/fetchModels';
import type { Model } from '../models/model';
import { lastEnd } from '../segment/plan/requestedRange';
import { holdsData, inOrder } from '../models/segment';
import { chosenValue } from './chosenValue';
import { pickPage } from './pickPage';

/** The models of the chosen project for a resource locator, with what one needs to choose. */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const name = filter?.trim() ?? '';
	const project = chosenValue(this, 'project');
	return await pickPage(this, paginationToken, async (send, pageSize, pageOffset) => {
		if (project === undefined) throw new ParameterError('Project', 'is empty: choose it first');
		const query = name === '' ? {} : { model_name: name, exact: false };
		const { rows: models, totalSize } = await fetchModelPage(send, project, query, {
			pageSize,
			pageOffset,
		});
		if (totalSize === 0 && name === '') throw noModels(project);
		const zone = await fetchZone(send);
		const results = models.map((model) => ({ name: label(model, zone), value: model.name }));
		return { results, totalSize };
	});
}

function noModels(project: string): KylinFailure {
	return new KylinFailure(`Project "${project}" has no model that this user may read`, {
		advice: 'The user needs the permission READ on the project, and there must be a model in it.',
	});
}

/** @returns e.g. `sales_model · ONLINE · data until 2026-11-01 · by SALES.DAY`: the editor cuts off its end */
function label({ name, status, partition, segments }: Model, zone: KylinZone): string {
	if (partition === undefined) return [name, status, 'full load'].join(' · ');
	const end = lastEnd(inOrder(segments).filter(holdsData));
	const until =
		end === undefined ? 'no data yet' : `data until ${zonedIso(end, zone).slice(0, 10)}`;
	return [name, status, until, `by ${partition.column}`].join(' · ');
}
