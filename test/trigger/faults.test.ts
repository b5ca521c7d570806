/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * What a person reads, what was sent and what comes of the events, for every fault at every point of
 * a trigger. It is written down in docs/dev/fault-matrix-triggers.md; `UPDATE_DOCS=1 npx jest faults` writes
 * it anew.
 */
import { join } from 'node:path';
import { FAULTS_ON_THE_WAY } from '../engine/faults/faults';
import { FaultMatrix, TIME_LIMIT_MS } from '../engine/faults/matrix';
import { CALLBACK_POINT, POLL_POINTS, strikeCallback, strikePoll } from './faultPoints';

jest.mock('../../nodes/shared/n8n/contextSender', () => {
	type Module = typeof import('../../nodes/shared/n8n/contextSender');
	const { contextSender } = jest.requireActual<Module>('../../nodes/shared/n8n/contextSender');
	const { triggerLimit } =
		jest.requireActual<typeof import('../engine/faults/faults')>('../engine/faults/faults');
	return {
		contextSender: (...[context, timeoutMs]: Parameters<Module['contextSender']>) =>
			contextSender(context, triggerLimit.timeoutMs ?? timeoutMs),
	};
});

const PREAMBLE = `# What happens when something goes wrong: the triggers

These tables are written by a test (\`UPDATE_DOCS=1 npx jest faults\`), which lets every fault strike at every point
through n8n's engine. They tell what a person reads (title and advice), what was sent to Kylin from the request on that
met the fault, and what comes of the events. Points at which the same happens share a table. The 100 MB are sent
to a later poll; elsewhere, where the same code reads the answer, 1 MB stands for them. The operations of the node have
[tables of their own](fault-matrix.md).

- Nothing but GET is ever sent, so nothing changes in Kylin.
- A poll that fails has not happened: its events come with the next good one, each once.
- A redirect is never followed, so the password stays at the host of the credential.
`;

const matrix = new FaultMatrix(
	join(__dirname, '../../docs/dev/fault-matrix-triggers.md'),
	PREAMBLE,
	['Fault', 'What you read', 'Sent', 'Afterwards'],
);

beforeAll(async () => await matrix.open());

beforeEach(() => jest.restoreAllMocks());

afterAll(() => matrix.close());

test.each(POLL_POINTS)(
	'$name',
	async (point) =>
		await matrix.strike(point, async (fault) => await strikePoll(point, fault), FAULTS_ON_THE_WAY),
	TIME_LIMIT_MS,
);

test(
	CALLBACK_POINT.name,
	async () => await matrix.strike(CALLBACK_POINT, strikeCallback, FAULTS_ON_THE_WAY),
	TIME_LIMIT_MS,
);

test('the document holds nothing else', () => matrix.finish(POLL_POINTS.length + 1));
