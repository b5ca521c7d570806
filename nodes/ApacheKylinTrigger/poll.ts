import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { nodeKey } from '../shared/n8n/triggerNode';
import { clock } from '../shared/time/clock';
import {
	durableBudgetMs,
	hasRead,
	isDurable,
	isFirstReadAfterInactivity,
	isReplaced,
	noteRead,
	wayOf,
} from './activations';
import { eventItems } from './eventItems';
import { pollSender } from './pollSender';
import { readSettings } from './settings';
import { eventsSince, isSameTarget } from './watch/eventsSince';
import { isByProject } from './watch/followEveryProject';
import { areListsAtRest, noteComparison } from './watch/restingLists';
import { loadWatch, storeWatch, type WatchTarget } from './watch/storedWatch';

/** Member of n8n's static data. Always replaced as a whole: n8n sees no change inside. */
const WATCH = 'watch';

/** Details may delay an event by no more than this. */
const MAX_DETAILS_MS = 60_000;

/**
 * One poll. The state is stored at the end only, so a poll that fails has not happened. n8n saves it
 * together with the events; after a poll without events it may lose it, and the same changes are
 * compared again without harm.
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const end = clock.now() + (durableBudgetMs(context) ?? Infinity);
	const settings = await readSettings(context);
	const staticData = context.getWorkflowStaticData('node');
	let until = end;
	const send = pollSender(context, { login: settings.login, until: () => until });
	// Before anything can fail: n8n saves what the first poll stored, and nothing without events later.
	if (settings.skipsInactiveTime && isFirstReadAfterInactivity(context)) delete staticData[WATCH];
	const trigger = nodeKey(context);
	const before = JSON.stringify(staticData[WATCH] ?? null);
	const isSame = (state: WatchTarget) => isSameTarget(state, settings.target);
	const mayBeKnown = isDurable(context) || hasRead(context);
	if (mayBeKnown && (await areListsAtRest(send, trigger, { stored: before, isSame }))) {
		return null;
	}
	const earlier = loadWatch(staticData[WATCH]);
	const way = wayOf(context);
	// The durable scheduler makes each poll on a new object: there only the stored state knows the way.
	if (isDurable(context)) way.isByProject = earlier !== undefined && isByProject(earlier);
	const { events, state, hasChanges } = await eventsSince(send, settings.target, earlier, way);
	until = Math.min(end, clock.now() + MAX_DETAILS_MS);
	const items = await eventItems(events, send, settings);

	if (isReplaced(context)) return null;
	const after = storeWatch(state);
	staticData[WATCH] = after;
	noteRead(context);
	noteComparison(trigger, { stored: [before, JSON.stringify(after)], state, hasChanges });
	return items.length === 0 ? null : [items.map((json) => ({ json }))];
}
