import type { IPollFunctions } from 'n8n-workflow';
import { isDurable } from '../../../nodes/ApacheKylinTrigger/activations';

test.each([
	[{}, false],
	[{ getPollBudgetMs: () => undefined }, false],
	[{ getPollBudgetMs: () => 300_000 }, false],
	[{ getPollBudgetMs: () => 299_999 }, true],
	[{ getPollBudgetMs: () => 300_001 }, true],
])('any other time than the default is of the durable scheduler, %#: %s', (context, expected) => {
	expect(isDurable(context as IPollFunctions)).toBe(expected);
});
