/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialTestRequest } from 'n8n-workflow';
import { ApacheKylinApi } from '../../credentials/ApacheKylinApi.credentials';
import { ApacheKylinCallbackApi } from '../../credentials/ApacheKylinCallbackApi.credentials';

const kylin = new ApacheKylinApi();

/** The rules as n8n's credential test takes them: the first that fits. */
function told(status: number, body: Record<string, unknown> = {}): string | undefined {
	const { rules = [] } = kylin.test as ICredentialTestRequest;
	const fitting = rules.find((rule) =>
		rule.type === 'responseCode'
			? rule.properties.value === status
			: rule.type === 'responseSuccessBody' && body[rule.properties.key] === rule.properties.value,
	);
	return fitting?.properties.message;
}

test.each<[number, Record<string, unknown>, RegExp]>([
	[406, {}, /^This server does not speak the API of Kylin 5\. Kylin 5 is needed/],
	[404, {}, /^There is no Kylin API at this address\. Check 'Host' .* Kylin's page/],
	[301, {}, /redirects to another one/],
	[302, {}, /redirects to another one/],
	[303, {}, /redirects to another one/],
	[307, {}, /redirects to another one/],
	[308, {}, /redirects to another one/],
	[502, {}, /got no valid answer from it\. Check that Kylin runs/],
	[503, {}, /not available at the moment/],
	[504, {}, /waited too long/],
	[
		401,
		{ code: '999', error_code: 'KE-010003208' },
		/^Wrong username or password\. Check .* lock the account\.$/,
	],
	[
		500,
		{ code: '999', error_code: 'KE-010003005' },
		/^The account is locked .* in a row\. Wait until/,
	],
	[500, { code: '999', error_code: 'KE-010003008' }, /^This user is disabled/],
	[401, { code: '999', error_code: 'KE-010003207' }, /^Kylin asks for a login/],
	[401, { code: '999', error_code: 'KE-010003209' }, /^Kylin asks for a login/],
	[500, { code: '999', error_code: 'KE-010021006' }, /LDAP/],
	[500, { code: '999', error_code: 'KE-1' }, /^Kylin refused this login/],
	[200, {}, /^Something that is not Kylin answered\. Check 'Host'/],
])('the credential test tells HTTP %d with %j', (status, body, sentence) => {
	expect(told(status, body)).toMatch(sentence);
});

test('Kylin 5 that accepts the login passes', () => {
	expect(told(200, { code: '000', data: { username: 'ADMIN' } })).toBeUndefined();
});

test('the credential test asks who the user is, once, and follows no redirect', () => {
	expect((kylin.test as ICredentialTestRequest).request).toEqual({
		baseURL: '={{$credentials.host}}',
		url: '/user/authentication',
		headers: {
			Accept: 'application/vnd.apache.kylin-v4-public+json',
			'Accept-Language': 'en',
		},
		ignoreHttpStatusErrors: {
			ignore: true,
			except: [406, 404, 301, 302, 303, 307, 308, 502, 503, 504],
		},
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
	});
});

test.each([
	[{ username: 'a', password: 'b' }, {}, { username: 'a', password: 'b' }, false],
	[{}, {}, { username: '', password: '' }, false],
	[{ ignoreSslIssues: true }, {}, { username: '', password: '' }, true],
	[{}, { skipSslCertificateValidation: true }, { username: '', password: '' }, true],
])('with %j a request %j logs in', async (credential, request, auth, skips) => {
	if (typeof kylin.authenticate !== 'function') throw new Error('a function is expected');
	const options = { url: '/jobs', ...request };
	expect(await kylin.authenticate({ host: 'http://kylin:7070/', ...credential }, options)).toEqual({
		url: '/jobs',
		baseURL: 'http://kylin:7070/kylin/api',
		auth,
		skipSslCertificateValidation: skips,
	});
});

test('what workflows refer to stays as it is', () => {
	const fields = ({ properties }: { properties: ApacheKylinApi['properties'] }) =>
		properties.map(({ name }) => name);
	expect(kylin.name).toBe('apacheKylinApi');
	expect(fields(kylin)).toEqual(['host', 'username', 'password', 'ignoreSslIssues']);
	const callback = new ApacheKylinCallbackApi();
	expect(callback.name).toBe('apacheKylinCallbackApi');
	expect(fields(callback)).toEqual(['username', 'password']);
});

const ROOT = join(__dirname, '../..');

test.each([
	[new ApacheKylinApi(), 'Apache Kylin API'],
	[new ApacheKylinCallbackApi(), 'Apache Kylin Callback API'],
])('%o is shown by its name and icon', (shown, name) => {
	expect(shown.displayName).toBe(name);
	const { light, dark } = shown.icon as { light: string; dark: string };
	for (const icon of [light, dark]) {
		expect(icon).toMatch(/^file:.*\.svg$/);
		expect(existsSync(join(ROOT, 'credentials', icon.replace(/^file:/, '')))).toBe(true);
	}
	expect(light).not.toBe(dark);
});
