import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { readCredential } from '../login/credential';
import { guardedSender } from '../login/loginGuard';
import { clock } from '../time/clock';
import type { Send } from '../api/kylinRequest';
import { contextSender } from './contextSender';

/** The editor loads a list anew whenever a field it depends on changes, so not each is a user's try. */
const RELOAD_MS = 60_000;

/** Somebody looks at the editor and waits. */
const PICKER_TIMEOUT_MS = 30_000;

/** @throws ParameterError for a host that is not valid */
export async function pickerSender(context: ILoadOptionsFunctions): Promise<Send> {
	const { key } = await readCredential(context);
	return guardedSender(contextSender(context, PICKER_TIMEOUT_MS), {
		login: key,
		isUserRetry: ({ refusedAfter }) => clock.elapsed() - refusedAfter >= RELOAD_MS,
	});
}
