import { randomUUID } from 'crypto';
import { KylinFailure } from '../../../shared/kylin/failures';
import { toFailure } from '../../../shared/kylin/networkFailure';
import { clock } from '../../../shared/time/clock';
import type { InputItem } from '../../item/inputItem';
import type { Stream, StreamAnswer } from '../../item/openStream';
import { queryRequest, stopRequest } from '../requests';
import { queryBody } from './body';
import type { Settings } from './settings';

const STOP_TIMEOUT_MS = 5_000;

/** How often to see whether the rest of an answer is still wanted. */
const WATCH_MS = 500;

/**
 * Asks a query and has its answer read. A query that nobody waits for any longer, because the
 * execution was stopped or the time is up, is stopped in Kylin too.
 *
 * @param read reads the answer to its end
 */
export async function ask<T>(
	item: InputItem,
	settings: Settings,
	read: (answer: StreamAnswer) => Promise<T>,
): Promise<T> {
	const deadline = clock.now() + settings.timeoutMs;
	// Anybody who knows the ID of a query may stop it.
	const stopId = randomUUID();
	try {
		const request = queryRequest(queryBody(settings, stopId));
		const answer = await item.open(request, settings.timeoutMs);
		void breakOff(answer.body, deadline, item);
		return await read(answer);
	} catch (error) {
		const failure = toFailure(error as Error);
		const isLate = isTimeout(failure) || clock.now() >= deadline;
		if (isLate || (isSent(failure) && !(await isWanted(item)))) {
			await item.sendRegardless(stopRequest(stopId), STOP_TIMEOUT_MS);
		}
		throw isLate ? late(settings.timeoutMs) : failure;
	}
}

/** The limit of the request itself ends with the beginning of the answer. */
async function breakOff(body: Stream, deadline: number, item: InputItem): Promise<void> {
	try {
		while (!body.destroyed && !body.readableEnded) {
			await item.pause(WATCH_MS);
			if (clock.now() >= deadline) body.destroy(new Error('The time is up'));
		}
	} catch (unwanted) {
		body.destroy(unwanted as Error);
	}
}

function isTimeout(failure: Error): boolean {
	return failure instanceof KylinFailure && failure.facts.networkCode === 'ECONNABORTED';
}

function isSent(failure: Error): boolean {
	return !(failure instanceof KylinFailure && failure.facts.isUnsent);
}

async function isWanted(item: InputItem): Promise<boolean> {
	try {
		await item.pause(0);
		return true;
	} catch {
		return false;
	}
}

function late(timeoutMs: number): KylinFailure {
	const seconds = timeoutMs / 1000;
	return new KylinFailure(`Kylin did not answer the query within ${seconds} seconds`, {
		advice: `That is the 'Timeout' of this node, and the query was stopped. Kylin's own limit is 300 seconds unless its administrator set another one (kylin.query.timeout-seconds). Ask for less, or build an index that fits: 'Check Query' tells whether one does.`,
	});
}
