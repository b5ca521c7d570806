import type { IDataObject } from 'n8n-workflow';
import { readModelReference } from '../../models/readModelReference';
import type { InputItem } from '../../item/inputItem';
import { fetchZone } from '../../kylinTime/fetchZone';
import { describeModel } from '../describeModel';
import { fetchModel, fetchReadableJobs } from '../../models/fetchModels';
import { summarizeModel } from '../../models/summarizeModel';
import { OF_MODEL } from './get.fields';

/** Get Model for one item. */
export async function getModel({ fields, send }: InputItem): Promise<IDataObject[]> {
	const reference = readModelReference(OF_MODEL.read(fields.query));
	const zone = await fetchZone(send);
	const model = await fetchModel(send, reference);
	const jobs = await fetchReadableJobs(send, model.project, model.id);
	const [project, name] = [model.project, model.name].map(encodeURIComponent);
	const url = `/models/${project}/${name}/model_desc`;
	const description = describeModel(await send({ method: 'GET', url }));
	return [{ ...summarizeModel(model, jobs, zone), ...description }];
}
