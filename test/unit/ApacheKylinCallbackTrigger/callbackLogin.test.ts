import type { ICredentialTestFunctions, ICredentialsDecrypted } from 'n8n-workflow';
import {
	isAuthorized,
	testCallbackLogin,
} from '../../../nodes/ApacheKylinCallbackTrigger/callbackLogin';

const LOGIN = { username: 'kylin', password: 'pä:ss' };
const token = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const RIGHT = token('kylin:pä:ss');

test.each<[string | undefined, boolean]>([
	[`Basic ${RIGHT}`, true],
	[`  bASIC \t ${RIGHT} `, true],
	[undefined, false],
	['', false],
	['Basic', false],
	[RIGHT, false],
	[`Bearer ${RIGHT}`, false],
	[`Basic ${token('kylin:wrong')}`, false],
	[`Basic ${token('other:pä:ss')}`, false],
	[`Basic ${token('')}`, false],
])('the header %j: %s', (header, expected) => {
	expect(isAuthorized(header, LOGIN)).toBe(expected);
});

test.each([
	[{}, 'Error', 'Fill in both Username and Password'],
	[{ username: 'kylin' }, 'Error', 'Fill in both Username and Password'],
	[{ password: 'x' }, 'Error', 'Fill in both Username and Password'],
	[{ username: 'a:b', password: 'x' }, 'Error', 'Basic Auth cannot carry a user name with a colon'],
	[LOGIN, 'OK', 'Whether Kylin sends the same login shows at the end of its next job'],
])('the credential %j', async (data, status, message) => {
	const credential = { data } as unknown as ICredentialsDecrypted;
	const context = {} as ICredentialTestFunctions;
	expect(await testCallbackLogin.call(context, credential)).toEqual({ status, message });
	const empty = await testCallbackLogin.call(context, {} as ICredentialsDecrypted);
	expect(empty.status).toBe('Error');
});
