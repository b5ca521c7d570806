import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { beginWatch, continueWatch, placesOf } from '../shared/events/followJobs';
import type { JobEvent } from '../shared/events/jobEvent';
import { isSameSelection } from '../shared/events/readSelection';
import { isSelected } from '../shared/events/selection';
import { readStoredWatch, storeWatch, type WatchRecord } from '../shared/events/storedWatch';
import type { Send } from '../shared/http/kylinRequest';
import { isFirstLookOfActivation } from './activation';
import { eventItems } from './eventItems';
import { guardedSender } from './guardedSender';
import { hasLooked } from './processMemory';
import { readSettings, type TriggerSettings } from './settings';

/** Member of n8n's static data. One value, always replaced as a whole: n8n sees nothing else. */
const WATCH = 'watch';

/**
 * One poll. The watch is written at the end only, so a poll that fails has not happened. n8n saves
 * it together with the events; after a poll without events it may forget it, and the same changes
 * are looked at again without harm.
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const settings = await readSettings(context);
	const staticData = context.getWorkflowStaticData('node');
	const send = guardedSender(context, staticData, settings.login);
	// Before anything can fail, because n8n saves what the first poll wrote and none without events.
	if (settings.skipsInactiveTime && isFirstLookOfActivation(context)) delete staticData[WATCH];
	const earlier = readStoredWatch(staticData[WATCH]);
	const { events, record } = await happened(send, settings, earlier);
	const items = await eventItems(events, send, settings);

	staticData[WATCH] = storeWatch(record);
	hasLooked.add(context);
	return items.length === 0 ? null : [items.map((json: IDataObject) => ({ json }))];
}

async function happened(
	send: Send,
	{ source, selection }: TriggerSettings,
	earlier: WatchRecord | undefined,
): Promise<{ events: JobEvent[]; record: WatchRecord }> {
	const places = placesOf(selection.projects);
	if (earlier === undefined || earlier.source !== source) {
		const watch = await beginWatch(send, places);
		return { events: [], record: { source, selection, watch } };
	}
	const { events, watch } = await continueWatch(send, places, earlier.watch, {
		tellsCreated: selection.events.includes('jobCreated'),
	});
	// What an edited selection adds begins with the edit.
	const selections = isSameSelection(selection, earlier.selection)
		? [selection]
		: [selection, earlier.selection];
	return {
		events: events.filter((event) => selections.every((one) => isSelected(one, event))),
		record: { source, selection, watch },
	};
}
