import { sleep } from 'n8n-workflow';
import { clock } from '../../../../nodes/shared/time/clock';

test('a sleep is over when its time is', async () => {
	const awake: string[] = [];
	const shorter = sleep(1).then(() => awake.push('earlier'));
	await clock.sleep(30);
	awake.push('later');
	await shorter;
	expect(awake).toEqual(['earlier', 'later']);
});
