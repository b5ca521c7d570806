import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

export type KylinRequest = {
	method: IHttpRequestMethods;
	url: string;
	qs?: IDataObject;
	body?: IDataObject;
};

/** Sends a request and returns the `data` of Kylin's answer. */
export type Send = (request: KylinRequest) => Promise<unknown>;
