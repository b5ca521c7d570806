import type { IWebhookFunctions } from 'n8n-workflow';
import { nodeKey } from '../shared/n8n/triggerNode';
import { clock } from '../shared/time/clock';

const WARNING_INTERVAL_MS = 3_600_000;

/** When a warning was written, by `clock.elapsed`, by node. */
const warnedAt = new Map<string, number>();

/** Kylin does not tell anybody that its events are refused, so n8n's log does: at most once an hour. */
export function warnOfRefusedLogin(context: IWebhookFunctions): void {
	const node = nodeKey(context);
	const [now, before] = [clock.elapsed(), warnedAt.get(node)];
	if (before !== undefined && now - before < WARNING_INTERVAL_MS) return;
	warnedAt.set(node, now);
	context.logger.warn(
		`Apache Kylin Callback Trigger '${context.getNode().name}': a call with a wrong or no login was refused. If Kylin made it, its events are lost: set kylin.job.finished-notifier-username and -password as in the credential.`,
	);
}
