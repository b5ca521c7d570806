import { KylinFailure } from '../../shared/kylin/failures';
import { joined } from '../../shared/texts/sentences';

export const MAY_BE_ELSEWHERE = "It may also belong to another project than 'Project'.";

/**
 * A job that an operation needs is not in Kylin's list.
 *
 * @param field the field that holds its ID, as the editor shows it
 * @param project the project to name as the one it was looked for in
 * @param note sentences to add to the advice
 */
export function jobNotFound(
	id: string,
	{ field, project, note }: { field: string; project?: string; note?: string },
): KylinFailure {
	return new KylinFailure(
		`Can't find job "${id}"${project === undefined ? '' : ` in project "${project}"`}`,
		{
			advice: joined(
				`Check the ID in '${field}', down to the letter case: the job may have been deleted, or it belongs to a project this user may not read.`,
				project === undefined ? undefined : MAY_BE_ELSEWHERE,
				note,
			),
		},
	);
}
