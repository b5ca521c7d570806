import { sleep } from 'n8n-workflow';
import { clock, pause } from '../../../../nodes/shared/time/clock';

test('a sleep is over when its time is', async () => {
	const awake: string[] = [];
	const shorter = sleep(1).then(() => awake.push('earlier'));
	await clock.sleep(30);
	awake.push('later');
	await shorter;
	expect(awake).toEqual(['earlier', 'later']);
});

test('a pause is in slices, so that it can be given up', async () => {
	let now = 0;
	jest.spyOn(clock, 'elapsed').mockImplementation(() => now);
	const sleeps = jest.spyOn(clock, 'sleep').mockImplementation(async (ms) => {
		now += ms;
	});
	let wanted = 3;
	const giveUp = () => {
		wanted -= 1;
		if (wanted === 0) throw new Error('given up');
	};
	await expect(pause(60_000, giveUp)).rejects.toThrow('given up');
	expect(sleeps.mock.calls).toEqual([[1_000], [1_000]]);
	await pause(1_500, () => {});
	expect(sleeps.mock.calls.slice(2)).toEqual([[1_000], [500]]);
});
