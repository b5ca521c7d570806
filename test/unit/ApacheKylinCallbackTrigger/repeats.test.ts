import { callbackKey, type Callback } from '../../../nodes/ApacheKylinCallbackTrigger/callback';
import { isNewCallback } from '../../../nodes/ApacheKylinCallbackTrigger/repeats';
import { shortKey } from '../../../nodes/shared/events/shortKey';

const CALLBACK: Callback = {
	job_id: '00000001-1111-4000-8000-000000000000',
	project: 'sales',
	job_type: 'INC_BUILD',
	job_state: 'SUCCEED',
	start_time: 1_000,
	end_time: 3_000,
	duration: 2_000,
};

const endedAt = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ ...CALLBACK, end_time: index }));

test('a repeat is recognised within a process, and by what is stored', () => {
	const data = {};
	expect(isNewCallback('in the process', data, CALLBACK)).toBe(true);
	expect(isNewCallback('in the process', {}, CALLBACK)).toBe(false);
	expect(isNewCallback('after a restart', data, CALLBACK)).toBe(false);
	expect(isNewCallback('after a restart', data, { ...CALLBACK, end_time: 4_000 })).toBe(true);
});

test('a repeat is recognised among the last 200 callbacks, in 2.3 kB of static data', () => {
	const data: { seen?: { keys?: string[] } } = {};
	for (const callback of endedAt(201)) expect(isNewCallback('many', data, callback)).toBe(true);
	expect(data.seen?.keys).toHaveLength(200);
	expect(JSON.stringify(data).length).toBeLessThan(2_300);
	const repeats = endedAt(201).slice(1);
	expect(repeats.some((callback) => isNewCallback('many', data, callback))).toBe(false);
	expect(isNewCallback('many', data, endedAt(1)[0])).toBe(true);
});

test.each([
	undefined,
	null,
	'torn',
	7,
	['aaaaaaaa'],
	{ version: 1, keys: ['aaaaaaaa'] },
	{ version: 2, keys: 'aaaaaaaa' },
	{ version: 2, keys: ['aaaaaaaa', 7] },
])('%j was not stored by this version, and is replaced', (seen) => {
	const data = { seen };
	expect(isNewCallback(`odd ${JSON.stringify(seen)}`, data, CALLBACK)).toBe(true);
	expect(data.seen).toEqual({ version: 2, keys: [shortKey(callbackKey(CALLBACK))] });
});
