import {
	chooseFailedStep,
	chooseStep,
} from '../../../../../nodes/ApacheKylin/job/getLog/chooseStep';
import { job } from '../../../support';

const STEPS = [
	{ id: 's-1', name: 'Detect Resource', step_status: 'FINISHED' },
	{ id: '3', name: 'Load Data To Index', step_status: 'ERROR' },
	{ id: 's-3', name: 'Update Metadata', step_status: 'PENDING' },
];

const LISTED =
	'Its steps are: 1 Detect Resource (FINISHED), 2 Load Data To Index (ERROR), 3 Update Metadata (PENDING).';

const failing = (message: string, advice: string) =>
	expect.objectContaining({ message, facts: { advice } });

test.each([
	['3', 1],
	['s-3', 2],
	['load data to INDEX', 1],
	['1', 0],
	['2', 1],
])('step %s', (wanted, index) => {
	expect(chooseStep(job('a', { job_status: 'ERROR' }), STEPS, wanted)).toBe(STEPS[index]);
});

test.each(['0', '4', 's-1x', 'x1', '1x', 'S-1'])('there is no step %s', (wanted) => {
	expect(() => chooseStep(job('a', { job_status: 'ERROR' }), STEPS, wanted)).toThrow(
		failing(`Job "a" has no step "${wanted}"`, `Check 'Step Name or Number'. ${LISTED}`),
	);
});

test('the failed step', () => {
	const finished = job('a', { job_status: 'FINISHED' });
	expect(chooseFailedStep(finished, STEPS)).toBe(STEPS[1]);
	expect(() => chooseFailedStep(finished, STEPS.slice(0, 1))).toThrow(
		failing(
			'No step of job "a" has failed: the job is FINISHED',
			"Set 'Step' to 'Specific Step' to read another one. Its steps are: 1 Detect Resource (FINISHED).",
		),
	);
	expect(() => chooseFailedStep(finished, [])).toThrow(
		failing(
			'No step of job "a" has failed: the job is FINISHED',
			"Set 'Step' to 'Specific Step' to read another one. Kylin shows no steps for this job.",
		),
	);
});
