/** What the lists of choices of List Jobs show, as the editor asks for them. */
import { loadOptions, searchList } from '../harness';
import { NOW, seedJob, startKylin, type Kylin } from '../kylin';

let kylin: Kylin;

afterEach(async () => await kylin.close());

const model = (project: string, alias: string) => ({ project, alias, uuid: `${project}-${alias}` });

/** @param operated projects on which the user OPERATOR may operate; on the others it has no right */
async function startWith(operated: string[], jobs = [seedJob('ERROR')]) {
	kylin = await startKylin([], {
		seed: {
			recorded_at: NOW,
			projects: ['learn_kylin', 'Sales_Mart', 'other'].map((name) => ({
				name,
				permissions: operated.includes(name) ? { OPERATOR: 'OPERATION' } : {},
			})),
			models: [
				model('learn_kylin', 'orders'),
				model('Sales_Mart', 'sales'),
				model('Sales_Mart', 'orders'),
				model('other', 'secret'),
			],
			tables: [],
			jobs,
		} as never,
	});
	Object.assign(kylin.credential, { username: 'OPERATOR', password: 'operator' });
}

const named = (value: string) => ({ __rl: true, mode: 'name', value });

const RIGHT = 'This user has the permission OPERATION on no project';

test('the projects are those whose jobs the user may operate', async () => {
	await startWith(['learn_kylin', 'Sales_Mart']);
	expect(await loadOptions('getProjects', kylin.credential)).toEqual([
		{ name: 'Sales_Mart', value: 'Sales_Mart' },
		{ name: 'learn_kylin', value: 'learn_kylin' },
	]);
});

test('who may operate none is told which right is missing, in every list', async () => {
	await startWith([]);
	const { credential } = kylin;
	await expect(loadOptions('getProjects', credential)).rejects.toThrow(RIGHT);
	await expect(loadOptions('getModels', credential)).rejects.toThrow(RIGHT);
	await expect(searchList('searchJobs', credential)).rejects.toThrow(RIGHT);
	await expect(searchList('searchProjects', credential)).rejects.toThrow(RIGHT);
	await expect(searchList('searchReadableProjects', credential)).rejects.toThrow(
		'This user has the permission READ on no project',
	);
});

test.each([
	[{ project: named('learn_kylin') }, ['orders']],
	[{ project: named('Sales_Mart') }, ['orders', 'sales']],
	[
		{ project: named('learn_kylin'), filters: { otherProjects: ['Sales_Mart'] } },
		['orders · Sales_Mart, learn_kylin', 'sales · Sales_Mart'],
	],
	[
		{ project: named('={{ $json.project }}') },
		['orders · Sales_Mart, learn_kylin', 'sales · Sales_Mart'],
	],
	[{}, ['orders · Sales_Mart, learn_kylin', 'sales · Sales_Mart']],
])('%j offers the models %j', async (parameters, names) => {
	await startWith(['learn_kylin', 'Sales_Mart']);
	const options = await loadOptions('getModels', kylin.credential, parameters);
	expect(options.map(({ name }) => name)).toEqual(names);
	expect(options[0].value).toBe('orders');
});

test('a project without a model is told', async () => {
	await startWith(['learn_kylin']);
	kylin.state.models.clear();
	const parameters = { project: named('learn_kylin') };
	await expect(loadOptions('getModels', kylin.credential, parameters)).rejects.toThrow(
		'Project "learn_kylin" has no model that this user may read',
	);
});

test('jobs to choose from are those of the projects the user may operate, with what tells them apart', async () => {
	const jobs = ['learn_kylin', 'Sales_Mart', 'other'].map((project) =>
		seedJob('ERROR', { project }),
	);
	await startWith(['learn_kylin', 'Sales_Mart'], jobs);
	const { results } = await searchList('searchJobs', kylin.credential);
	expect(results.map(({ value }) => value)).toEqual([jobs[1].id, jobs[0].id]);
	expect(results[0].name).toContain(` · Sales_Mart · ${jobs[1].id.slice(0, 8)}`);
	expect(results[0].url).toBe(`${kylin.url}/#/monitor/job?modelAlias=orders&jobStatus=ERROR`);
	const inOne = await searchList('searchJobs', kylin.credential, {
		parameters: { project: named('Sales_Mart') },
	});
	expect(inOne.results[0].name).not.toContain('Sales_Mart');
});
