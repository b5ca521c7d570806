import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { clock } from '../shared/time/clock';
import { durableBudgetMs, isFirstReadAfterInactivity, isReplaced, noteRead } from './activations';
import { eventItems } from './eventItems';
import { pollSender } from './pollSender';
import { readSettings } from './settings';
import { eventsSince } from './watch/eventsSince';
import { loadWatch, storeWatch } from './watch/storedWatch';

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
	const earlier = loadWatch(staticData[WATCH]);
	const { events, state } = await eventsSince(send, settings.target, earlier);
	until = Math.min(end, clock.now() + MAX_DETAILS_MS);
	const items = await eventItems(events, send, settings);

	if (isReplaced(context)) return null;
	staticData[WATCH] = storeWatch(state);
	noteRead(context);
	return items.length === 0 ? null : [items.map((json) => ({ json }))];
}
