import { clock } from '../../nodes/shared/time/clock';

test('a sleep is over when its time is', async () => {
	const awake: string[] = [];
	setTimeout(() => awake.push('earlier'), 1);
	await clock.sleep(30);
	awake.push('later');
	expect(awake).toEqual(['earlier', 'later']);
});
