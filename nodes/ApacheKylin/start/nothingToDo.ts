import type { IDataObject } from 'n8n-workflow';
import type { Model } from '../models/model';

/** "Nothing to do" is a result, not an error and not silence: the workflow goes on, and can branch. */
export function nothingToDo(
	{ name, project }: Pick<Model, 'name' | 'project'>,
	reason: string,
): IDataObject {
	return {
		outcome: 'nothing_to_do',
		reason,
		project,
		model: name,
		segment_name: null,
		range_start: null,
		range_end: null,
		range_start_ms: null,
		range_end_ms: null,
		job_id: null,
	};
}
