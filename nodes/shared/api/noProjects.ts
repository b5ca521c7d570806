import { KylinFailure } from '../kylin/failures';
import type { ProjectRight } from './projects';

/** For a list of projects that is empty: Kylin says nothing about missing rights. */
export function noProjects(right: ProjectRight): KylinFailure {
	return new KylinFailure(`This user has the permission ${right} on no project`, {
		advice: `Ask the administrator of Kylin to grant ${right} on the project, or choose another credential.`,
	});
}
