import { KylinFailure } from '../../../shared/kylin/failures';
import { isSameProject, type JobRecord } from '../../../shared/kylin/job';

/**
 * A list is not believed before something is changed: a gateway that drops a filter from the address
 * would have running jobs of other people discarded.
 *
 * @param asked what the list was filtered by
 * @throws KylinFailure if a job is not one that was asked for
 */
export function assertAsked(
	jobs: Iterable<JobRecord>,
	{ project, statuses }: { project?: string; statuses?: readonly string[] },
): void {
	for (const { id, job_status, project: own } of jobs) {
		const isOfProject = project === undefined || isSameProject(String(own), project);
		if (isOfProject && (statuses === undefined || statuses.includes(job_status))) continue;
		throw new KylinFailure('Something between n8n and Kylin drops the filters of the request', {
			advice: `Job ${id} of project "${own}", which is ${job_status}, came back although it was not asked for. Ask whoever runs the proxy or gateway in front of Kylin to pass on the query of the address. Nothing was changed.`,
		});
	}
}
