import type { IDataObject } from 'n8n-workflow';
import type { KylinRequest } from '../../shared/api/kylinRequest';
import { modelUrl } from '../models/fetchModels';
import type { Model } from '../models/model';
import type { Segment } from '../models/segment';

/**
 * `PUT /models/{model}/segments` for one segment (contract 6). By ID: by its name it would be refreshed
 * once more if the request arrived twice.
 */
export function refreshRequest(model: Model, { id }: Segment, more: IDataObject): KylinRequest {
	const body = { project: model.project, type: 'REFRESH', ids: [id], ...more };
	return { method: 'PUT', url: modelUrl(model, 'segments'), body };
}
