import { isWholeList } from '../../shared/api/fetchPages';
import type { Send } from '../../shared/api/kylinRequest';
import { firstThenOthers } from '../../shared/api/sideBySide';
import { isProjectGone } from '../../shared/jobs/everyProject';
import { clock } from '../../shared/time/clock';
import { isAtRest, LATE_WRITE_MS } from './changes';
import { currentScopes } from './followEveryProject';
import type { WatchedScope } from './followProjects';
import { newestFirst } from './newestJobs';
import type { WatchState } from './storedWatch';

/** Kylin pays by the row: some 2 ms for a request, and as much for each job of the answer. */
const FEW_JOBS = 5;

/**
 * How often the lists are compared in full all the same: five jobs with times in the future stay at the
 * top of a list, and hide what happens below them.
 */
const FULL_COMPARISON_MS = 15 * 60_000;

/** What is known of the lists of a trigger since a poll, by `clock.elapsed`. */
type Rest = {
	/** what the poll found in static data, and what it left there: n8n may keep either */
	stored: readonly string[];
	state: WatchState;
	/** when a change was seen last, or a job at work */
	restlessAt: number;
	comparedAt: number;
};

/** By `nodeKey` of the trigger, as long as the n8n process lasts. */
const rests = new Map<string, Rest>();

/** To be called after each poll that compared the lists in full. */
export function noteComparison(
	trigger: string,
	poll: Pick<Rest, 'stored' | 'state'> & { hasChanges: boolean },
): void {
	const now = clock.elapsed();
	const { hasChanges, ...rest } = poll;
	const restlessAt = hasChanges ? now : (rests.get(trigger)?.restlessAt ?? now);
	rests.set(trigger, { ...rest, restlessAt, comparedAt: now });
}

/**
 * Whether a few jobs of each list prove that nothing has happened since the last poll.
 *
 * @param stored what is now in static data
 * @param isSame whether the trigger still watches the same
 */
export async function areListsAtRest(
	send: Send,
	trigger: string,
	{ stored, isSame }: { stored: string; isSame: (state: WatchState) => boolean },
): Promise<boolean> {
	const rest = rests.get(trigger);
	if (rest === undefined || !rest.stored.includes(stored) || !isSame(rest.state)) return false;
	const now = clock.elapsed();
	const { restlessAt, comparedAt } = rest;
	// Whatever was written late was written before that comparison.
	const isProvable = comparedAt - restlessAt >= LATE_WRITE_MS;
	if (!isProvable || now - comparedAt >= FULL_COMPARISON_MS) return false;
	const isAtRest = await areAtRest(send, rest.state);
	if (!isAtRest) rest.restlessAt = now;
	return isAtRest;
}

/** A project that was not watched, or is gone, is for the full comparison. */
async function areAtRest(send: Send, state: WatchState): Promise<boolean> {
	const lookAtEach = async () => {
		const scopes = await currentScopes(send, state);
		const atRest = await firstThenOthers(scopes, async (scope) => await isListAtRest(send, scope));
		return atRest.every(Boolean);
	};
	return await lookAtEach().catch(async (error: Error) =>
		isProjectGone(error) ? false : await Promise.reject<never>(error),
	);
}

async function isListAtRest(send: Send, watched: WatchedScope | undefined): Promise<boolean> {
	if (watched === undefined) return false;
	const { scope, state } = watched;
	const page = await newestFirst(send, scope, 'last_modified')(FEW_JOBS, 0);
	const isEnough = page.rows.length === FEW_JOBS || isWholeList(page, FEW_JOBS);
	return isEnough && isAtRest(state, page.rows);
}
