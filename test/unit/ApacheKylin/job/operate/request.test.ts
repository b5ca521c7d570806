import type { IDataObject } from 'n8n-workflow';
import { readOperateRequest } from '../../../../../nodes/ApacheKylin/job/operate/request';

const request = (body: IDataObject, parameters: IDataObject) =>
	readOperateRequest({
		fields: { query: {}, body },
		parameter: (name, fallback) => (name in parameters ? parameters[name] : fallback),
		isExpression: () => false,
	});

test.each<[IDataObject, IDataObject, string]>([
	[{}, {}, "'Action' is empty: choose what to do"],
	[{ action: 'PAUSE' }, { options: null }, "'Options' is an expression that gave nothing"],
	[{ action: 'PAUSE' }, { options: undefined }, "'Options' is an expression that gave nothing"],
	[{ action: 'PAUSE' }, { options: 7 }, "'Options' must be a collection of fields"],
])('%j with %j is refused', (body, parameters, message) => {
	expect(() => request({ job_ids: 'a', ...body }, parameters)).toThrow(message);
});
