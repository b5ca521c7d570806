/**
 * The lists of projects to choose from ask for the right that their operation needs: tried with a user
 * who has READ on one project and nothing else.
 */
import { NodeOperationError, type IDataObject } from 'n8n-workflow';
import type { ApacheKylin } from '../../nodes/ApacheKylin/ApacheKylin.node';
import { FIELDS, sampleOf, type Field } from './fields';
import { loadOptions, runKylin, searchList } from './harness';
import { startKylin, type Kylin } from './kylin';
import { READER } from './operations';
import { SAMPLE_JOBS, byName } from './seed';

type ListSearch = keyof ApacheKylin['methods']['listSearch'];

let kylin: Kylin;

beforeEach(async () => {
	kylin = await startKylin(SAMPLE_JOBS);
});

afterEach(async () => await kylin.close());

const READABLE = 'learn_kylin';

const PICKERS = FIELDS.filter(({ path }) => path === 'project').map((field) => {
	const { applyTo = [] } = field.property.displayOptions?.show ?? {};
	return { name: [field.resource, field.operation, ...applyTo].join(' '), field };
});

const NO_RIGHT = {
	message: 'This user has the permission OPERATION on no project',
	description:
		'Ask the administrator of Kylin to grant OPERATION on the project, or choose another credential.',
};

/** Runs the operation on the project for real: a dry run needs less. */
async function runAsReader({ resource, operation, parameters }: Field) {
	const { sound, runs = [] } = sampleOf({ resource, operation });
	return await runKylin({
		parameters: {
			resource,
			operation,
			...sound,
			...(runs[0] as IDataObject | undefined),
			...parameters(''),
			...byName(READABLE),
		},
		...READER(kylin),
	});
}

const methodOf = ({ property }: Field) =>
	property.modes?.find(({ name }) => name === 'list')?.typeOptions?.searchListMethod as ListSearch;

test.each(PICKERS)('the projects to choose from for $name', async ({ field }) => {
	const { credential } = READER(kylin);
	const { error } = await runAsReader(field);
	const picked = searchList(methodOf(field), credential);
	if (error === undefined) {
		expect((await picked).results.map(({ value }) => value)).toEqual([READABLE]);
		return;
	}
	expect(String(error.description)).toContain('OPERATION');
	await expect(picked).rejects.toMatchObject(NO_RIGHT);
});

// Of an error here the editor shows the message alone, and of a NodeApiError `[object Object]`.
test.each(['getProjects', 'getModels'] as const)('%s names the missing right', async (method) => {
	const loaded = loadOptions(method, READER(kylin).credential);
	await expect(loaded).rejects.toBeInstanceOf(NodeOperationError);
	await expect(loaded).rejects.toThrow(`${NO_RIGHT.message}. ${NO_RIGHT.description}`);
});

test('the list of jobs names the right that is missing', async () => {
	await expect(searchList('searchJobs', READER(kylin).credential)).rejects.toMatchObject(NO_RIGHT);
});
