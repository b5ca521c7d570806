import { LOGINS } from '../e2e/account';
import { assertClean, basic } from '../e2e/secrets';

const LOG = 'n8n ready on 127.0.0.1\nWorker started execution 7\nPUT /kylin/api/jobs/status 401\n';

const logged = LOGINS.flatMap((login) => [
	login.password,
	encodeURIComponent(login.password),
	`Authorization: Basic ${basic(login)}`,
	basic(login),
]);

test('a log without secrets is clean', () => {
	expect(() => assertClean(LOG)).not.toThrow();
});

test.each([
	...logged,
	"headers: { authorization: 'Basic QURNSU46S1lMSU4=' }",
	'"Authorization":"Basic QURNSU46S1lMSU4="',
	'UnhandledPromiseRejection: Kylin',
	'Unhandled Rejection at Promise',
	'[UnhandledRejection]',
	'Uncaught Exception thrown',
])('a log with %s is not', (text) => {
	expect(() => assertClean(`${LOG}${text}\n${LOG}`)).toThrow();
});
