import { isLoginRefusal, type KylinFailure } from '../../../shared/kylin/failures';
import { isUntrustedCertificate } from '../../../shared/kylin/errorAdvice';

/** Kylin's checks of an action, all of them before the first change (contract 4.2). */
const CHECKS = new Set([
	'KE-010001002',
	'KE-010001201',
	'KE-010003207',
	'KE-010003208',
	'KE-010032212',
	'KE-010032213',
	'KE-010032217',
	'KE-010032219',
	'KE-010043201',
	'KE-010043207',
]);

/** Without a project, 5.0.0-alpha and -beta ask for rights on every project while they are at work. */
export const NO_ACCESS = 'KE-010024001';

/** There was no connection on which a request could have been sent. */
const UNCONNECTED = new Set([
	'EAI_AGAIN',
	'ECONNREFUSED',
	'ENOTFOUND',
	'EPROTO',
	'ERR_INVALID_URL',
]);

/** What a proxy answers, or Kylin's web server, to a request it does not pass on. */
const NOT_PASSED_ON = new Set([401, 403, 404, 405, 406, 429]);

/** Whether an action that failed like this cannot have changed any job. */
export function changedNothing(failure: KylinFailure, project: string | undefined): boolean {
	const { code, httpStatus = 0, networkCode, isUnsent } = failure.facts;
	if (isUnsent || isLoginRefusal(failure)) return true;
	if (code !== undefined) return CHECKS.has(code) || (code === NO_ACCESS && project !== undefined);
	if (networkCode !== undefined) {
		return UNCONNECTED.has(networkCode) || isUntrustedCertificate(networkCode);
	}
	return NOT_PASSED_ON.has(httpStatus) || (httpStatus >= 300 && httpStatus < 400);
}
