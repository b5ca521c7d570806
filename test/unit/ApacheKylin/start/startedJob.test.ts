import { KylinFailure, type FailureFacts } from '../../../../nodes/shared/kylin/failures';
import { findOwn, findStarted, meaningOf } from '../../../../nodes/ApacheKylin/start/startedJob';
import { bearsTag, comesFrom, tagFor } from '../../../../nodes/ApacheKylin/start/tag';
import { days, job, segment } from '../segment/seeds';

const origin = {
	instance: 'a'.repeat(64),
	workflow: 'w1',
	execution: '42',
	node: '00000000-0000-4000-8000-000000000000',
	run: 0,
	item: 0,
};

const range = days(1, 2);
const tag = tagFor(origin, range);
const wanted = { types: ['INC_BUILD'], range, tag };
const of = (status: string, more: object = {}) => job(status, [segment(range)], more);

test('a tag holds where a job comes from in at most 512 characters of JSON', () => {
	expect(JSON.parse(JSON.stringify(tag))).toEqual({
		n8n: { ...origin, range: `${range.start}-${range.end}` },
	});
	const rest = 512 - JSON.stringify(tagFor(origin, range, 'x')).length;
	expect(JSON.stringify(tagFor(origin, range, 'x'.repeat(rest + 1)))).toHaveLength(512);
	expect(() => tagFor(origin, range, 'x'.repeat(rest + 2))).toThrow(
		"'Tag' is too long by 1 characters",
	);
});

test('a tag is recognised also as text, and others are not', () => {
	expect(bearsTag(of('RUNNING', { tag }), tag)).toBe(true);
	expect(bearsTag(of('RUNNING', { tag: JSON.stringify(tag) }), tag)).toBe(true);
	for (const other of [
		null,
		'exec-42',
		{ run: 7 },
		{ n8n: null },
		'{"n8n":',
		tagFor({ ...origin, item: 1 }, range),
	]) {
		expect(bearsTag(of('RUNNING', { tag: other }), tag)).toBe(false);
	}
	expect(comesFrom(of('RUNNING', { tag: tagFor(origin, 'else') }), origin)).toBe(true);
	expect(
		comesFrom(of('RUNNING', { tag: tagFor({ ...origin, execution: '43' }, range) }), origin),
	).toBe(false);
});

test('a job is found by range and type first, and by tag second', () => {
	const own = of('RUNNING', { tag, id: 'own' });
	const other = of('RUNNING', { id: 'other' });
	const elsewhere = job('RUNNING', [segment(days(2, 3))], { tag });
	const ofType = of('RUNNING', { tag, job_name: 'INDEX_BUILD' });
	expect(findStarted([elsewhere, ofType, other, own], wanted, false)).toEqual({
		job: own,
		isOwn: true,
	});
	expect(findStarted([elsewhere, other], wanted, false)).toEqual({ job: other, isOwn: false });
	expect(findStarted([elsewhere, ofType], wanted, false)).toBeUndefined();
	expect(findStarted([other], { ...wanted, isOnlyOwn: true }, false)).toBeUndefined();
});

test('an own job counts in whatever status but DISCARDED', () => {
	for (const status of ['PENDING', 'RUNNING', 'ERROR', 'STOPPED', 'FINISHED']) {
		expect(findOwn([of(status, { tag })], wanted)).toBeDefined();
	}
	expect(findOwn([of('DISCARDED', { tag })], wanted)).toBeUndefined();
});

test("another's finished build counts only if Kylin has refused the range", () => {
	expect(findStarted([of('FINISHED')], wanted, false)).toBeUndefined();
	expect(findStarted([of('FINISHED')], wanted, true)).toMatchObject({ isOwn: false });
	const refresh = { ...wanted, types: ['INDEX_REFRESH'] };
	expect(
		findStarted([of('FINISHED', { job_name: 'INDEX_REFRESH' })], refresh, true),
	).toBeUndefined();
});

test.each<[FailureFacts, ReturnType<typeof meaningOf>]>([
	[{ isUnsent: true }, 'notStarted'],
	[{ networkCode: 'ECONNREFUSED' }, 'notStarted'],
	[{ httpStatus: 401, code: 'KE-010003208' }, 'notStarted'],
	[{ httpStatus: 404 }, 'notStarted'],
	[{ httpStatus: 429 }, 'notStarted'],
	[{ httpStatus: 400, code: 'KE-010024001' }, 'notStarted'],
	[{ httpStatus: 500, code: 'KE-010024001' }, 'notStarted'],
	[{ httpStatus: 500, code: 'KE-010043203' }, 'notStarted'],
	[{ httpStatus: 500, code: 'KE-010022202' }, 'held'],
	[{ httpStatus: 500, code: 'KE-010032206' }, 'held'],
	[{ httpStatus: 500, code: 'KE-010022216' }, 'held'],
	[{ httpStatus: 500, code: 'KE-010022217' }, 'held'],
	[{ httpStatus: 500, code: 'KE-010022210' }, 'held'],
	[{ httpStatus: 500, code: 'KE-000000001' }, 'unknown'],
	[{ networkCode: 'ECONNRESET' }, 'unknown'],
	[{ networkCode: 'ECONNABORTED' }, 'unknown'],
	[{ httpStatus: 502 }, 'unknown'],
	[{ httpStatus: 504 }, 'unknown'],
	[{ httpStatus: 500 }, 'unknown'],
	[{ httpStatus: 200, answer: 'cutOff' }, 'unknown'],
	[{ httpStatus: 200, answer: 'empty' }, 'unknown'],
])('a request that failed with %j: %s', (facts, meaning) => {
	expect(meaningOf(new KylinFailure('x', facts))).toBe(meaning);
});
