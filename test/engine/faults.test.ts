/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * What a person reads, what was sent and what has changed, for every fault at every point of an
 * operation. It is written down in docs/dev/fault-matrix.md; `UPDATE_DOCS=1 npx jest faults` writes it anew.
 */
import { join } from 'node:path';
import { openBinaryStore } from './binaryStore';
import { FaultMatrix, TIME_LIMIT_MS } from './faults/matrix';
import { strikeOperation } from './faults/points';
import { OPERATIONS, sampleOf } from './fields';

const PREAMBLE = `# What happens when something goes wrong

These tables are written by a test (\`UPDATE_DOCS=1 npx jest faults\`), which lets every fault strike at every point
through n8n's engine. They tell what a person reads (title and advice), what was sent to Kylin from the request on that
met the fault, and whether a job has changed. Points at which the same happens share a table. A refused connection means
that Kylin was gone after its answer to the request before, and did not come back. The 100 MB are sent once for each kind
of reading (List Jobs, the action, the file of a log, Execute Query); elsewhere, where the same code reads the answer, 1 MB stands for
them. The triggers have [tables of their own](fault-matrix-triggers.md).

A list takes a fourth page if there are more than 50 jobs in it, or if something on the way limits the pages. Its pages are
read side by side, so that others are under way when one fails. Get Job and Get Job Log get there only if the ID is a part of
others. Of 25 jobs by ID each is asked for alone, the first before the others.

- An action (PUT) is sent once and never again, whatever happens to its answer.
- Reading the jobs after an action is tried up to three times, a second apart or as long as the server asks for (10
  seconds at most), if the failure may pass by itself. It changes nothing, and the action cannot be run again for it.
- What starts a job is sent once as well. If its answer is lost, the job is looked for, at once and two and seven seconds
  later; found, it is used as if the answer had come. *Retry On Fail* is safe there: it looks first.
- Wait for Jobs looks again after a failure that may pass by itself, until *Maximum Duration*.
- Nothing else is tried again. For what only reads, n8n's *Retry On Fail* (in the node's settings) does it visibly and
  as often as you like; a refused login is not sent again by it, because three wrong passwords lock the account. Do
  not switch *Retry On Fail* on for Operate Jobs: n8n would send the action again.
- A redirect is never followed, so the password stays at the host of the credential.
`;

const matrix = new FaultMatrix(join(__dirname, '../../docs/dev/fault-matrix.md'), PREAMBLE, [
	'Fault',
	'What you read',
	'Sent',
	'Changed',
]);
let store: Awaited<ReturnType<typeof openBinaryStore>>;

beforeAll(async () => {
	store = await openBinaryStore();
	await matrix.open();
});

beforeEach(() => jest.restoreAllMocks());

afterAll(() => {
	store.close();
	matrix.close();
});

const points = OPERATIONS.flatMap(({ name, resource, operation }) =>
	sampleOf({ resource, operation }).points.map((point) => ({
		...point,
		operationName: name,
		parameters: { resource, operation, ...point.parameters },
	})),
);

test.each(OPERATIONS)('$name is struck, and its points are called by it', ({ name }) => {
	const own = points.filter(({ operationName }) => operationName === name);
	expect(own).not.toEqual([]);
	for (const point of own) expect(point.name.startsWith(name)).toBe(true);
});

test.each(points)(
	'$name',
	async (point) => await matrix.strike(point, async (fault) => await strikeOperation(point, fault)),
	TIME_LIMIT_MS,
);

test('the document holds nothing else', () => matrix.finish(points.length));
