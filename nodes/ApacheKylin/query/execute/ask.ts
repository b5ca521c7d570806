import { randomUUID } from 'crypto';
import { KylinFailure } from '../../../shared/kylin/failures';
import { toFailure } from '../../../shared/kylin/networkFailure';
import type { InputItem } from '../../item/inputItem';
import type { Stream } from '../../item/openStream';
import { queryRequest, stopRequest } from '../requests';
import { queryBody } from './body';
import type { Settings } from './settings';

const STOP_TIMEOUT_MS = 5_000;

/**
 * Asks a query and has its answer read. A query that nobody waits for any longer, because the
 * execution was stopped or the time is up, is stopped in Kylin too.
 *
 * @param read reads the answer to its end
 */
export async function ask<T>(
	item: InputItem,
	settings: Settings,
	read: (body: Stream) => Promise<T>,
): Promise<T> {
	// Anybody who knows the ID of a query may stop it.
	const stopId = randomUUID();
	try {
		const request = queryRequest(queryBody(settings, stopId));
		return await read(await item.open(request, settings.timeoutMs));
	} catch (error) {
		const failure = toFailure(error as Error);
		const isLate = isTimeout(failure);
		const unwanted = isUnsent(failure) ? undefined : await whyUnwanted(item);
		if (isLate || unwanted) await item.sendRegardless(stopRequest(stopId), STOP_TIMEOUT_MS);
		throw isLate ? late(settings.timeoutMs) : (unwanted ?? failure);
	}
}

function isTimeout(failure: Error): boolean {
	return failure instanceof KylinFailure && failure.facts.networkCode === 'ECONNABORTED';
}

function isUnsent(failure: Error): boolean {
	return failure instanceof KylinFailure && failure.facts.isUnsent === true;
}

/** @returns why nobody waits for the item any longer; undefined if somebody does */
async function whyUnwanted(item: InputItem): Promise<Error | undefined> {
	return await item.pause(0).then(
		() => undefined,
		(reason: Error) => reason,
	);
}

function late(timeoutMs: number): KylinFailure {
	const seconds = timeoutMs / 1000;
	return new KylinFailure(`Kylin did not answer the query within ${seconds} s`, {
		advice: `That is the 'Timeout (Seconds)' of this node, and the query was stopped. Kylin's own limit is 300 seconds unless its administrator set another one (kylin.query.timeout-seconds). Ask for less, or build an index that fits: 'Check Query' tells whether one does.`,
	});
}
