import { fetchFailureDetails } from '../../../nodes/ApacheKylinTrigger/failureDetails';
import { KylinFailure } from '../../../nodes/shared/kylin/failures';
import { job } from '../support';

const steps = [{ id: 's', name: 'Build', step_status: 'ERROR' }];
const failure = {
	step: 'Build',
	step_id: 's',
	stage: null,
	code: null,
	reason: null,
	suggestion: null,
};
const details = async (detail: unknown, log: unknown) =>
	await fetchFailureDetails(async ({ url }) => {
		const answer = url.endsWith('/detail') ? detail : log;
		return answer instanceof Error ? await Promise.reject(answer) : answer;
	}, job('a'));

test.each<[unknown, unknown, object]>([
	[steps, { cmd_output: 'the end\n' }, { failure: { ...failure, log_end: 'the end' } }],
	[steps, null, { failure: { ...failure, log_end: null } }],
	[
		steps,
		new KylinFailure('No log.'),
		{ failure: { ...failure, log_end: null, log_note: 'No log.' } },
	],
	[[], null, { failure: null, failure_note: 'The job has been resumed or restarted since' }],
	[new KylinFailure('Gone.'), null, { failure: null, failure_note: 'Gone.' }],
])('with %j and %j', async (detail, log, expected) => {
	expect(await details(detail, log)).toEqual(expected);
});

const LINES = Array.from({ length: 40 }, (_, index) => `line ${index}`);

test.each([
	['', null],
	['one\r\ntwo\n\n', 'one\ntwo'],
	[LINES.join('\n'), LINES.slice(10).join('\n')],
	[`${'x'.repeat(5_000)}end`, `${'x'.repeat(3_997)}end`],
])('the end of a log, %#', async (cmd_output, log_end) => {
	const send = async ({ url }: { url: string }) =>
		url.endsWith('/output') ? { cmd_output } : steps;
	const details = await fetchFailureDetails(send, job('a', { job_status: 'ERROR' }));
	expect(details).toMatchObject({ failure: { step_id: 's', log_end } });
});
