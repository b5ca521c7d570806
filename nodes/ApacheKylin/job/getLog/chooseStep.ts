import { KylinFailure } from '../../../shared/kylin/failures';
import { failedStep, type JobStep } from '../../../shared/kylin/jobDetail';
import type { JobRecord } from '../../../shared/kylin/job';

/**
 * The step that failed.
 *
 * @throws KylinFailure when none has
 */
export function chooseFailedStep(job: JobRecord, steps: readonly JobStep[]): JobStep {
	const step = failedStep(steps);
	if (step !== undefined) return step;
	throw new KylinFailure(`No step of job "${job.id}" has failed: the job is ${job.job_status}`, {
		advice: `Set 'Step' to 'Specific Step' to read another one. ${describeSteps(steps)}`,
	});
}

/**
 * @param wanted the step's ID, its name in any letter case, or its number from 1
 * @throws KylinFailure when the job has no such step
 */
export function chooseStep(job: JobRecord, steps: readonly JobStep[], wanted: string): JobStep {
	const name = wanted.toLowerCase();
	const step =
		steps.find(({ id }) => id === wanted) ??
		steps.find((candidate) => candidate.name.toLowerCase() === name) ??
		steps[Number(wanted) - 1];
	if (step !== undefined) return step;
	throw new KylinFailure(`Job "${job.id}" has no step "${wanted}"`, {
		advice: `Check 'Step Name or Number'. ${describeSteps(steps)}`,
	});
}

function describeSteps(steps: readonly JobStep[]): string {
	if (steps.length === 0) return 'Kylin shows no steps for this job.';
	const named = steps.map(
		({ name, step_status }, index) => `${index + 1} ${name} (${step_status})`,
	);
	return `Its steps are: ${named.join(', ')}.`;
}
