import { clock } from '../../nodes/shared/time/clock';
import type { Kylin } from './kylin';

/**
 * Ties the node's clock to the stand-in's: a sleep of the node moves the time in Kylin, so that
 * hours of waiting pass in milliseconds and jobs run meanwhile.
 *
 * @param onSleep called before each sleep with the milliseconds since the wait began
 */
export function shareClock(kylin: Kylin, onSleep?: (sinceStart: number) => void | Promise<void>) {
	const start = kylin.clock.now();
	const sleeps: number[] = [];
	jest.spyOn(clock, 'now').mockImplementation(() => kylin.clock.now());
	jest.spyOn(clock, 'elapsed').mockImplementation(() => kylin.clock.now() - start);
	jest.spyOn(clock, 'sleep').mockImplementation(async (ms) => {
		sleeps.push(ms);
		await onSleep?.(kylin.clock.now() - start);
		kylin.clock.advance(ms);
	});
	return {
		sleeps,
		/** milliseconds since the clocks were tied */
		elapsed: () => kylin.clock.now() - start,
	};
}

/** Does something once, as soon as a time has come. */
export function onceAt(due: number, action: () => void | Promise<void>) {
	let isDone = false;
	return async (sinceStart: number) => {
		if (isDone || sinceStart < due) return;
		isDone = true;
		await action();
	};
}

/** When each request came, in seconds of Kylin's clock since `start`; to be called before the run. */
export function recordTimes(kylin: Kylin) {
	const start = kylin.clock.now();
	const seconds: number[] = [];
	kylin.onRequest = () => void seconds.push((kylin.clock.now() - start) / 1000);
	return seconds;
}
