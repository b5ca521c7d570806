import {
	ParameterError,
	KylinFailure,
	reference,
	type FailureFacts,
} from '../../nodes/shared/kylin/failures';
import {
	hasChanged,
	isJobRecord,
	isSameProject,
	type JobRecord,
} from '../../nodes/shared/kylin/job';
import { failedStep, isLog, knownFailure, parseSteps } from '../../nodes/shared/kylin/jobDetail';
import { parsePagedList } from '../../nodes/shared/api/page';
import {
	cannotHaveChanged,
	isLoginRefusal,
	isTransient,
	mayPassBetweenPolls,
	refusalKind,
} from '../../nodes/shared/kylin/failureMeaning';
import { parseJobPage } from '../../nodes/shared/api/jobs';

const OTHER_VERSION = /'Host' in the credential: this may be another version of Kylin than 5/;
const job = {
	id: 'a',
	job_status: 'ERROR',
	project: 'p',
	last_modified: 1,
	create_time: 1,
	scheduler_state: 'ERROR',
};

const failing = (message: string, advice: RegExp) =>
	expect.objectContaining({
		message,
		facts: expect.objectContaining({ advice: expect.stringMatching(advice) }),
	});

test.each([
	[{ value: [job], total_size: 7 }, 7],
	[{ value: [job], total_size: '7' }, 7],
	[{ value: [job] }, 0],
	[{ value: [job], total_size: 'many' }, 0],
])('a page of jobs: %j', (data, totalSize) => {
	expect(parseJobPage(data)).toMatchObject({ rows: [job], totalSize });
});

test.each([null, undefined, 'text', 7, {}, { value: {} }, []])('%j is no list', (data) => {
	expect(() => parsePagedList(data)).toThrow(
		failing("Kylin's answer holds no list", OTHER_VERSION),
	);
});

test.each([
	null,
	'a',
	7,
	{ id: 'a' },
	{ job_status: 'ERROR' },
	{ ...job, id: 1 },
	{ ...job, job_status: 1 },
])('%j is no job: it is left out, and a page of nothing else is refused', (row) => {
	expect(isJobRecord(row)).toBe(false);
	expect(parseJobPage({ value: [row, job], total_size: 2 })).toEqual({
		rows: [job],
		totalSize: 2,
		servedSize: 2,
	});
	expect(() => parseJobPage({ value: [row] })).toThrow(
		failing("Kylin's answer holds something other than jobs", OTHER_VERSION),
	);
});

test('jobs of which none has a scheduler state are those of an older Kylin', () => {
	const older: Partial<typeof job> = { ...job };
	delete older.scheduler_state;
	expect(() => parseJobPage({ value: [older] })).toThrow('Kylin 5.0.0 or newer is needed');
	expect(parseJobPage({ value: [older, job] }).rows).toEqual([older, job]);
	expect(parseJobPage({ value: [] }).rows).toEqual([]);
});

test('project names are compared without regard to letter case', () => {
	expect(isSameProject('Sales', 'sALES')).toBe(true);
	expect(isSameProject('Sales', 'Sale')).toBe(false);
});

test.each([
	[{}, false],
	[{ step_ratio: 0.5 }, false],
	[{ job_status: 'PENDING' }, true],
	[{ last_modified: 2 }, true],
	[{ create_time: 2 }, true],
])('a job with %j has changed: %s', (more, expected) => {
	expect(hasChanged(job, { ...job, ...more } as JobRecord)).toBe(expected);
});

const step = (more: object = {}) => ({ id: 's', name: 'Build', step_status: 'FINISHED', ...more });

test.each([null, undefined, []])('no steps: %j', (data) => {
	expect(parseSteps(data)).toEqual([]);
});

test.each([{}, 'x', [null], [{ id: 's' }], [{ name: 'Build' }], [step(), step({ id: 1 })]])(
	'%j are no steps',
	(data) => {
		expect(() => parseSteps(data)).toThrow(
			failing("Kylin's answer holds something other than the steps of a job", OTHER_VERSION),
		);
	},
);

test('nothing has failed', () => {
	expect(failedStep([step(), step({ step_status: 'RUNNING' })])).toBeUndefined();
	expect(knownFailure([step()])).toBeNull();
});

const NOTHING_TOLD = {
	step: 'Build',
	step_id: 's',
	stage: null,
	code: null,
	message: null,
	reason: null,
	suggestion: null,
};

test.each([
	[{}, {}],
	[{ failed_step_name: 'Build' }, {}],
	[{ failed_step_name: ' Cut ' }, { stage: 'Cut' }],
	[{ failed_code: 'at KE-030001003: x' }, { code: 'KE-030001003' }],
	[{ failed_code: ' odd ' }, { code: 'odd' }],
	[
		{ failed_reason: ' why ', failed_msg: ' that ' },
		{ reason: 'why', message: 'that' },
	],
	[{ failed_reason: '  ', failed_msg: 'that' }, { message: 'that' }],
	[{ failed_resolve: '#TODO' }, {}],
	[{ failed_resolve: ' Add memory ' }, { suggestion: 'Add memory' }],
	[{ failed_reason: 7 }, {}],
])('a failed step with %j tells %j', (more, told) => {
	const failed = step({ step_status: 'ERROR', ...more });
	const later = step({ id: 'later', step_status: 'ERROR' });
	expect(knownFailure([step({ id: 'before' }), failed, later])).toEqual({
		...NOTHING_TOLD,
		...told,
	});
});

test.each([
	['', false],
	[' \n', false],
	['job output not found, please check kylin.log', false],
	['job output broken, please check kylin.log', false],
	['job output not found, please check kylinxlog', true],
	[' Wait a moment ... \n', false],
	['Wait a moment ... done', true],
	['I said: Wait a moment ...', true],
	['INFO started', true],
])('%j is a log: %s', (text, expected) => {
	expect(isLog(text)).toBe(expected);
});

test.each<[object, boolean, boolean]>([
	[{ networkCode: 'ECONNRESET' }, true, true],
	[{ networkCode: 'ECONNABORTED' }, true, true],
	[{ networkCode: 'EAI_AGAIN' }, true, true],
	[{ networkCode: 'EPIPE' }, true, true],
	[{ networkCode: 'ERR_BAD_RESPONSE' }, true, true],
	[{ networkCode: 'ETIMEDOUT' }, true, true],
	[{ networkCode: 'ECONNREFUSED' }, false, true],
	[{ networkCode: 'EHOSTUNREACH' }, false, true],
	[{ networkCode: 'ENETUNREACH' }, false, true],
	[{ networkCode: 'ENOTFOUND' }, false, true],
	[{ networkCode: 'CERT_HAS_EXPIRED' }, false, false],
	[{}, false, false],
	[{ code: 'KE-010021002' }, false, false],
	[{ httpStatus: 499 }, false, false],
	[{ httpStatus: 200, answer: 'cutOff' }, false, true],
	[{ httpStatus: 500 }, true, true],
	[{ httpStatus: 429 }, true, true],
	[{ httpStatus: 500, code: 'KE-010001201' }, false, false],
	[{ httpStatus: 400, code: 'KE-010021002' }, false, false],
	[{ httpStatus: 500, code: 'KE-000000001' }, false, true],
	...['010019002', '010021002', '010021003', '010021004', '040021201', '040024201'].map(
		(digits): [object, boolean, boolean] => [{ httpStatus: 500, code: `KE-${digits}` }, true, true],
	),
])('%j passes: %s, and once Kylin has answered: %s', (facts, before, after) => {
	expect(isTransient(new KylinFailure('x', facts), false)).toBe(before);
	expect(isTransient(new KylinFailure('x', facts), true)).toBe(after);
});

test.each<[object, boolean]>([
	[{ httpStatus: 500, code: 'KE-010021006' }, true],
	[{ httpStatus: 500, code: 'KE-000000001' }, true],
	[{ networkCode: 'ECONNREFUSED' }, true],
	[{ httpStatus: 500, code: 'KE-010001201' }, false],
	[{ networkCode: 'CERT_HAS_EXPIRED' }, false],
])('%j may pass between two polls: %s', (facts, expected) => {
	expect(mayPassBetweenPolls(new KylinFailure('x', facts))).toBe(expected);
});

test.each<[FailureFacts, boolean]>([
	[{ isUnsent: true }, true],
	[{ networkCode: 'ECONNREFUSED' }, true],
	[{ networkCode: 'ECONNRESET' }, false],
	[{ networkCode: 'EHOSTUNREACH' }, false],
	[{ httpStatus: 302, answer: 'redirect' }, true],
	[{ httpStatus: 200, answer: 'empty' }, false],
	[{ httpStatus: 307, answer: 'loginPage' }, true],
	...[401, 403, 404, 405, 406, 429].map((httpStatus): [FailureFacts, boolean] => [
		{ httpStatus },
		true,
	]),
	...[400, 500, 502].map((httpStatus): [FailureFacts, boolean] => [{ httpStatus }, false]),
	...['EAI_AGAIN', 'ENOTFOUND', 'EPROTO', 'ERR_INVALID_URL', 'CERT_HAS_EXPIRED'].map(
		(networkCode): [FailureFacts, boolean] => [{ networkCode }, true],
	),
	[{ httpStatus: 401, code: 'KE-019999999' }, true],
	...[
		'010001002',
		'010001201',
		'010003005',
		'010003008',
		'010003207',
		'010003208',
		'010024001',
		'010032212',
		'010032213',
		'010032217',
		'010032219',
		'010043201',
		'010043207',
	].map((digits): [FailureFacts, boolean] => [{ httpStatus: 500, code: `KE-${digits}` }, true]),
	[{ httpStatus: 500, code: 'KE-010032211' }, false],
	[{ httpStatus: 503, code: 'KE-040024201' }, false],
	[{ httpStatus: 500, code: 'KE-019999999' }, false],
	[{}, false],
])('an action that failed with %j cannot have changed anything: %s', (facts, expected) => {
	expect(cannotHaveChanged(new KylinFailure('x', facts))).toBe(expected);
});

test.each<[Error, boolean]>([
	[new KylinFailure('x', { httpStatus: 401 }), true],
	[new KylinFailure('x', { httpStatus: 400, code: 'KE-010003005' }), true],
	[new KylinFailure('x', { httpStatus: 401, code: 'KE-010003008' }), true],
	[new KylinFailure('x', { httpStatus: 403 }), false],
	[new KylinFailure('x'), false],
	[Object.assign(new Error('x'), { facts: { httpStatus: 401 } }), false],
])('%# is a refusal of the login: %s', (error, expected) => {
	expect(isLoginRefusal(error)).toBe(expected);
});

test.each<[object, string | undefined]>([
	[{ httpStatus: 401, code: 'KE-010003208' }, 'wrong'],
	[{ httpStatus: 401, code: 'KE-010003207' }, 'wrong'],
	[{ httpStatus: 401 }, 'byProxy'],
	[{ httpStatus: 302, answer: 'loginPage' }, 'wrong'],
	[{ httpStatus: 302 }, undefined],
	[{ httpStatus: 400, code: 'KE-010003005' }, 'locked'],
	[{ httpStatus: 401, code: 'KE-010003008' }, 'disabled'],
	[{ httpStatus: 500, code: 'KE-010021006' }, undefined],
	[{ httpStatus: 403 }, undefined],
	[{}, undefined],
])('a failure with %j refuses a login as %s', (facts, kind) => {
	expect(refusalKind(facts as FailureFacts)).toBe(kind);
});

test('a failure can be looked up by all that is known of it', () => {
	expect(reference({ code: 'KE-1', httpStatus: 500, networkCode: 'EPIPE' })).toEqual([
		'KE-1',
		'HTTP 500',
		'EPIPE',
	]);
	expect(reference({})).toEqual([]);
});

test('a field is named as the editor shows it', () => {
	const { message, parameter, advice } = new ParameterError('Jobs', 'is empty', 'Do this.');
	expect({ message, parameter, advice }).toEqual({
		message: "'Jobs' is empty",
		parameter: 'Jobs',
		advice: 'Do this.',
	});
});
