import { generate } from 'selfsigned';
import type { IDataObject } from 'n8n-workflow';
import { runKylin, searchList } from './harness';
import { seedJob, seedOf, startKylin, type Kylin } from './kylin';

let kylin: Kylin;

afterEach(async () => await kylin.close());

const list = async (credential: IDataObject, parameters: IDataObject = {}) =>
	await runKylin({
		parameters: { resource: 'job', operation: 'list', ...parameters },
		credential: { ...kylin.credential, ...credential } as never,
	});

describe('Host', () => {
	test.each([
		['as the page shows it', (url: string) => url],
		['without /kylin', (url: string) => url.replace('/kylin', '')],
		['with a slash behind it and spaces around it', (url: string) => `  ${url}/ `],
	])('%s', async (_name, write) => {
		kylin = await startKylin([seedJob('ERROR')]);
		const { items } = await list({ host: write(kylin.url) });
		expect(items).toHaveLength(1);
	});

	test('behind a reverse proxy with a path', async () => {
		kylin = await startKylin([seedJob('ERROR')], { basePath: '/olap/kylin' });
		for (const host of [kylin.url, kylin.url.replace('/kylin', '')]) {
			expect((await list({ host })).items).toHaveLength(1);
		}
		expect(kylin.requests[0].path).toBe('/olap/kylin/api/jobs');
	});

	test.each(['kylin:7070', 'ftp://kylin', 'http://u:p@kylin', 'http://kylin/?a=b', ''])(
		'%j is refused with a sentence, by the node and by the picker',
		async (host) => {
			kylin = await startKylin();
			const { error } = await list({ host });
			expect(error?.message).toMatch(/^'Host' (is empty|must)/);
			const picking = searchList('searchProjects', { ...kylin.credential, host });
			await expect(picking).rejects.toThrow(/^'Host' (is empty|must)/);
			expect(kylin.requests).toHaveLength(0);
		},
	);
});

test.each(['pä:ss%word@härd', 'ä', 'a:b:c', '100%', '=1+1', '{{ $json }}', ' padded '])(
	'the password %j arrives as it is',
	async (password) => {
		const users = [{ username: 'ADMIN', password, admin: true }];
		kylin = await startKylin([seedJob('ERROR')], { users });
		expect((await list({ password })).items).toHaveLength(1);
	},
);

describe('a self-signed certificate', () => {
	beforeEach(async () => {
		const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
		kylin = await startKylin([seedJob('ERROR')], { https: { key, cert } });
	});

	test('is refused, with the switch that allows it', async () => {
		const { error } = await list({});
		expect(error?.message).toBe("The certificate of Kylin's server is not trusted");
		expect(error?.description).toContain('Ignore SSL Issues');
		await expect(searchList('searchProjects', kylin.credential)).rejects.toThrow('certificate');
		expect(kylin.requests).toHaveLength(0);
	});

	test('is accepted with Ignore SSL Issues, by the node and by the picker', async () => {
		expect((await list({ ignoreSslIssues: true })).items).toHaveLength(1);
		const { results } = await searchList('searchProjects', {
			...kylin.credential,
			ignoreSslIssues: true,
		});
		expect(results).toHaveLength(2);
	});
});

describe('the project picker', () => {
	const projects = Array.from({ length: 120 }, (_, index) => ({ name: `project_${index}` }));

	beforeEach(async () => {
		kylin = await startKylin([], { seed: { ...seedOf([]), models: [], tables: [], projects } });
	});

	test('pages through all projects', async () => {
		const names: string[] = [];
		let paginationToken: string | undefined;
		do {
			const page = await searchList('searchProjects', kylin.credential, { paginationToken });
			names.push(...page.results.map(({ name }) => name));
			paginationToken = page.paginationToken as string | undefined;
		} while (paginationToken !== undefined);
		expect(new Set(names)).toEqual(new Set(projects.map(({ name }) => name)));
		expect(names).toHaveLength(120);
	});

	test('offers the projects whose jobs the user may list and operate, and no others', async () => {
		await kylin.close();
		kylin = await startKylin();
		const as = async (username: string) => {
			const login = { username, password: username.toLowerCase() };
			const { results } = await searchList('searchProjects', { ...kylin.credential, ...login });
			return results.map(({ value }) => value);
		};
		expect(await as('OPERATOR')).toEqual(['Sales_Mart', 'learn_kylin']);
		await expect(as('READER')).rejects.toThrow(
			'This user has the permission OPERATION on no project',
		);
	});

	test('searches as Kylin does', async () => {
		const { results } = await searchList('searchProjects', kylin.credential, {
			filter: ' JECT_11 ',
		});
		expect(results.map(({ value }) => value)).toEqual(
			['project_11', 'project_110', 'project_111', 'project_112', 'project_113', 'project_114']
				.concat(['project_115', 'project_116', 'project_117', 'project_118', 'project_119'])
				.filter((name) => name.includes('ject_11')),
		);
	});

	test('a wrong password is told in the words of Kylin, and costs one request', async () => {
		const wrong = { ...kylin.credential, password: 'wrong' };
		await expect(searchList('searchProjects', wrong)).rejects.toThrow(
			'Invalid username or password',
		);
		expect(kylin.requests).toHaveLength(1);
	});

	test('a wrong password that a picker or an execution has sent is not sent again', async () => {
		const wrong = { ...kylin.credential, password: 'wrong' };
		for (const name of ['searchProjects', 'searchJobs'] as const) {
			await expect(searchList(name, wrong)).rejects.toThrow('Invalid username or password');
		}
		const { error } = await runKylin({
			parameters: { resource: 'job', operation: 'list' },
			credential: wrong,
			mode: 'trigger',
		});
		expect(error?.description).toContain('nothing was sent');
		expect(kylin.requests).toHaveLength(1);
	});
});
