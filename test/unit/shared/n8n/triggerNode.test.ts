import { isByPerson } from '../../../../nodes/shared/n8n/triggerNode';

test.each([
	['activate', true],
	['create', true],
	['update', true],
	['init', false],
	['leadershipChange', false],
	['manual', false],
] as const)('a user has activated the workflow in the mode %s: %s', (mode, expected) => {
	expect(isByPerson(mode)).toBe(expected);
});
