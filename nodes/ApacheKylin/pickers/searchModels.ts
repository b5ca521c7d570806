import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { KylinFailure, ParameterError } from '../../shared/kylin/failures';
import { contextSender } from '../../shared/n8n/contextSender';
import { toNodeError } from '../../shared/n8n/nodeError';
import { fetchZone } from '../kylinTime/fetchZone';
import { zonedIso } from '../kylinTime/range';
import type { KylinZone } from '../kylinTime/zone';
import { fetchModelPage } from '../model/fetchModels';
import type { Model } from '../model/model';
import { lastEnd } from '../segment/plan/requestedRange';
import { holdsData, inOrder } from '../segment/segment';
import { chosenValue } from './chosenValue';

/** Small, because Kylin works out the segments of every model on a page. */
const MODELS_PER_PAGE = 20;

/**
 * The models of the chosen project for a resource locator, with what one needs to choose. The
 * pagination token is the index of the next page.
 */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = Number(paginationToken ?? 0);
	const name = filter?.trim() ?? '';
	try {
		const project = chosenValue(this.getCurrentNodeParameter('project'));
		if (project === undefined) throw new ParameterError('Project', 'is empty: choose it first');
		const send = contextSender(this);
		const zone = await fetchZone(send);
		const { models, totalSize } = await fetchModelPage(
			send,
			project,
			name === '' ? {} : { model_name: name, exact: false },
			{ pageSize: MODELS_PER_PAGE, pageOffset: page },
		);
		if (totalSize === 0 && name === '') {
			throw new KylinFailure(`Project "${project}" has no model that this user may read`, {
				advice:
					'The user needs the permission READ on the project, and there must be a model in it.',
			});
		}
		const isLastPage = models.length === 0 || (page + 1) * MODELS_PER_PAGE >= totalSize;
		return {
			results: models.map((model) => ({ name: label(model, zone), value: model.name })),
			paginationToken: isLastPage ? undefined : String(page + 1),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error as Error);
	}
}

/** @returns e.g. `sales_model · ONLINE · by SALES.DAY · data until 2026-11-01` */
function label({ name, status, partition, segments }: Model, zone: KylinZone): string {
	const end = lastEnd(inOrder(segments).filter(holdsData));
	const until =
		end === undefined ? 'no data yet' : `data until ${zonedIso(end, zone).slice(0, 10)}`;
	const load = partition === undefined ? 'full load' : `by ${partition.column}`;
	return [name, status, load, ...(partition === undefined ? [] : [until])].join(' · ');
}
