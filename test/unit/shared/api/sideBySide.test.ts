import { sleep } from 'n8n-workflow';
import {
	eightAtOnce,
	firstThenOthers,
	sendSideBySide,
	sideBySide,
} from '../../../../nodes/shared/api/sideBySide';

const numbers = Array.from({ length: 20 }, (_, index) => index);

/** Work that counts how many of it are under way. */
function counted(failsAt = -1) {
	const begun: number[] = [];
	const seen = { underWay: 0, most: 0 };
	const work = async (number: number) => {
		begun.push(number);
		seen.underWay += 1;
		seen.most = Math.max(seen.most, seen.underWay);
		await sleep(number === failsAt ? 0 : 5);
		seen.underWay -= 1;
		if (number === failsAt) throw new Error(`No ${number}`);
		return number * 2;
	};
	return { work, begun, seen };
}

test('results come in the order of the things, eight at once', async () => {
	const { work, begun, seen } = counted();
	expect(await sideBySide(numbers, work)).toEqual(numbers.map((number) => number * 2));
	expect(begun).toEqual(numbers);
	expect(seen.most).toBe(8);
});

test('what is not begun is missing from the results', async () => {
	const { work, begun } = counted();
	expect(await sideBySide(numbers, work, () => begun.length >= 3)).toEqual([0, 2, 4]);
});

test('undefined is a result', async () => {
	expect(await sideBySide([1, 2], async () => undefined)).toEqual([undefined, undefined]);
});

test('after a failure nothing more is begun, and what is under way ends first', async () => {
	const { work, begun, seen } = counted(2);
	await expect(sideBySide(numbers, work)).rejects.toThrow('No 2');
	expect(begun).toHaveLength(8);
	expect(seen.underWay).toBe(0);
});

test('the first goes alone', async () => {
	const { work, begun, seen } = counted(0);
	await expect(firstThenOthers(numbers, work)).rejects.toThrow('No 0');
	expect(begun).toEqual([0]);
	expect(seen.most).toBe(1);
	expect(await firstThenOthers(numbers, counted().work)).toEqual(numbers.map((one) => one * 2));
});

test('eight requests are under way at once, in their order, also behind failures', async () => {
	const { work, begun, seen } = counted(3);
	const inTurn = eightAtOnce();
	const results = await Promise.allSettled(
		numbers.map(async (number) => await inTurn(async () => await work(number))),
	);
	expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
	expect(begun).toEqual(numbers);
	expect(seen.most).toBe(8);
	const again = counted();
	await Promise.all(
		numbers.map(async (number) => await inTurn(async () => await again.work(number))),
	);
	expect(again.seen.most).toBe(8);
});

test('a sender passes requests and answers on', async () => {
	const send = sendSideBySide(async ({ url }) => `answer of ${url}`);
	expect(await send({ method: 'GET', url: '/jobs' })).toBe('answer of /jobs');
});
