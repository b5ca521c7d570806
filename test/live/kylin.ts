import type { IDataObject } from 'n8n-workflow';
import { ACCEPT_HEADERS } from '../../nodes/shared/api/protocol';
import { parseExactJson } from '../../nodes/shared/kylin/exactJson';
import { apiRoot } from '../../nodes/shared/kylin/host';
import type { JobRecord } from '../../nodes/shared/kylin/job';
import { runKylin } from '../engine/harness';

export type Login = { host: string; username: string; password: string };

export type NodeAnswer = {
	items: IDataObject[];
	/** `ok`, or Kylin's code and the HTTP status, or the node's own sentence */
	outcome: string;
};

export type JobsAnswer = { items: JobRecord[]; outcome: NodeAnswer['outcome'] };

export type ApiAnswer = {
	httpStatus: number;
	data: unknown;
	/** as `NodeAnswer` */
	outcome: string;
};

/** The Kylin that is looked at: through the node, and past it for what the node does not show. */
export class Kylin {
	constructor(readonly login: Login) {}

	/** Runs an operation of the node in n8n's engine. */
	async node(parameters: IDataObject, login: Partial<Login> = {}): Promise<NodeAnswer> {
		const { items, error } = await runKylin({
			parameters: { output: 'raw', ...parameters },
			credential: { ...this.login, ...login },
		});
		return {
			items: items.map(({ json }) => json),
			outcome: error === undefined ? 'ok' : describeError(error),
		};
	}

	/** List Jobs, newest creation first unless `options` say otherwise. */
	async jobs(parameters: IDataObject = {}): Promise<JobsAnswer> {
		const { options, ...rest } = parameters;
		const answer = await this.node({
			resource: 'job',
			operation: 'list',
			...rest,
			options: { sortBy: 'create_time', ...(options as IDataObject) },
		});
		return { ...answer, items: answer.items as JobRecord[] };
	}

	/** A GET past the node. No cookies are kept: one would beat the password. */
	async get(path: string, query: Record<string, string> = {}): Promise<ApiAnswer> {
		return await this.send('GET', `${path}?${new URLSearchParams(query)}`);
	}

	/** A request past the node that changes something. */
	async change(method: 'POST' | 'PUT', path: string, body: IDataObject): Promise<ApiAnswer> {
		return await this.send(method, path, JSON.stringify(body));
	}

	private async send(method: string, path: string, body?: string): Promise<ApiAnswer> {
		const { host, username, password } = this.login;
		const response = await fetch(`${apiRoot(host)}${path}`, {
			method,
			body,
			redirect: 'manual',
			headers: {
				...ACCEPT_HEADERS,
				Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
				...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			},
		});
		const envelope = parseEnvelope(await response.text());
		const outcome =
			envelope.code === '000' && response.status === 200
				? 'ok'
				: describeRefusal(String(envelope.msg), response.status);
		return { httpStatus: response.status, data: envelope.data, outcome };
	}
}

function parseEnvelope(text: string): IDataObject {
	try {
		return parseExactJson(text) as IDataObject;
	} catch {
		return { msg: 'no JSON' };
	}
}

function describeRefusal(text: string, httpStatus: number | string): string {
	return `${/KE-\d{9}/.exec(text)?.[0] ?? 'no code'}, HTTP ${httpStatus}`;
}

function describeError(error: IDataObject): string {
	const text = `${String(error.message)} ${String(error.description ?? '')}`;
	const httpStatus = /HTTP (\d{3})/.exec(text)?.[1];
	return httpStatus === undefined ? String(error.message) : describeRefusal(text, httpStatus);
}
