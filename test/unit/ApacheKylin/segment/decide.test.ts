import { decide } from '../../../../nodes/ApacheKylin/segment/plan/decide';
import type { PlannedRange } from '../../../../nodes/ApacheKylin/segment/plan/plan';
import { SHANGHAI, days, job, request, segment } from './seeds';

const range = days(1, 2);
const built = segment(range);
const filling = segment(range, { isNew: true });

const act = (
	planned: Omit<PlannedRange, 'range'>,
	choices: Parameters<typeof request>[0] = {},
	own?: ReturnType<typeof job>,
) => decide({ range, ...planned }, request(choices), SHANGHAI, own).act;

test('what is not built is built', () => {
	expect(act({ step: 'build' })).toBe('start');
	expect(act({ step: 'refresh', segment: built, because: 'isLate' })).toBe('start');
});

test.each([
	['fail', 'refuse'],
	['skip', 'skip'],
	['refresh', 'skip'],
] as const)('what is built, with %s: %s', (ifBuilt, expected) => {
	expect(act({ step: 'exists', segment: built }, { ifBuilt })).toBe(expected);
});

test.each([
	['fail', 'refuse'],
	['attach', 'attach'],
	['skip', 'skip'],
] as const)('what a job is at work on, with %s: %s', (ifRunning, expected) => {
	const running = job('RUNNING', [filling]);
	expect(act({ step: 'running', segment: filling, job: running }, { ifRunning })).toBe(expected);
});

test.each([
	['fail', 'refuse'],
	['resume', 'resume'],
	['skip', 'skip'],
] as const)('what a job has failed at, with %s: %s', (ifFailed, expected) => {
	for (const status of ['ERROR', 'STOPPED']) {
		const failed = job(status, [filling]);
		expect(act({ step: 'failed', segment: filling, job: failed }, { ifFailed })).toBe(expected);
	}
});

test('a segment that its job left behind is refused, whatever was chosen', () => {
	const choices = { ifFailed: 'resume', ifRunning: 'attach' } as const;
	expect(act({ step: 'failed', segment: filling }, choices)).toBe('refuse');
});

test.each([
	['fail', 'refuse'],
	['allow', 'skip'],
] as const)('a gap, with %s: %s', (ifGap, expected) => {
	expect(act({ step: 'gap' }, { ifGap })).toBe(expected);
});

test('a job of an earlier try of the same run is used, unless it failed', () => {
	for (const step of ['build', 'refresh', 'exists', 'running'] as const) {
		expect(act({ step, segment: built }, {}, job('FINISHED', [built]))).toBe('attach');
	}
	const failed = job('ERROR', [filling]);
	expect(act({ step: 'failed', segment: filling, job: failed }, {}, failed)).toBe('refuse');
});

test('the job in the way is named with its status and since when', () => {
	const running = job('RUNNING', [filling]);
	const { reason } = decide(
		{ range, step: 'running', segment: filling, job: running },
		request(),
		SHANGHAI,
	);
	expect(reason).toContain(
		`Job ${running.id} (Load Data) has been RUNNING since 2024-02-20T00:00:00+08:00`,
	);
});
