import { changedNothing } from '../../../../../nodes/ApacheKylin/job/operate/changedNothing';
import { KylinFailure, type FailureFacts } from '../../../../../nodes/shared/kylin/failures';

const NO_ACCESS = 'KE-010024001';

const codes = [
	'KE-010001002',
	'KE-010001201',
	'KE-010003005',
	'KE-010003008',
	'KE-010003207',
	'KE-010003208',
	'KE-010032212',
	'KE-010032213',
	'KE-010032217',
	'KE-010032219',
	'KE-010043201',
	'KE-010043207',
].map((code): FailureFacts => ({ code, httpStatus: 500 }));

const httpStatuses = [401, 403, 404, 405, 406, 429].map((httpStatus) => ({ httpStatus }));

const redirects: FailureFacts[] = [
	{ httpStatus: 302, answer: 'redirect' },
	{ httpStatus: 307, answer: 'loginPage' },
];

const networkCodes = [
	'EAI_AGAIN',
	'ECONNREFUSED',
	'ENOTFOUND',
	'EPROTO',
	'ERR_INVALID_URL',
	'CERT_HAS_EXPIRED',
].map((networkCode) => ({ networkCode }));

const isUnchanged = (facts: FailureFacts, project?: string) =>
	changedNothing(new KylinFailure('No.', facts), project);

test.each<FailureFacts>([
	...codes,
	...httpStatuses,
	...redirects,
	...networkCodes,
	{ isUnsent: true },
])('an action that failed with %j has changed nothing', (facts) => {
	expect(isUnchanged(facts)).toBe(true);
});

test.each<FailureFacts>([
	{ httpStatus: 200, answer: 'cutOff' },
	{ httpStatus: 400 },
	{ httpStatus: 500 },
	{ httpStatus: 502 },
	{ httpStatus: 503, code: 'KE-040024201' },
	{ httpStatus: 500, code: 'KE-010032211' },
	{ networkCode: 'ECONNRESET' },
	{},
])('an action that failed with %j may have changed something', (facts) => {
	expect(isUnchanged(facts)).toBe(false);
});

test('missing rights have changed nothing if the project was named', () => {
	expect(isUnchanged({ code: NO_ACCESS, httpStatus: 400 }, 'sales')).toBe(true);
	expect(isUnchanged({ code: NO_ACCESS, httpStatus: 400 })).toBe(false);
});
