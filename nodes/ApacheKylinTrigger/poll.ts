import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { eventsSince } from './watch/eventsSince';
import { loadWatch, storeWatch } from './watch/storedWatch';
import { clock } from '../shared/time/clock';
import { durableBudgetMs, isFirstLookOfActivation, isOvertaken, noteLook } from './activations';
import { eventItems } from './eventItems';
import { pollSender } from './pollSender';
import { readSettings } from './settings';

/** Member of n8n's static data. One value, always replaced as a whole: n8n sees nothing else. */
const WATCH = 'watch';

/** An event is not to wait much longer for what is said about it besides. */
const MAX_DETAILS_MS = 60_000;

/**
 * One poll. The watch is written at the end only, so a poll that fails has not happened. n8n saves
 * it together with the events; after a poll without events it may forget it, and the same changes
 * are looked at again without harm.
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const end = clock.now() + (durableBudgetMs(context) ?? Infinity);
	const settings = await readSettings(context);
	const staticData = context.getWorkflowStaticData('node');
	let until = end;
	const send = pollSender(context, { login: settings.login, staticData, until: () => until });
	// Before anything can fail, because n8n saves what the first poll wrote and none without events.
	if (settings.skipsInactiveTime && isFirstLookOfActivation(context)) delete staticData[WATCH];
	const earlier = loadWatch(staticData[WATCH]);
	const { events, record } = await eventsSince(send, settings.subject, earlier);
	until = Math.min(end, clock.now() + MAX_DETAILS_MS);
	const items = await eventItems(events, send, settings);

	if (isOvertaken(context)) return null;
	staticData[WATCH] = storeWatch(record);
	noteLook(context);
	return items.length === 0 ? null : [items.map((json: IDataObject) => ({ json }))];
}
